// Who is paid for a house on a day, and by which bank details; where that is not known, why. Nobody is paid by a guess.
import { bankDoubts, type BankDetails } from './bank-details.ts';

/** Bank details of a house's own account, and the days it is paid by them; `valid_to` null: still in force. */
export interface AccountInForce extends BankDetails {
  id: number;
  organization_id: number;
  valid_from: string;
  valid_to: string | null;
}

export interface PayeeOrganization extends BankDetails {
  id: number;
  name: string;
}

/**
 * `noAccount` a special account is not known · `details` those in force are missing or doubtful · `organization` who holds the account is
 * not known · `unread` an account of the house could not be read.
 */
export type PayeeMissing = 'noAccount' | 'details' | 'organization' | 'unread';

export type PayeeChoice<O extends PayeeOrganization> =
  /** `own`: by the house's own account, else by the organization's */
  { known: true; own: boolean; organization: O; details: BankDetails } | { known: false; why: PayeeMissing };

/** The account in force on a day; of several the one that began last. */
export const accountOn = <A extends AccountInForce>(accounts: readonly A[], day: string): A | undefined =>
  accounts
    .filter(({ valid_from, valid_to }) => valid_from <= day && (valid_to === null || day <= valid_to))
    .toSorted((a, b) => b.valid_from.localeCompare(a.valid_from) || b.id - a.id)[0];

/** The account of its own that a house is paid by on a day, `operators` where it is paid by the operator's, null where that is not known. */
export function paidBy<A extends AccountInForce>(
  house: { formation: 'commonPot' | 'specialAccount' | null },
  accounts: { rows: readonly A[]; unread: boolean },
  day: string,
): A | 'operators' | null {
  // one that could not be read may be the one in force
  if (accounts.unread) return null;
  return accountOn(accounts.rows, day) ?? (house.formation === 'commonPot' ? 'operators' : null);
}

/**
 * Who was paid for a house on a past day. An account in force then tells it whole. The operator of a house that never had an account of its
 * own is told without bank details, which have no dates. A day outside all accounts of a house that has some tells nothing.
 */
export function pastPayeeOf<O extends PayeeOrganization>(
  house: { formation: 'commonPot' | 'specialAccount' | null; operator_id: number | null },
  accounts: { rows: readonly AccountInForce[]; unread: boolean },
  organizations: readonly O[],
  day: string,
): { organization: O; details: BankDetails | null } | null {
  if (accounts.unread) return null;
  const own = accountOn(accounts.rows, day);
  if (!own && (accounts.rows.length > 0 || house.formation !== 'commonPot')) return null;
  const holder = own?.organization_id ?? house.operator_id;
  const organization = organizations.find(({ id }) => id === holder);
  if (!organization || organization.name.trim() === '') return null;
  return { organization, details: own && bankDoubts(own).length === 0 ? own : null };
}

/**
 * The payee of a house: its own account in force, else on the common pot the operator's. An account in force whose details are not sound is
 * never replaced by another one: the money would go elsewhere.
 */
export function payeeOf<O extends PayeeOrganization>(
  house: { formation: 'commonPot' | 'specialAccount' | null; operator_id: number | null },
  accounts: { rows: readonly AccountInForce[]; unread: boolean },
  organizations: readonly O[],
  day: string,
): PayeeChoice<O> {
  const by = paidBy(house, accounts, day);
  if (by === null) return { known: false, why: accounts.unread || house.formation === null ? 'unread' : 'noAccount' };
  const own = by === 'operators' ? undefined : by;
  const holder = own?.organization_id ?? house.operator_id;
  const organization = organizations.find(({ id }) => id === holder);
  if (!organization || organization.name.trim() === '') return { known: false, why: 'organization' };
  const { bank_name, bic, settlement_account, correspondent_account } = own ?? organization;
  const details = { bank_name, bic, settlement_account, correspondent_account };
  if (bankDoubts(details).length > 0) return { known: false, why: 'details' };
  return { known: true, own: own !== undefined, organization, details };
}
