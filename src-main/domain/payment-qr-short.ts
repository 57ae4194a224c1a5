// The shorter text of a payment QR for narrow paper, where every module costs four dots of a printer's head.

/** What a bank needs to find the payee, the account and the month; the rest of the fields are comfort. */
const KEPT = new Set([
  'Name',
  'PersonalAcc',
  'BankName',
  'BIC',
  'CorrespAcc',
  'Sum',
  'Purpose',
  'PersAcc',
  'PaymPeriod',
]);

/** A text built by `buildPaymentQr` without its comfort fields: same header, same charset, same order. */
export const shortQrText = (text: string): string =>
  text
    .split('|')
    .filter((field, i) => i === 0 || KEPT.has(field.slice(0, field.indexOf('='))))
    .join('|');
