// What services say of rows that were set aside: whose they are, which lists may lack something, and that an old row takes no place of a new one.
import { describe, expect, test } from 'vitest';
import { fail } from '#contract';
import type { EntityName } from '../../../src-main/ports/exchange.ts';
import { accountsMethods } from '../../../src-main/services/cabinet/accounts.ts';
import type { Sessions } from '../../../src-main/services/cabinet/session.ts';
import { createNews } from '../../../src-main/services/news/index.ts';
import { createOrganizations } from '../../../src-main/services/organizations/index.ts';
import { createStatement } from '../../../src-main/services/statement/index.ts';
import { memoryCache, type CacheRows } from '../../support/memory-cache.ts';
import { somebody } from '../../support/called.ts';

const rows: CacheRows = {
  account: [
    { id: 1, number: '100001', premises_id: 1 },
    { id: 12, number: '100012', premises_id: 1 },
  ],
  premises: [{ id: 1, house_id: 1 }],
  house: [{ id: 1, operator_id: 1 }],
  organization: [{ id: 1, kind: 'operator', name: 'Фонд' }],
  tariff: [{ id: 1, house_id: 1, tariff: 999 }],
  period_balance: [
    { account_id: 1, period: '2026-09', closing: 100, issued_on: '2026-10-01' },
    { account_id: 1, period: '2026-10', closing: 200, issued_on: '2026-11-01' },
    { account_id: 12, period: '2026-10', closing: 300, issued_on: '2026-11-01' },
  ],
  payment: [
    { account_id: 1, id: 1, paid_on: '2026-09-05', posted_on: '2026-09-05', amount: 100 },
    { account_id: 1, id: 2, paid_on: '2026-10-05', posted_on: '2026-10-05', amount: 200 },
  ],
};
const today = '2026-11-20';
const clock = { now: () => `${today}T09:00:00.000Z`, today: () => today };
const withAside = (...aside: [EntityName, string][]) => memoryCache(rows, {}, aside);

describe('a row set aside', () => {
  test('is its account’s own and not that of one whose number begins alike', async () => {
    const cache = withAside(['period_balance', '12/2026-10'], ['payment', '12/7']);
    expect(await cache.setAside(1)).toEqual({ months: [], lines: [], payments: false });
    expect(await cache.setAside(12)).toEqual({ months: ['2026-10'], lines: [], payments: true });
    const { header } = createStatement({ cache, clock });
    expect([(await header(1))?.balance, (await header(12))?.balance]).toEqual([200, null]);
  });

  test('hides the old row it was to replace: an earlier payment is the last one known, and proves', async () => {
    expect((await withAside().lastPayments(1, today, 1)).map(({ id }) => id)).toEqual([2]);
    expect((await withAside(['payment', '1/2']).lastPayments(1, today, 1)).map(({ id }) => id)).toEqual([1]);
  });

  test('of an earlier month leaves the debt known, and one of a later month does not', async () => {
    const balance = async (key: string) =>
      (await createStatement({ cache: withAside(['period_balance', key]), clock }).header(1))?.balance;
    expect(await balance('1/2026-09')).toBe(200);
    expect(await balance('1/2026-11')).toBeNull();
    expect(await balance('1/скоро')).toBeNull();
    // a month to come is no month yet
    expect(await balance('1/2062-11')).toBe(200);
  });

  test.each(['account', 'premises', 'house'] as const)(
    'of %s leaves the account to be found by its number',
    async of => {
      const [view] = await withAside([of, '1']).accountsByNumber('100001');
      expect(view).toMatchObject({ id: 1, number: '100001', house: null });
      expect(view?.account === null).toBe(of === 'account');
    },
  );

  test.each(['tariff', 'house_work', 'office', 'organization', 'news'] as const)(
    'of %s makes the lists of it say that they may be incomplete',
    async of => {
      const told = async (...aside: [EntityName, string][]) => {
        const cache = withAside(...aside);
        const open = { openAccounts: () => [1] };
        const marks = { opened: async () => new Set<number>(), mark: async () => undefined };
        const news = createNews({ cache, clock, visit: open, marks }).methods;
        const organizations = createOrganizations({ cache, clock, timeZone: 'Europe/Moscow' }).methods;
        const { methods } = createStatement({ cache, clock });
        const answers = await Promise.all([
          methods['statement.tariffs']({ account: 1 }),
          organizations['organizations.ofHouse']({ account: 1 }),
          news['news.list']({}),
          news['news.house']({ account: 1 }),
        ]);
        return answers.map(answer => answer.ok && answer.value.incomplete);
      };
      const isNews = of === 'news';
      expect(await told()).toEqual([false, false, false, false]);
      expect(await told([of, '77'])).toEqual([of === 'tariff', !isNews, isNews, isNews]);
    },
  );

  test('of an account leaves a gap in the cabinet that is counted', async () => {
    const accounts = [1, 99].map(account => ({ account, main: account === 1 }));
    const sessions: Pick<Sessions, 'current' | 'act'> = {
      current: () => ({ visit: 'v', user: 'u', login: 'l', token: 't', accounts }),
      act: async () => fail('cabinet.away'),
    };
    const { header } = createStatement({ cache: withAside(), clock });
    const visit = {
      held: () => ({ visit: 'v', user: null, accounts: [] }),
      isOpen: () => false,
      provedAt: () => null,
      open: () => false,
      close: () => undefined,
    };
    const list = accountsMethods({ sessions: sessions as Sessions, visit, header, openAccount: header });
    expect(await list['cabinet.accounts']({}, { who: somebody })).toMatchObject({
      value: { missing: 1, accounts: [{ header: { account: 1 } }] },
    });
  });
});
