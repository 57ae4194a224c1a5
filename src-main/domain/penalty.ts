// The penalty for late contributions (ЖК РФ ст. 155 ч. 14.1), with a breakdown an owner can read: which days, which debt, which rate.
import { settle, type Chunk, type Debt, type Payment } from './penalty-settle.ts';
import { dayFromNumber, dayNumber } from './day.ts';
import { workingDayFrom } from './days-off.ts';
import { round, sum, zero, type Fraction } from './fraction.ts';
import { ruleFor, usedRate, type PenaltyData, type UsedRate } from './penalty-rules.ts';

export { dueDay } from './penalty-rules.ts';
export type { PenaltyData } from './penalty-rules.ts';
export type { Debt, Payment } from './penalty-settle.ts';

/** Consecutive days with one debt and one rate: amount = debt x percent / 100 x days / divisor. */
export interface PenaltySegment {
  /** first and last day, both counted */
  from: string;
  to: string;
  days: number;
  /** kopecks unpaid through these days */
  debt: number;
  percentHundredths: number;
  /** the rate is a cap below the key rate */
  capped: boolean;
  /** exact kopecks, and the same rounded for reading; rounded amounts need not add up to the total */
  exact: Fraction;
  amount: number;
}

/** Days of delay for which the data has no key rate: what they cost is not known. */
export interface UnpricedDays {
  from: string;
  to: string;
  /** kopecks unpaid through these days */
  debt: number;
}

export interface DebtPenalty {
  /** as given; the delay is counted from the working day that follows it */
  due: string;
  /** kopecks that fell due */
  amount: number;
  /** kopecks still unpaid after `asOf` */
  unpaid: number;
  /** first day with a penalty: the 31st after the due day, or after the working day it moved to */
  startsOn: string;
  /** days with a penalty, each counted once */
  days: number;
  segments: PenaltySegment[];
  /** without a known rate; empty nearly always */
  unpriced: UnpricedDays[];
  /** of the segments */
  exact: Fraction;
  /** null when part of the delay has no known rate */
  penalty: number | null;
}

export interface PenaltyProtocol {
  asOf: string;
  /** kopecks, rounded as requested; null when part of a delay has no known rate */
  penalty: number | null;
  /** of the segments of all debts */
  exact: Fraction;
  /** oldest due day first */
  debts: DebtPenalty[];
}

/**
 * The penalty accrued through `asOf`. Payments settle the oldest debt first and count from the next day; a refund (negative)
 * reopens what was settled last. There is no penalty on penalty: give contributions alone. Throws RangeError for a day that does
 * not exist and an unsafe sum.
 */
export function penalty(
  debts: readonly Debt[],
  payments: readonly Payment[],
  asOf: string,
  data: PenaltyData,
): PenaltyProtocol {
  const end = dayNumber(asOf);
  const rates = rateTable(data);
  const explained = settle(debts, payments, asOf).map(({ debt, chunks }): DebtPenalty => {
    const { graceDays, divisor } = ruleFor(debt.due, data.rules);
    if (divisor < 1) throw new RangeError(`A divisor of ${divisor} cannot be`);
    const start = dayNumber(data.dueOnDayOff === 'stays' ? debt.due : workingDayFrom(debt.due)) + graceDays + 1;
    const pieces = chunks.length === 0 || start > end ? [] : segmentsOf(chunks, start, end, data, rates);
    const segments = pieces.flatMap(({ rate, ...piece }) => (rate ? [priced({ ...piece, rate }, divisor)] : []));
    const unpriced = pieces.filter(({ rate }) => rate === null);
    const exact = sum(segments.map(segment => segment.exact));
    return {
      due: debt.due,
      amount: debt.amount,
      unpaid: chunks.reduce((total, chunk) => (chunk.paidOn === null ? total + chunk.amount : total), 0),
      startsOn: dayFromNumber(start),
      days: daysCovered(pieces),
      segments,
      unpriced: unpriced.map(({ from, to, debt: unpaid }) => ({
        from: dayFromNumber(from),
        to: dayFromNumber(to),
        debt: unpaid,
      })),
      exact,
      penalty: unpriced.length > 0 ? null : round(exact),
    };
  });
  const exact = explained.length ? sum(explained.map(debt => debt.exact)) : zero;
  return { asOf, penalty: totalOf(explained, exact, data), exact, debts: explained };
}

/** Null as soon as one of the debts has days without a known rate. */
function totalOf(debts: readonly DebtPenalty[], exact: Fraction, { rounding }: PenaltyData): number | null {
  let eachRounded = 0;
  for (const debt of debts) {
    if (debt.penalty === null) return null;
    eachRounded += debt.penalty;
  }
  return rounding === 'each' ? eachRounded : round(exact);
}

interface Piece {
  from: number;
  /** last day, counted */
  to: number;
  debt: number;
  /** null: not known */
  rate: UsedRate | null;
}

/** Days in at least one of the pieces, which are sorted by their first day. */
function daysCovered(pieces: readonly Piece[]): number {
  let [total, until] = [0, -Infinity];
  for (const { from, to } of pieces) {
    total += Math.max(0, to - Math.max(from - 1, until));
    until = Math.max(until, to);
  }
  return total;
}

function priced({ from, to, debt, rate }: Piece & { rate: UsedRate }, divisor: number): PenaltySegment {
  const days = to - from + 1;
  const exact = {
    numerator: BigInt(debt) * BigInt(rate.percentHundredths) * BigInt(days),
    denominator: 10_000n * BigInt(divisor),
  };
  return { from: dayFromNumber(from), to: dayFromNumber(to), days, debt, ...rate, exact, amount: round(exact) };
}

/** Of a day of delay, by the key rate of another day. */
type RateOn = (day: number, keyDay: number) => UsedRate | null;

/** Caches rates by both days: many debts are paid on the same day, and are cut at the same days. */
function rateTable(data: PenaltyData): RateOn {
  const known = new Map<string, UsedRate | null>();
  return (day, keyDay) => {
    const key = `${day} ${keyDay}`;
    let rate = known.get(key);
    if (rate === undefined) known.set(key, (rate = usedRate(dayFromNumber(day), dayFromNumber(keyDay), data)));
    return rate;
  };
}

/** The days inside start..end at which a new segment begins, from the first one to the one after the last. */
function edgesOf(chunks: readonly Chunk[], start: number, end: number, data: PenaltyData, spans: readonly Span[]) {
  const cuts = new Set([start, end + 1]);
  const cut = (day: number) => day > start && day <= end && cuts.add(day);
  for (const chunk of chunks) {
    cut(chunk.from);
    if (chunk.paidOn !== null) cut(chunk.paidOn + 1);
  }
  for (const { from, to } of spans) {
    cut(from);
    cut(to + 1);
  }
  if (data.rateOf === 'eachDay') for (const rate of data.rates) cut(dayNumber(rate.validFrom));
  return [...cuts].sort((a, b) => a - b);
}

interface Span {
  from: number;
  to: number;
}
const spanOf = ({ validFrom, validTo }: { validFrom: string; validTo: string }): Span => ({
  from: dayNumber(validFrom),
  to: dayNumber(validTo),
});

/** Splits start..end where the debt, the rate or a moratorium changes, and joins neighbours with equal values. */
function segmentsOf(chunks: readonly Chunk[], start: number, end: number, data: PenaltyData, rateOn: RateOn): Piece[] {
  const eachDay = data.rateOf === 'eachDay';
  const moratoria = (data.moratoria ?? []).map(spanOf);
  const edges = edgesOf(chunks, start, end, data, [...moratoria, ...(data.caps ?? []).map(spanOf)]);
  const pieces: Piece[] = [];
  for (const [i, from] of edges.entries()) {
    const next = edges[i + 1];
    if (next === undefined) break;
    const to = next - 1;
    if (moratoria.some(m => m.from <= from && to <= m.to)) continue;
    const byRate = new Map<number | undefined, Piece>();
    for (const chunk of chunks) {
      if (chunk.from > from || (chunk.paidOn !== null && chunk.paidOn < to)) continue;
      const rate = rateOn(from, eachDay ? from : (chunk.paidOn ?? end));
      const known = byRate.get(rate?.percentHundredths);
      if (known) known.debt += chunk.amount;
      else byRate.set(rate?.percentHundredths, { from, to, debt: chunk.amount, rate });
    }
    for (const piece of byRate.values()) {
      const before = pieces.findLast(p => p.to === from - 1 && alike(p, piece));
      if (before) before.to = to;
      else pieces.push(piece);
    }
  }
  return pieces.sort((a, b) => a.from - b.from || a.to - b.to);
}

const alike = (a: Piece, b: Piece) =>
  a.debt === b.debt && a.rate?.percentHundredths === b.rate?.percentHundredths && a.rate?.capped === b.rate?.capped;
