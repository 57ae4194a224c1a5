// What a search gives before anything is proved (docs/domain.md#proof), and which of several accounts is meant.
import { describe, expect, test } from 'vitest';
import type { CacheReader } from '../../../src-main/ports/cache.ts';
import type { RowOf } from '../../../src-main/ports/exchange.ts';
import { createLookup } from '../../../src-main/services/lookup/index.ts';
import { memoryCache } from '../../support/memory-cache.ts';

const account = (id: number, number: string, closed_on: string | null = null): Partial<RowOf<'account'>> => ({
  id,
  number,
  unified_number: '20МВ875415',
  premises_id: 3,
  owner_kind: 'person',
  last_name: 'Соколова',
  first_name: 'Людмила',
  middle_name: 'Леонидовна',
  area: 4270,
  closed_on,
});
const house = {
  id: 2,
  settlement_kind: 'г.',
  settlement: 'Чебоксары',
  street_kind: 'ул.',
  street: 'Энгельса',
  number: '14',
  operator_id: 1,
};
const operator = { id: 1, kind: 'operator', name: 'Фонд капитального ремонта' } as const;

/** A cache of these accounts alone, which remembers what it was asked. */
function lookupOf(...accounts: Partial<RowOf<'account'>>[]) {
  const asked: string[] = [];
  const rows = memoryCache({
    organization: [operator],
    house: [house],
    premises: [{ id: 3, house_id: 2, number: '10' }],
    account: accounts,
  });
  const cache: CacheReader = {
    ...rows,
    accountsByNumber: number => {
      asked.push(number);
      return rows.accountsByNumber(number);
    },
  };
  return {
    lookup: createLookup({ cache, clock: { today: () => '2026-11-28' } }),
    asked,
  };
}

describe('a search', () => {
  const everyWay: [string, (lookup: ReturnType<typeof createLookup>) => Promise<unknown>][] = [
    ['by number', lookup => lookup.methods['lookup.byNumber']({ number: '220753' })],
    ['by ЕЛС', lookup => lookup.methods['lookup.byNumber']({ number: '20мв875415' })],
    ['by code', lookup => lookup.methods['lookup.byCode']({ text: '220753;63623' })],
    ['by flat', lookup => lookup.methods['lookup.byFlat']({ house: 2, flat: '10' })],
  ];
  for (const [way, search] of everyWay)
    test(`${way} tells the tail of the number, the address, a masked name and the provider, and nothing else`, async () => {
      const answer = await search(lookupOf(account(7, '220753')).lookup);
      expect(answer).toEqual({
        ok: true,
        value: {
          hits: [
            {
              account: 7,
              numberTail: '0753',
              address: expect.stringMatching(/Чебоксары.*Энгельса.*14.*10/),
              ownerMasked: 'С••••• Л. Л.',
              provider: 'Фонд капитального ремонта',
            },
          ],
        },
      });
    });

  test('by number forgives spaces, hyphens and the words before it', async () => {
    const { lookup, asked } = lookupOf(account(7, '220753'));
    for (const typed of [' 22 07-53 ', 'л/с 220753', '№ 220753'])
      expect((await lookup.methods['lookup.byNumber']({ number: typed })).ok).toBe(true);
    expect(new Set(asked)).toEqual(new Set(['220753']));
  });

  test.each([
    ['12/345', '12/345'],
    ['12.345.6', '12 345 6'],
    ['К-100/2', 'к1002'],
    ['A_77', 'А77'],
    ['ODD9001', 'ОDD9001'],
    ['ЛС1234567', 'лс 1234567'],
    ['000123', '000123'],
  ])('finds the account whose receipt says «%s», typed as «%s» or scanned', async (printed, typed) => {
    const { lookup } = lookupOf(account(7, printed));
    expect((await lookup.methods['lookup.byNumber']({ number: typed })).ok).toBe(true);
    const text = `ST00012|Name=Фонд|PersonalAcc=40603810500000000123|BankName=Б|BIC=049706609|CorrespAcc=30101810300000000609|PersAcc=${printed}`;
    expect((await lookup.methods['lookup.byCode']({ text })).ok).toBe(true);
  });

  test('by the number of the payment document finds its account', async () => {
    const { lookup } = lookupOf(account(7, '220753'));
    expect((await lookup.methods['lookup.byNumber']({ number: '20МВ875415-10-2619' })).ok).toBe(true);
  });

  test.each([
    ['КР-2026/10-000417', 'КР-2026/10-000417'],
    ['КР-2026/10-000417', '№ kp-2026/10-000417'],
    ['1234567890-10-55', '1234567890-10-55'],
    ['000000000000000000000000000000000000417', '000000000000000000000000000000000000417'],
  ])(
    'by a document’s own number «%s», typed as «%s», finds its account where the fund gives no ИПД',
    async (number, typed) => {
      const cache = memoryCache({
        house: [house],
        premises: [{ id: 3, house_id: 2, number: '10' }],
        account: [account(7, '220753')],
        period_balance: [{ account_id: 7, period: '2026-10', document_number: number, payment_document_id: '' }],
      });
      const { methods } = createLookup({ cache, clock: { today: () => '2026-11-28' } });
      const answer = await methods['lookup.byNumber']({ number: typed });
      expect(answer.ok && answer.value.hits.map(hit => hit.account)).toEqual([7]);
    },
  );

  test('tells numbers that differ by a sign apart when the sign is typed, and offers both when it is not', async () => {
    const { lookup } = lookupOf(account(7, '12/345'), account(8, '12345'));
    const ids = async (number: string) => {
      const answer = await lookup.methods['lookup.byNumber']({ number });
      return answer.ok && answer.value.hits.map(hit => hit.account);
    };
    expect(await ids('12/345')).toEqual([7]);
    expect(await ids('12345')).toEqual([8]);
    expect(await ids('12 3-45')).toEqual([7, 8]);
  });

  test('takes an account whose last day is still to come for an open one', async () => {
    const { lookup } = lookupOf(account(7, '220753', '9999-12-31'), account(8, '220999', '2025-06-23'));
    const answer = await lookup.methods['lookup.byFlat']({ house: 2, flat: '10' });
    expect(answer.ok && answer.value.hits.map(hit => hit.account)).toEqual([7]);
  });

  test('by flat gives the open account alone, and a closed one where there is no other', async () => {
    const [open, closed] = [account(7, '220753'), account(8, '220999', '2025-06-23')];
    const ids = (answer: Awaited<ReturnType<ReturnType<typeof createLookup>['methods']['lookup.byFlat']>>) =>
      answer.ok && answer.value.hits.map(hit => hit.account);
    expect(ids(await lookupOf(closed, open).lookup.methods['lookup.byFlat']({ house: 2, flat: '10' }))).toEqual([7]);
    expect(ids(await lookupOf(closed).lookup.methods['lookup.byFlat']({ house: 2, flat: '10' }))).toEqual([8]);
  });

  test('that finds nothing says so by its field, and a number of wrong signs is not looked up', async () => {
    const { lookup, asked } = lookupOf();
    expect(await lookup.methods['lookup.byNumber']({ number: '999' })).toMatchObject({
      ok: false,
      error: { code: 'lookup.notFound', field: 'number' },
    });
    expect(await lookup.methods['lookup.byNumber']({ number: '<%>' })).toMatchObject({
      ok: false,
      error: { code: 'lookup.numberMalformed' },
    });
    expect(await lookup.methods['lookup.byNumber']({ number: '  ' })).toMatchObject({
      ok: false,
      error: { code: 'lookup.numberEmpty' },
    });
    expect(asked).toEqual(['999']);
  });
});

test('a provider is asked of the data once, and by its new name after the fund’s data has changed', async () => {
  let name = 'Фонд капитального ремонта';
  let times = 0;
  const rows = memoryCache({
    organization: [operator],
    house: [house],
    premises: [{ id: 3, house_id: 2, number: '10' }],
    account: [account(7, '220753')],
  });
  const cache: CacheReader = {
    ...rows,
    async organization(id) {
      times++;
      const row = await rows.organization(id);
      return row && { ...row, name };
    },
  };
  const lookup = createLookup({ cache, clock: { today: () => '2026-11-28' } });
  const provider = async () => {
    const found = await lookup.methods['lookup.byNumber']({ number: '220753' });
    return found.ok && found.value.hits[0]?.provider;
  };
  expect([await provider(), await provider(), times]).toEqual([name, name, 1]);
  name = 'Фонд под новым именем';
  lookup.addressesChanged();
  expect(await provider()).toBe(name);
});
