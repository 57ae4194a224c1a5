// What a finished visit must not leave in the page, for the tests of every way a visit ends.
import { expect, type Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';

export const walkAccount = async (fundUrl: string): Promise<WalkAccount> =>
  (await demoWalkAccounts(fundUrl, { count: 1 }))[0]!;

/** What would tell whose account it was. */
export const personal = (account: WalkAccount) => [account.owner.split(' ')[0]!, account.number, account.unifiedNumber];

/** Everything the page still holds: text, storage, history, fields. */
async function pageHolds(page: Page): Promise<string> {
  const state = await page.evaluate(() => {
    const all = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map(element => {
          const value = 'value' in element ? String(element.value) : '';
          return value + (element.shadowRoot ? all(element.shadowRoot) : '') + element.textContent;
        })
        .join(' ');
    return JSON.stringify([
      all(document),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
      document.cookie,
      document.title,
    ]);
  });
  return state;
}

/** `as`: the page that asks main for the account, the next person's unless told; `code`: how it is refused. */
export async function expectNothingLeft(
  page: Page,
  account: WalkAccount,
  { as = 'next-person', code = 'visit.accountNotOpen' } = {},
) {
  const held = await pageHolds(page);
  // The demo's welcome card itself shows the account's number and address: it is told apart by the owner's name and ЕЛС.
  for (const secret of [account.owner.split(' ')[0]!, account.unifiedNumber]) expect(held).not.toContain(secret);
  const answer = await page.evaluate(
    async ([id, asked]) =>
      (
        await fetch('/rpc/statement.get', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-page': asked,
            'x-session': sessionStorage.getItem('kr-session') ?? '',
          },
          body: JSON.stringify({ account: id }),
        })
      ).text(),
    [account.id, as] as const,
  );
  expect(answer).toContain(code);
}
