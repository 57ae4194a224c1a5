// A shorter text of a payment QR for narrow paper, where every module needs four dots of the print head.

/** What a bank needs to find the payee, the account and the month; the other fields are optional. */
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

/** A text of `buildPaymentQr` without its optional fields: same header, same charset, same order. */
export const shortQrText = (text: string): string =>
  text
    .split('|')
    .filter((field, i) => i === 0 || KEPT.has(field.slice(0, field.indexOf('='))))
    .join('|');
