// ИНН and КПП of an organization as papers and codes name them: what has not their shape is another's or nobody's, and is left out.

/** Blanks of a printed form are taken out. 10 digits of an organization, 12 of an entrepreneur (Приказ ФНС ЕД-7-14/559@); empty otherwise. */
export function taxNumber(inn: string): string {
  const digits = inn.replace(/[\s\p{Cf}]/gu, '');
  return /^(\d{10}|\d{12})$/.test(digits) ? digits : '';
}

/** Nine signs: the tax office, a reason of two digits or capital letters, a number; empty otherwise. */
export function registrationReason(kpp: string): string {
  const signs = kpp.replace(/[\s\p{Cf}]/gu, '');
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(signs) ? signs : '';
}
