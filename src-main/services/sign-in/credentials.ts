// What may be a user name, an address, a phone number and a password; the first thing wrong is told at its field.
import { fail, type ErrorCode, type Result } from '#contract';
import { foldLookalikes } from '../../domain/lookalikes.ts';
import type { Passwords } from '../../ports/passwords.ts';

/**
 * A name as it is compared: case folded, and letters that look alike in Latin and Cyrillic made one, so that nobody can register as somebody
 * else to the eye, and a name typed in the wrong alphabet is found.
 */
export const loginNorm = (login: string): string =>
  foldLookalikes(login.normalize('NFKC').trim().toUpperCase()).toLowerCase();

const loginPattern = /^[a-zа-яё\d](?:[a-zа-яё\d.-]{1,30})[a-zа-яё\d]$/iu;

/** 3 to 32 signs: letters, digits, and within them points and hyphens. */
export const isLogin = (login: string): boolean => loginPattern.test(login.normalize('NFKC').trim());

/** Of a new user: without points. The name stands in the fund's letters, and one with a point may be the address of a site. */
export const isUserLogin = (login: string): boolean => isLogin(login) && !login.includes('.');

const emailPattern =
  /^[a-z\d](?:[a-z\d._%+'-]{0,62}[a-z\d_+-])?@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}][\p{L}\d-]{0,61}[\p{L}\d]$/iu;

/** One address, of at most 254 signs; null when it is none. No comma, bracket or line break gets through. */
export function parseEmail(text: string): string | null {
  const email = text.trim();
  return email.length <= 254 && !email.includes('..') && emailPattern.test(email) ? email : null;
}

/** Addresses parted by commas or semicolons, each once; null when one of them is malformed or there are more than ten. */
export function parseEmails(text: string): string[] | null {
  const parsed = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(parseEmail);
  if (parsed.some(email => email === null)) return null;
  const each = [...new Map(parsed.map(email => [email?.toLowerCase(), email as string])).values()];
  return each.length <= 10 ? each : null;
}

/** A number that can be dialled: a local one of 5 to 7 digits, a Russian one of 10 or of 11 with its 7 or 8, a foreign one after «+». */
const phoneDigits = /^(?:\d{5,7}|\d{10}|[78]\d{10}|\+7\d{10}|\+(?!7)\d{8,15})$/;

/** Empty for an empty text; null when it cannot be dialled. A mobile number is given its usual form, «8 900 123-45-67»; others stay as typed. */
export function parsePhone(text: string): string | null {
  const phone = text.trim().replace(/\s+/g, ' ');
  if (phone === '') return '';
  const plain = phone.replace(/[\s()-]/g, '');
  if (!/^\+?[\d\s()-]+$/.test(phone) || !phoneDigits.test(plain)) return null;
  const [, prefix, ...parts] = /^(\+7|[78])?(9\d\d)(\d{3})(\d\d)(\d\d)$/.exec(plain) ?? [];
  const [code, first, second, third] = parts;
  return code ? `${prefix === '+7' ? '+7' : '8'} ${code} ${first}-${second}-${third}` : phone;
}

export interface PasswordRules {
  isKnownPassword(password: string): boolean;
}

/** What is wrong with a new password, or null: at least 8 signs, letters and digits, not the name, not a known one. */
export function passwordTrouble(password: string, login: string | null, rules: PasswordRules): ErrorCode | null {
  const text = password.normalize('NFKC');
  if (Array.from(text).length < 8 || !/\p{L}/u.test(text) || !/\d/.test(text)) return 'cabinet.passwordWeak';
  if (login !== null && loginNorm(text).includes(loginNorm(login))) return 'cabinet.passwordWeak';
  return rules.isKnownPassword(text) ? 'cabinet.passwordLeaked' : null;
}

/** Whether the text is the one the hash was made of. */
export const matches = async (passwords: Passwords, hash: string, text: string): Promise<boolean> =>
  (await passwords.answer(hash, text)) === hash;

/** Both at once, each told at its field. */
export function newPasswordRefusal(
  input: { password: string; passwordAgain: string },
  login: string | null,
  rules: PasswordRules,
): Result<never> | null {
  const trouble = passwordTrouble(input.password, login, rules);
  if (trouble) return fail(trouble, { field: 'password' });
  return input.password === input.passwordAgain ? null : fail('cabinet.passwordsDiffer', { field: 'passwordAgain' });
}
