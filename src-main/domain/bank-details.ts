// Bank details of a payee: written one way, and checked as banks check them before a payment is refused.

/** As the exchange names them. */
export interface BankDetails {
  bank_name: string;
  settlement_account: string;
  bic: string;
  correspondent_account: string;
}

/** What may be wrong with bank details; a doubt, since the fund's figures are its own. */
export type BankDoubt =
  | 'bankMissing'
  | 'accountMissing'
  | 'accountLength'
  | 'accountKey'
  | 'bicMissing'
  | 'bicLength'
  | 'correspondentMissing'
  | 'correspondentLength'
  | 'correspondentKey';

/** «40703 810 3 0000 9900013» -> 20 digits: spaces, points and dashes of a printed form are taken out; any other sign stays and is a doubt. */
export const bankDigits = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}.,]/gu, '');

/** Weights 7, 1, 3 over three digits of the bank and the account; the last digits of the products add up to a multiple of ten. */
function keyHolds(bank: string, account: string): boolean {
  const weights = [7, 1, 3];
  let total = 0;
  for (const [i, digit] of Array.from(bank + account).entries()) total += (Number(digit) * (weights[i % 3] ?? 0)) % 10;
  return total % 10 === 0;
}

/** A branch of the Bank of Russia (БИК ends with 000, 001, 002) is named by its region, as a correspondent account is. */
const regionOf = (bic: string) => `0${bic.slice(4, 6)}`;
const isCentral = (bic: string) => /00[0-2]$/.test(bic);
const bankOf = (bic: string) => (isCentral(bic) ? regionOf(bic) : bic.slice(-3));

const isTreasury = (account: string) => account.startsWith('0');

/**
 * The doubts about normalised details (`bankDigits`), none when all holds. Account keys: Положение Банка России 579-П, «Порядок расчёта
 * контрольного ключа» (8 September 1997, № 515). A treasury's account (it begins with 0) has its own key and is checked by length alone.
 */
export function bankDoubts({ bank_name, settlement_account, bic, correspondent_account }: BankDetails): BankDoubt[] {
  const doubts: BankDoubt[] = bank_name.trim() === '' ? ['bankMissing'] : [];
  const goodBic = /^\d{9}$/.test(bic);
  if (bic === '') doubts.push('bicMissing');
  else if (!goodBic) doubts.push('bicLength');
  if (settlement_account === '') doubts.push('accountMissing');
  else if (!/^\d{20}$/.test(settlement_account)) doubts.push('accountLength');
  else if (goodBic && !isTreasury(settlement_account) && !keyHolds(bankOf(bic), settlement_account))
    doubts.push('accountKey');
  if (correspondent_account === '') {
    // the Bank of Russia's own branches have none
    if (goodBic && !isCentral(bic)) doubts.push('correspondentMissing');
  } else if (!/^\d{20}$/.test(correspondent_account)) doubts.push('correspondentLength');
  else if (goodBic && !keyHolds(regionOf(bic), correspondent_account)) doubts.push('correspondentKey');
  return doubts;
}

/** None at all: what an organization that is paid elsewhere gives. */
export const noBankDetails = ({ bank_name, bic, settlement_account, correspondent_account }: BankDetails): boolean =>
  [bank_name, bic, settlement_account, correspondent_account].every(text => text.trim() === '');
