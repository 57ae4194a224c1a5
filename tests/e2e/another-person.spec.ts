// Another person's data, asked for by a page that lies: account ids never proved, jobs and events of a visit that is over, a second tab.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { methods } from '#contract';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { finish, openByNumber } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';

interface Answer {
  ok: boolean;
  value?: unknown;
  error?: { code: string };
}

/** What the developer tools of this very page can ask; under the page's own id, or another's. */
const ask = (page: Page, method: string, input: object, as?: string): Promise<Answer> =>
  page.evaluate(
    async ([name, body, id]) => {
      const session = sessionStorage.getItem('kr-session') ?? '';
      const headers: Record<string, string> = { 'content-type': 'application/json', 'x-session': session };
      if (id) headers['x-page'] = id;
      return (await (await fetch(`/rpc/${name}`, { method: 'POST', headers, body: body })).json()) as never;
    },
    [method, JSON.stringify(input), as] as const,
  );

/** The page's own id, as its next call shows it. */
async function pageId(page: Page): Promise<string> {
  const request = page.waitForRequest(/\/rpc\//);
  await page.getByTestId('to-tariffs').click();
  const id = (await request).headers()['x-page'] ?? '';
  await page.getByTestId('back').click();
  await page.getByTestId('balance').waitFor();
  return id;
}

const ofAccount = Object.entries(methods).filter(([, method]) => method.needs === 'account');

test('with one account proved, no method gives a word of another', async ({ kiosk, program }) => {
  const [mine, theirs] = await demoWalkAccounts(program.fundUrl, { count: 2 });
  await openByNumber(kiosk, mine!.number, mine!);
  const me = await pageId(kiosk);
  expect((await ask(kiosk, 'statement.get', { account: mine!.id }, me)).ok).toBe(true);
  expect(ofAccount.length).toBeGreaterThan(5);
  for (const [method] of ofAccount)
    for (const lie of [theirs!.id, String(mine!.id), [mine!.id], -1, null]) {
      const answer = await ask(kiosk, method, { account: lie, period: '2026-10', job: randomUUID() }, me);
      expect(answer.error?.code, `${method} of ${JSON.stringify(lie)}`).toBe('visit.accountNotOpen');
    }
  // The lies cost the owner nothing: their own account is still open.
  expect((await ask(kiosk, 'statement.get', { account: mine!.id }, me)).ok).toBe(true);
  await finish(kiosk);
});

test('a job of the visit before is no job of this one', async ({ kiosk, program }) => {
  const [first, second] = await demoWalkAccounts(program.fundUrl, { count: 2 });
  await openByNumber(kiosk, first!.number, first!);
  const me = await pageId(kiosk);
  const job = randomUUID();
  const periods = (await ask(kiosk, 'documents.periods', { account: first!.id }, me)).value as { periods: string[] };
  const period = periods.periods[0];
  expect((await ask(kiosk, 'documents.print', { account: first!.id, period, job }, me)).ok).toBe(true);
  await finish(kiosk);
  await kiosk.getByTestId('start-again').click();
  await openByNumber(kiosk, second!.number, second!);
  const other = await pageId(kiosk);
  expect((await ask(kiosk, 'documents.job', { job }, other)).error?.code).toBe('print.unknownJob');
  const again = await ask(kiosk, 'documents.print', { account: second!.id, period, job }, other);
  expect(again.error?.code).toBe('print.unknownJob');
  await finish(kiosk);
});

test('a second tab takes the terminal, and the first one is left with nothing on its screen', async ({
  kiosk,
  program,
}) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await openByNumber(kiosk, account!.number, account!);
  const second = await kiosk.context().newPage();
  const session = await kiosk.evaluate(() => sessionStorage.getItem('kr-session'));
  await second.goto(new URL(`/statement#session=${session}`, program.url).href);
  await expect(second.getByTestId('start')).toBeVisible();
  await expect(second.getByTestId('balance')).toHaveCount(0);
  await expect(kiosk.getByTestId('balance')).toHaveCount(0);
  await second.close();
});
