// Checks of a field that need no call to the fund's database: only certain mistakes. The rules themselves are in main.
import type { ErrorCode } from '#contract';

/** An address has text on both sides of one `@`, and a dot after it. */
export const emailTrouble = (email: string): ErrorCode | null =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : 'cabinet.emailMalformed';

/** A phone number has the digits of a local or of a whole Russian number; one after «+» may be foreign. Empty removes it. */
export const phoneTrouble = (phone: string): ErrorCode | null => {
  const digits = phone.replace(/\D/g, '').length;
  const good = phone.trim().startsWith('+') ? digits >= 8 && digits <= 15 : /^(?:0|5|6|7|10|11)$/.test(String(digits));
  return good ? null : 'cabinet.phoneMalformed';
};

export const passwordTrouble = (password: string): ErrorCode | null =>
  [...password].length < 8 ? 'cabinet.passwordWeak' : null;

export const againTrouble = (password: string, again: string): ErrorCode | null =>
  password === again ? null : 'cabinet.passwordsDiffer';

/** The field of a form that a failure belongs to. */
export const questionOf = (code: ErrorCode): 'login' | 'email' | 'password' | 'again' | 'agreement' | 'code' | null => {
  switch (code) {
    case 'cabinet.loginTaken':
    case 'cabinet.loginMalformed':
      return 'login';
    case 'cabinet.emailMalformed':
      return 'email';
    case 'cabinet.passwordWeak':
    case 'cabinet.passwordLeaked':
      return 'password';
    case 'cabinet.passwordsDiffer':
      return 'again';
    case 'cabinet.agreementNeeded':
      return 'agreement';
    case 'cabinet.codeWrong':
    case 'cabinet.codeExpired':
      return 'code';
    default:
      return null;
  }
};
