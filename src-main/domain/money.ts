// Money as integer kopecks: reading typed sums, writing them as Russian documents do, exact rounding.

const NBSP = '\u00a0';
const MINUS = '\u2212';
/** Longer than any typed sum; longer input is rejected without parsing. */
const LONGEST_SUM = 40;

const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u2060]+/gu;
const CURRENCY = /\s*(?:₽|руб(?:\.|л(?:ь|я|ей))?|р\.?)$/iu;
/** Digits, plain or in groups of three, then up to two decimals after a comma or a point. */
const SUM = /^(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))?$/;

/** A typed sum («1 234,56 ₽») in kopecks; null when it is no sum, negative, or not a safe integer. */
export function parseKopecks(text: string): number | null {
  if (text.length > LONGEST_SUM) return null;
  const match = SUM.exec(text.replace(SPACES, ' ').trim().replace(CURRENCY, ''));
  if (!match) return null;
  const rubles = (match[1] ?? '').replaceAll(' ', '');
  const kopecks = Number(rubles + (match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(kopecks) ? kopecks : null;
}

/** `123450` -> «1 234,50»: groups by no-break spaces, U+2212 before a negative sum. Throws RangeError when not a safe integer. */
export function formatKopecks(kopecks: number): string {
  if (!Number.isSafeInteger(kopecks)) throw new RangeError(`Not a number of kopecks: ${kopecks}`);
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  const rubles = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, NBSP);
  return `${kopecks < 0 ? MINUS : ''}${rubles},${digits.slice(-2)}`;
}

/** `123450` -> «1 234,50 ₽», with a no-break space before the sign. */
export const formatRubles = (kopecks: number): string => `${formatKopecks(kopecks)}${NBSP}₽`;

/** numerator / denominator to the nearest integer, halves away from zero. Throws RangeError on zero denominator or an unsafe result. */
export function roundHalfAway(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) throw new RangeError('Division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = Number((n * 2n + d) / (d * 2n));
  if (!Number.isSafeInteger(rounded)) throw new RangeError('The rounded result is not a safe integer');
  return negative && rounded !== 0 ? -rounded : rounded;
}
