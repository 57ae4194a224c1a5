// Texts that the fund may change without a programmer: the agreement, the consent, known passwords; letters are the fund's database's.
import type { LegalText, Locale } from '#contract';

export type LegalName = 'agreement' | 'consent';

export interface Texts {
  legal(name: LegalName, locale: Locale): LegalText;
  /** True when the password, in any case, is on the list of commonly guessed ones. */
  isKnownPassword(password: string): boolean;
}
