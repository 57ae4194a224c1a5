// Who is paid for a house: over thousands of invented funds nobody is paid by details that are not sound or not that house's own.
import { describe, expect, it } from 'vitest';
import { bankDoubts, type BankDetails } from '../../../src-main/domain/bank-details.ts';
import {
  accountOn,
  pastPayeeOf,
  payeeOf,
  type AccountInForce,
  type PayeeOrganization,
} from '../../../src-main/domain/payee.ts';
import { seeded, type Random } from './random.ts';

const bank = { bank_name: 'АО «Банк»', bic: '049706990', correspondent_account: '30101810200000000990' };
const common: BankDetails = { ...bank, settlement_account: '40703810300009900013' };
const other: BankDetails = { ...bank, settlement_account: '40702810000009900026' };
const unsound: BankDetails[] = [
  { ...common, settlement_account: '40703810300009900014' },
  { ...common, settlement_account: '' },
  { ...common, bic: '' },
  { ...common, bank_name: ' ' },
  { ...common, correspondent_account: '' },
  { bank_name: '', bic: '', settlement_account: '', correspondent_account: '' },
];
const operator: PayeeOrganization = { id: 1, name: 'Фонд', ...common };
const managing: PayeeOrganization = { id: 2, name: 'УК', ...unsound[5]! };
const account = (given: Partial<AccountInForce>): AccountInForce => ({
  id: 1,
  organization_id: 2,
  valid_from: '2020-01-01',
  valid_to: null,
  ...other,
  ...given,
});
const day = '2026-11-28';
const of = (formation: 'commonPot' | 'specialAccount', rows: AccountInForce[], organizations = [operator, managing]) =>
  payeeOf({ formation, operator_id: 1 }, { rows, unread: false }, organizations, day);

describe('the payee of a past month', () => {
  const then = (
    formation: 'commonPot' | 'specialAccount' | null,
    rows: AccountInForce[],
    { unread = false, organizations = [operator, managing] } = {},
  ) => pastPayeeOf({ formation, operator_id: 1 }, { rows, unread }, organizations, '2016-05-31');
  const first = account({ id: 1, organization_id: 1, valid_from: '2015-01-01', valid_to: '2019-12-31', ...common });
  const second = account({ id: 2 });

  it('is who held the account of that time, by its details', () => {
    expect(then('specialAccount', [second, first])).toEqual({ organization: operator, details: first });
    expect(then(null, [first])?.details).toBe(first);
  });

  it('is the operator without bank details, which have no dates, where the house never had an account of its own', () => {
    expect(then('commonPot', [])).toEqual({ organization: operator, details: null });
  });

  it('is told without details that are in doubt', () => {
    expect(then('commonPot', [{ ...first, ...unsound[0] }])).toEqual({ organization: operator, details: null });
  });

  it('is not known outside all accounts of the house, while one is unread, and without a name', () => {
    expect(then('commonPot', [second])).toBeNull();
    expect(then('specialAccount', [])).toBeNull();
    expect(then(null, [])).toBeNull();
    expect(then('commonPot', [first], { unread: true })).toBeNull();
    expect(then('commonPot', [first], { organizations: [{ ...operator, name: ' ' }] })).toBeNull();
  });
});

describe('the payee of a house', () => {
  it('is the operator on the common pot, and who holds the house’s own account where it has one', () => {
    expect(of('commonPot', [])).toEqual({ known: true, own: false, organization: operator, details: common });
    for (const formation of ['commonPot', 'specialAccount'] as const)
      expect(of(formation, [account({})])).toEqual({ known: true, own: true, organization: managing, details: other });
  });

  it('is none for a special account that is not known, over or not yet in force', () => {
    for (const rows of [[], [account({ valid_to: '2026-11-27' })], [account({ valid_from: '2026-11-29' })]])
      expect(of('specialAccount', rows)).toEqual({ known: false, why: 'noAccount' });
  });

  it('is paid by the account that began last, on its first and its last day too', () => {
    const first = account({ id: 1, valid_to: '2026-11-28' });
    const second = account({ id: 2, valid_from: '2026-11-28' });
    expect(accountOn([first, second], '2026-11-27')).toBe(first);
    expect(accountOn([second, first], '2026-11-28')).toBe(second);
    expect(accountOn([first, second], '2019-12-31')).toBeUndefined();
  });

  it.each(unsound)(
    'is none by %j: neither the operator’s, nor the house’s own, nor the operator’s instead of it',
    details => {
      expect(of('commonPot', [], [{ ...operator, ...details }])).toEqual({ known: false, why: 'details' });
      expect(of('commonPot', [account(details)])).toEqual({ known: false, why: 'details' });
    },
  );

  it('is none while one of the house’s accounts could not be read, or who holds it has no name', () => {
    const house = { formation: 'commonPot' as const, operator_id: 1 };
    expect(payeeOf(house, { rows: [], unread: true }, [operator], day)).toEqual({ known: false, why: 'unread' });
    for (const organizations of [[], [operator], [{ ...managing, name: ' ' }]])
      expect(of('specialAccount', [account({})], organizations)).toEqual({ known: false, why: 'organization' });
  });

  it('of any fund is whole and sound, that of a special house never the operator’s own account', () => {
    const random = seeded(431);
    for (let i = 0; i < 5000; i++) {
      const house = { formation: random.pick(['commonPot', 'specialAccount'] as const), operator_id: 1 };
      const rows = Array.from({ length: random.int(0, 3) }, (_, id) => inventedAccount(random, id));
      const organizations = [operator, managing].map(one => ({ ...one, ...random.pick([common, ...unsound]) }));
      const found = payeeOf(house, { rows, unread: false }, organizations, day);
      if (!found.known) continue;
      expect(bankDoubts(found.details)).toEqual([]);
      expect(found.organization.name).not.toBe('');
      const inForce = accountOn(rows, day);
      expect(found.own).toBe(inForce !== undefined);
      if (house.formation === 'specialAccount') expect(found.details).toMatchObject(detailsOf(inForce!));
      else expect(found.details).toEqual(detailsOf(inForce ?? organizations[0]!));
    }
  });
});

function inventedAccount(random: Random, id: number): AccountInForce {
  const valid_from = `20${random.int(20, 28)}-01-01`;
  const valid_to = random.pick([null, '2025-12-31', '2027-12-31']);
  return account({
    id,
    organization_id: random.pick([1, 2]),
    valid_from,
    valid_to,
    ...random.pick([other, ...unsound]),
  });
}

const detailsOf = ({ bank_name, bic, settlement_account, correspondent_account }: BankDetails): BankDetails => ({
  bank_name,
  bic,
  settlement_account,
  correspondent_account,
});
