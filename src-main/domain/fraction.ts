// Exact fractions, for sums that must be rounded only once, at the end.
import { roundHalfAway } from './money.ts';

/** Kopecks as numerator / denominator; the denominator is positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

const add = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      };

/** The sum. Denominators take few values, so it stays small for a list of any length. */
export function sum(items: Iterable<Fraction>): Fraction {
  const byDenominator = new Map<bigint, bigint>();
  for (const { numerator, denominator } of items)
    byDenominator.set(denominator, (byDenominator.get(denominator) ?? 0n) + numerator);
  let total = zero;
  for (const [denominator, numerator] of byDenominator)
    total = total === zero ? { numerator, denominator } : add(total, { numerator, denominator });
  return total;
}

export const round = (f: Fraction): number => roundHalfAway(f.numerator, f.denominator);
