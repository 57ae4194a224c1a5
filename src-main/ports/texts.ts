// Texts that the fund may change without a programmer: the agreement, the consent, letters, known passwords.
import type { LegalText, Locale } from '#contract';

export type LegalName = 'agreement' | 'consent';

export interface LetterText {
  subject: string;
  /** `{name}` is filled in by the writer of the letter */
  body: string;
}

export interface Texts {
  legal(name: LegalName, locale: Locale): LegalText;
  /** Throws when there is no such letter, which is a bug. */
  letter(name: string, locale: Locale): LetterText;
  /** True when the password, in any case, is on the list of commonly guessed ones. */
  isKnownPassword(password: string): boolean;
}
