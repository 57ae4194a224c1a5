// An owner's name: in full for those who proved the account, masked for everybody else (docs/domain.md#proof).
import { withoutUnseen } from './unseen.ts';

/** The owner's columns of an account, as the exchange names them. */
export interface OwnerName {
  /** null when it is not known */
  owner_kind: 'person' | 'company' | null;
  last_name: string;
  first_name: string;
  middle_name: string;
  company_name: string;
}

/** Of unknown kind, an owner with a company's name alone is a company. */
export const isCompany = ({ owner_kind, last_name, company_name }: OwnerName): boolean =>
  owner_kind === 'company' || (owner_kind === null && last_name.trim() === '' && company_name.trim() !== '');

/** As many for every name: their number would tell a neighbour which surname it is. */
const MASK = '•••••';

/** Signs that are not seen are no part of a name; any run of blanks is one. */
const tidy = (text: string) =>
  withoutUnseen(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** «Соколова Людмила Леонидовна» or the company's name; empty when the fund gives no owner. */
export const fullName = (owner: OwnerName): string =>
  isCompany(owner)
    ? tidy(owner.company_name)
    : [owner.last_name, owner.first_name, owner.middle_name].map(tidy).filter(Boolean).join(' ');

/** Splits a full name; everything after the first name is the patronymic («Гасан оглы»). */
export function splitName(full: string): { lastName: string; firstName: string; middleName: string } {
  const [lastName = '', firstName = '', ...rest] = tidy(full).split(' ');
  return { lastName, firstName, middleName: rest.join(' ') };
}

const letters = (text: string): string[] => Array.from(text.normalize('NFC')).filter(c => /\p{L}/u.test(c));

/** The first letter and the mask; a single letter is hidden too, because it would be the whole name. */
function maskWord(word: string): string {
  const [first, ...rest] = letters(word);
  if (first === undefined) return '';
  // Upper-casing may give two letters («ﬁ»): only the first is used.
  return `${rest.length === 0 ? '' : (Array.from(first.toUpperCase())[0] ?? '')}${MASK}`;
}

const initial = (word: string): string => {
  const [first] = letters(word);
  return first === undefined ? '' : `${Array.from(first.toUpperCase())[0]}.`;
};

/**
 * All of a name that may be shown before proof: «С••••• Л. Л.»; for a company its first letter, «О•••••».
 * Only letters pass, so markup in a name becomes bullets. Empty when there is no name.
 */
export function maskOwner(owner: OwnerName): string {
  if (isCompany(owner)) return maskWord(owner.company_name);
  const whole = !owner.first_name.trim() && !owner.middle_name.trim();
  const { lastName, firstName, middleName } = whole
    ? splitName(owner.last_name)
    : { lastName: owner.last_name, firstName: owner.first_name, middleName: owner.middle_name };
  return [maskWord(lastName), initial(firstName), initial(middleName)].filter(Boolean).join(' ');
}
