// News: readable by everybody, a house's only to its owners; newest first, unread marked until opened.
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { openByNumber } from '../../scripts/walk/owner.ts';
import { expectFits, expectSound, largestText } from './cabinet-walk.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test } from '../support/program.ts';

interface FundNews {
  id: number;
  title: string;
  body: string;
}

const generalNews = (url: string) =>
  withClient(url, async client => {
    const { rows } = await client.query<FundNews>(
      `select id::float8 as id, title, body from fund.news where house_id is null and published_at <= now()
        order by published_at desc, id desc`,
    );
    return rows;
  });

const houseNews = (url: string, account: number) =>
  withClient(url, async client => {
    const { rows } = await client.query<FundNews>(
      `select n.id::float8 as id, n.title, n.body from fund.news n
         join fund.premises p on p.house_id = n.house_id join fund.account a on a.premises_id = p.id
        where a.id = $1 and n.published_at <= now() order by n.published_at desc, n.id desc`,
      [account],
    );
    return rows;
  });

test('general news is read with no sign-in, newest first; what was opened is unread no more', async ({
  kiosk,
  program,
}) => {
  const all = await generalNews(program.fundUrl);
  await kiosk.getByTestId('to-news').click();
  const items = kiosk.getByTestId('news-list').getByRole('button');
  await expect(items).toHaveCount(all.length);
  expect(await items.evaluateAll(rows => rows.map(row => row.getAttribute('data-testid')))).toEqual(
    all.map(({ id }) => `news-${id}`),
  );
  const first = kiosk.getByTestId(`news-${all[0]!.id}`);
  await expect(first.getByTestId('unread')).toBeVisible();
  await expectSound(kiosk, 'news');
  await first.click();
  await expect(kiosk.getByTestId('news-text')).toContainText(all[0]!.body.split('\n')[0]!);
  await expectSound(kiosk, 'one of the news');
  await kiosk.getByTestId('back').click();
  await expect(first.getByTestId('unread')).toHaveCount(0);
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('to-news').click();
  await expect(first.getByTestId('unread')).toHaveCount(0);
});

test('a house’s news is nobody’s before proof, and its owner’s after it', async ({ kiosk, program }) => {
  let owner;
  for (const account of await demoWalkAccounts(program.fundUrl, { count: 10 })) {
    const items = await houseNews(program.fundUrl, account.id);
    if (items.length > 0) owner ??= { account, items };
  }
  const { account, items } = owner!;
  await kiosk.getByTestId('to-news').click();
  await kiosk.getByTestId('news-list').waitFor();
  await expect(kiosk.getByTestId(`news-${items[0]!.id}`)).toHaveCount(0);
  await expect(kiosk.getByTestId('news-of-house')).toHaveCount(0);
  await kiosk.getByTestId('back').click();
  await openByNumber(kiosk, account.number, account);
  await kiosk.getByTestId('to-house-news').click();
  await kiosk.getByTestId(`news-${items[0]!.id}`).click();
  await expect(kiosk.getByTestId('news-text')).toContainText(items[0]!.title);
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('news-all').click();
  await expect(kiosk.getByTestId(`news-${items[0]!.id}`)).toBeVisible();
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
});

test('markup in the news is shown as letters', async ({ kiosk, program }) => {
  const title = 'Заголовок <img src=x onerror=alert(1)> & «кавычки»';
  const id = await withClient(program.fundUrl, async client => {
    const { rows } = await client.query<{ id: number }>(
      `insert into fund.news (id, house_id, published_at, title, body)
       select max(id) + 1000, null, now() - interval '1 minute', $1, '<b>жирно</b>' from fund.news returning id::float8 as id`,
      [title],
    );
    return rows[0]!.id;
  });
  try {
    await expect(async () => {
      await kiosk.goto(new URL('/', program.url).href);
      await kiosk.getByTestId('to-news').click();
      await expect(kiosk.getByTestId(`news-${id}`)).toContainText(title, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    await kiosk.getByTestId(`news-${id}`).click();
    await expect(kiosk.getByTestId('news-text')).toContainText('<b>жирно</b>');
    await expect(kiosk.locator('img')).toHaveCount(0);
  } finally {
    await withClient(program.fundUrl, client => client.query('delete from fund.news where id = $1', [id]));
  }
});

test('the news reads at the largest text', async ({ kiosk }) => {
  await largestText(kiosk);
  await kiosk.getByTestId('to-news').click();
  await kiosk.getByTestId('news-list').waitFor();
  await expectFits(kiosk, 'news at the largest text');
});
