// Numbers and check codes of certificates («справка об отсутствии задолженности»): how they are made, printed and typed.

/** Digits of a check code: on a keyboard of any layout, and too many to guess one of a million given out. */
export const codeDigits = 12;

/** «С-7F3A2C-000012»: the terminal's id keeps the numbers of two terminals apart, and a lost outbox begins with a new id. */
export const certificateNumber = (terminalId: string, count: number): string =>
  `С-${terminalId.slice(0, 6).toUpperCase()}-${String(count).padStart(6, '0')}`;

/** «1234-5678-9012», as it is printed. */
export const shownCode = (code: string): string => (code.match(/\d{1,4}/g) ?? []).join('-');

/** A code as typed, without the blanks and hyphens around its digits; null when it is no code. */
export function typedCode(text: string): string | null {
  const digits = text.replace(/[\s\u00a0\u2010-\u2015.-]/gu, '');
  return /^\d+$/.test(digits) && digits.length === codeDigits ? digits : null;
}
