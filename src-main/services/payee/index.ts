// The payee of a house from the cache: for documents, their codes, card payment and the page of organizations alike.
import type { PastPayee, Payee } from '#contract';
import { accountOn, paidBy, pastPayeeOf, payeeOf, type PayeeChoice } from '../../domain/payee.ts';
import { registrationReason, taxNumber } from '../../domain/tax-number.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';

export type PayeeReads = Pick<CacheReader, 'organization' | 'bankAccounts'>;
export type HousePayee = PayeeChoice<RowOf<'organization'>>;

const taxNumbers = ({ inn, kpp }: RowOf<'organization'>) => ({ inn: taxNumber(inn), kpp: registrationReason(kpp) });

const present = <T>(items: readonly (T | null)[]): T[] => items.filter(item => item !== null);

export async function readPayee(cache: PayeeReads, house: RowOf<'house'>, day: string): Promise<HousePayee> {
  const accounts = await cache.bankAccounts(house.id);
  const holder = accountOn(accounts.rows, day)?.organization_id ?? house.operator_id;
  return payeeOf(house, accounts, present([await cache.organization(holder)]), day);
}

/** Who was paid for the house on a past day, as a copy to read tells it; null where the fund's data does not. */
export async function readPastPayee(cache: PayeeReads, house: RowOf<'house'>, day: string): Promise<PastPayee | null> {
  const accounts = await cache.bankAccounts(house.id);
  const holder = accountOn(accounts.rows, day)?.organization_id ?? house.operator_id;
  const found = pastPayeeOf(house, accounts, present([await cache.organization(holder)]), day);
  if (!found) return null;
  const { organization, details } = found;
  const bank = details && {
    bankName: details.bank_name,
    bic: details.bic,
    settlementAccount: details.settlement_account,
    correspondentAccount: details.correspondent_account,
  };
  return { name: organization.name, ...taxNumbers(organization), bank };
}

/**
 * Card payment brings the money to the account the acquirer's contract names: the operator's, and those of houses that the settings list
 * as the acquirer's too. Every other house is paid by its payment document alone.
 */
export async function isPaidByCard(
  cache: Pick<CacheReader, 'bankAccounts'>,
  house: RowOf<'house'>,
  day: string,
  cardAccounts: readonly string[],
): Promise<boolean> {
  const by = paidBy(house, await cache.bankAccounts(house.id), day);
  return by === 'operators' || (by !== null && cardAccounts.includes(by.settlement_account));
}

/** There is a payee at the fund, and it could not be read: nothing is paid by what stands here. */
export const isUnread = (payee: HousePayee): boolean =>
  !payee.known && (payee.why === 'unread' || payee.why === 'organization');

/** As the contract tells it: where there is none, the managing company and the fund are asked. */
export async function toTell(
  cache: Pick<CacheReader, 'organization'>,
  house: RowOf<'house'>,
  payee: HousePayee,
): Promise<Payee> {
  if (payee.known) {
    const { organization, details } = payee;
    return {
      known: true,
      name: organization.name,
      ...taxNumbers(organization),
      bankName: details.bank_name,
      bic: details.bic,
      settlementAccount: details.settlement_account,
      correspondentAccount: details.correspondent_account,
    };
  }
  const special = house.formation === 'specialAccount';
  const asked = new Set([...(special && house.managing_id !== null ? [house.managing_id] : []), house.operator_id]);
  const found = present(await Promise.all([...asked].map(id => cache.organization(id))));
  return { known: false, special, ask: found.map(({ name, phone }) => ({ name, phone })) };
}
