// The demo's special accounts: each house its own and sound, one held by the managing company after a change, one not opened yet.
import { expect, test } from 'vitest';
import { HouseAccounts, type HouseAccount } from '../../../scripts/demo/house-accounts.ts';
import { houses, type House } from '../../../scripts/demo/houses.ts';
import { bankDoubts } from '../../../src-main/domain/bank-details.ts';
import { accountOn } from '../../../src-main/domain/payee.ts';

test('every house on a special account but one has an account of its own in force, and no other house has', () => {
  const accounts = new HouseAccounts();
  const found: { house: House; own: HouseAccount[] }[] = [];
  for (const house of houses()) {
    found.push({ house, own: accounts.of(house) });
    if (found.length === 400) break;
  }
  const special = found.filter(({ house }) => house.formation === 'specialAccount');
  expect(found.filter(({ own }) => own.length > 0).every(one => special.includes(one))).toBe(true);
  expect(special.filter(({ own }) => own.length === 0)).toHaveLength(1);
  const all = special.flatMap(({ own }) => own);
  expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
  for (const { bankName, bic, number, correspondent } of all)
    expect(
      bankDoubts({ bank_name: bankName, bic, settlement_account: number, correspondent_account: correspondent }),
    ).toEqual([]);
  const moved = special.find(({ own }) => own.length === 2);
  const rows = (moved?.own ?? []).map(({ holder, bankName, bic, number, correspondent, from, to }, id) => ({
    id,
    organization_id: holder,
    bank_name: bankName,
    bic,
    settlement_account: number,
    correspondent_account: correspondent,
    valid_from: from,
    valid_to: to,
  }));
  expect(accountOn(rows, '2021-06-30')?.organization_id).toBe(1);
  expect(accountOn(rows, '2021-07-01')?.organization_id).toBe(moved?.house.managing);
});
