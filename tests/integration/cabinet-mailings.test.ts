// Mailings: each user gets what they switched on, once a kind and period, whichever terminal queues it and however often.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RowOf } from '../../src-main/ports/exchange.ts';
import { createMailings } from '../../src-main/services/mail/mailings.ts';
import {
  consentVersion,
  goodPassword,
  openCabinet,
  registered,
  type TestCabinet,
  value,
  view,
} from '../support/cabinet-rig.ts';
import { rowOf } from '../support/cache-rows.ts';
import { memoryCache } from '../support/memory-cache.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
let at: TestCabinet;
let count = 0;
let email = '';

beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());
beforeEach(async () => {
  at = openCabinet(fund, { mailer: true });
  const login = `rassylka${++count}`;
  email = `${login}@example.org`;
  await registered(fund, at, login, { consentVersion });
  for (const account of [1, 2]) {
    at.visit.open(at.visit.held(), account, 'proof');
    value(await at.cabinet.methods['cabinet.attach']({ account }));
  }
});
afterEach(() => at.close());

const services = { monthlyDocument: false, debtReminder: false, houseNews: false, noPaper: false };
const balance = (period: string, closing: number, due_on: string) =>
  rowOf('period_balance', { period, closing, due_on, issued_on: `${due_on.slice(0, 8)}01` });

interface World {
  today: string;
  balances: Record<number, RowOf<'period_balance'>[]>;
  payments?: Record<number, RowOf<'payment'>[]>;
  /** accounts of which a month could not be read */
  unread?: number[];
  news: { id: number; published_at: string; title: string; body: string }[];
}

const mailings = (world: World, of = at) =>
  createMailings({
    store: of.store,
    clock: { now: () => `${world.today}T09:00:00.000Z`, today: () => world.today },
    cache: memoryCache(
      {},
      {
        account: async account => view(account),
        balances: async account => world.balances[account] ?? [],
        payments: async account => world.payments?.[account] ?? [],
        setAside: async account => ({
          months: world.unread?.includes(account) ? ['2026-11'] : [],
          lines: [],
          payments: false,
        }),
        houseNews: async () => world.news.map(row => ({ ...row, house_id: 1 })),
      },
    ),
  });

const october: World = {
  today: '2026-11-07',
  balances: {
    1: [balance('2026-10', 72951, '2026-11-10'), balance('2026-09', 1, '2026-10-10')],
    2: [balance('2026-10', -500, '2026-11-10')],
  },
  news: [
    { id: 5, published_at: '2026-11-05T08:00:00.000Z', title: 'Ремонт крыши', body: 'Начнётся 10 ноября.' },
    { id: 4, published_at: '2026-10-05T08:00:00.000Z', title: 'Старая новость', body: '…' },
  ],
};

const letters = () =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{
      kind: string;
      subject: string;
      body: string;
      recipients: string[];
      attachments: unknown[];
    }>(
      `select kind, subject, body, recipients, attachments from cabinet.letter where user_id = $1 and once_key is not null
       order by kind, created_at`,
      [at.visit.user()?.id],
    );
    return rows;
  });

test('a user gets the kinds they switched on and no other', async () => {
  await mailings(october).run();
  expect(await letters()).toEqual([]);
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, monthlyDocument: true }));
  await mailings(october).run();
  expect((await letters()).map(letter => letter.kind)).toEqual(['month']);
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, debtReminder: true, houseNews: true }));
  await mailings(october).run();
  expect((await letters()).map(letter => letter.kind)).toEqual(['month', 'news', 'reminder']);
});

test('the month’s letter holds a document for each account, in the month they are for', async () => {
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, monthlyDocument: true }));
  await mailings(october).run();
  const [letter] = await letters();
  expect(letter?.subject).toBe('Квитанция за октябрь 2026');
  expect(letter?.attachments).toEqual([
    { kind: 'paymentDocument', account: 1, period: '2026-10' },
    { kind: 'paymentDocument', account: 2, period: '2026-10' },
  ]);
  expect(letter?.body).toMatch(/л\/с 100001: 729,51/);
  expect(letter?.body).toMatch(/л\/с 100002: 0,00/);
});

test('once a kind and period, however often and from however many terminals it is run', async () => {
  value(
    await at.cabinet.methods['cabinet.saveServices']({
      ...services,
      monthlyDocument: true,
      debtReminder: true,
      houseNews: true,
    }),
  );
  const other = openCabinet(fund, { mailer: true });
  await Promise.all([mailings(october).run(), mailings(october, other).run(), mailings(october).run()]);
  expect(await mailings(october).run()).toBe(0);
  expect(await letters()).toHaveLength(3);
  // even after they were sent and the next month came
  await withClient(fund.url, client => client.query(`update cabinet.letter set state = 'sent', recipients = '{}'`));
  await mailings(october).run();
  const november = {
    ...october,
    today: '2026-12-07',
    balances: { 1: [balance('2026-11', 80000, '2026-12-10')] },
    news: [],
  };
  await mailings(november).run();
  expect((await letters()).map(letter => letter.kind)).toEqual(['month', 'month', 'news', 'reminder', 'reminder']);
  await other.close();
});

test('a reminder comes in the last days before the due day, for a debt, and not after', async () => {
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, debtReminder: true }));
  for (const today of ['2026-11-04', '2026-11-11']) await mailings({ ...october, today }).run();
  await mailings({ ...october, balances: { 1: [balance('2026-10', 0, '2026-11-10')] } }).run();
  const paid = { id: 1, paid_on: '2026-11-05', posted_on: '2026-11-06', period: '2026-11', amount: 72951 };
  await mailings({ ...october, payments: { 1: [paid as RowOf<'payment'>] } }).run();
  expect(await letters()).toEqual([]);
  await mailings(october).run();
  const [letter] = await letters();
  expect(letter?.body).toMatch(/Оплатите до 10\.11\.2026/);
  expect(letter?.body).toMatch(/100001/);
  expect(letter?.body).not.toMatch(/100002/);
});

test('an account whose sum could not be read is named without one, has no document, and is reminded of nothing', async () => {
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, monthlyDocument: true, debtReminder: true }));
  await mailings({ ...october, unread: [1, 2] }).run();
  expect(await letters()).toEqual([]);
  await mailings({ ...october, unread: [1] }).run();
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter?.body).toMatch(/л\/с 100001: сумма не прочитана, уточните её в фонде/);
  expect(letter?.attachments).toEqual([{ kind: 'paymentDocument', account: 2, period: '2026-10' }]);
});

test('a document of long ago is mailed to nobody', async () => {
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, monthlyDocument: true }));
  await mailings({ ...october, today: '2027-03-01' }).run();
  expect(await letters()).toEqual([]);
});

test('mailings go to the additional addresses too, codes and notices to the main one alone', async () => {
  const extra = `extra-${email}`;
  value(
    await at.cabinet.methods['cabinet.saveGeneral']({
      password: goodPassword,
      email,
      extraEmails: extra,
      homePhone: '',
      mobilePhone: '',
    }),
  );
  value(await at.cabinet.methods['cabinet.saveServices']({ ...services, houseNews: true }));
  await mailings(october).run();
  expect((await letters())[0]?.recipients).toEqual([email, extra]);
  const { rows } = await withClient(fund.url, client =>
    client.query(`select kind from cabinet.letter where $1 = any (recipients)`, [extra]),
  );
  expect(rows).toEqual([{ kind: 'news' }]);
});

test('nobody gets anything after they withdrew their consent', async () => {
  value(
    await at.cabinet.methods['cabinet.saveServices']({
      ...services,
      monthlyDocument: true,
      debtReminder: true,
      houseNews: true,
    }),
  );
  value(await at.cabinet.methods['cabinet.setConsent']({ version: null }));
  await mailings(october).run();
  expect(await letters()).toEqual([]);
});
