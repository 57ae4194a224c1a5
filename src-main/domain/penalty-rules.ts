// The data that the penalty is computed from (rates, caps, moratoria, due days), each with its dates. No number of the law is in code.
import { daysIn, firstDay, nextPeriod } from './period.ts';

/** The Bank of Russia's key rate from a day on; 9,5 % a year is 950. */
export interface KeyRate {
  validFrom: string;
  percentHundredths: number;
}
/** Between these days, both included, the rate is limited to this. */
export interface RateCap {
  validFrom: string;
  validTo: string;
  percentHundredths: number;
}
/** Between these days, both included, no penalty accrues. */
export interface Moratorium {
  validFrom: string;
  validTo: string;
}
/** When a contribution is due and how delay is counted, for due days from `validFrom` on. */
export interface PenaltyRule {
  validFrom: string;
  /** day of the next month; 0 or a day the month lacks means its last day */
  dueDay: number;
  /** days after the due day without penalty (30) */
  graceDays: number;
  /** 300: ЖК РФ ст. 155 ч. 14.1 */
  divisor: number;
}

export interface PenaltyData {
  rates: readonly KeyRate[];
  caps?: readonly RateCap[];
  moratoria?: readonly Moratorium[];
  /** none: the statute's 30 days and 1/300 */
  rules?: readonly PenaltyRule[];
  /** 'once' rounds the total (the default); 'each' rounds every debt's penalty and adds them up */
  rounding?: 'once' | 'each';
  /** which day's key rate applies: the day of payment, or the calculation day while unpaid (as the law says, the default); or each day's own */
  rateOf?: 'paymentDay' | 'eachDay';
  /** a due day that is a day off 'moves' to the next working day (ГК РФ ст. 193, the default) or 'stays', where the fund reckons so */
  dueOnDayOff?: 'moves' | 'stays';
}

export interface UsedRate {
  percentHundredths: number;
  /** a cap lowered it below the key rate */
  capped: boolean;
}

const statute = { graceDays: 30, divisor: 300 };

/** Of the entries that began by the day, the one that began last. */
const inForce = <T extends { validFrom: string }>(day: string, items: readonly T[]): T | undefined => {
  let best: T | undefined;
  for (const item of items)
    if (item.validFrom <= day && (best === undefined || item.validFrom >= best.validFrom)) best = item;
  return best;
};

/**
 * What a day of delay costs: the key rate of `keyDay`, under the caps of the day itself. A cap holds for the days it covers, whenever one
 * pays. Null when no rate is known for so early a day.
 */
export function usedRate(
  day: string,
  keyDay: string,
  { rates, caps = [] }: Pick<PenaltyData, 'rates' | 'caps'>,
): UsedRate | null {
  const rate = inForce(keyDay, rates);
  if (!rate) return null;
  let percentHundredths = rate.percentHundredths;
  for (const cap of caps)
    if (cap.validFrom <= day && day <= cap.validTo)
      percentHundredths = Math.min(percentHundredths, cap.percentHundredths);
  return { percentHundredths, capped: percentHundredths < rate.percentHundredths };
}

/** Grace days and divisor for a debt by its due day. Before the first rule the first one applies. */
export function ruleFor(due: string, rules: readonly PenaltyRule[] = []): Pick<PenaltyRule, 'graceDays' | 'divisor'> {
  const first = rules.reduce<PenaltyRule | undefined>((a, b) => (a && a.validFrom <= b.validFrom ? a : b), undefined);
  return inForce(due, rules) ?? first ?? statute;
}

/**
 * The day a period's contribution is due, in the next month: by the latest rule whose own due day is not before the rule began.
 * Throws RangeError without rules.
 */
export function dueDay(period: string, rules: readonly PenaltyRule[]): string {
  const month = nextPeriod(period);
  const dueBy = (rule: PenaltyRule) => {
    const last = daysIn(month);
    const day = rule.dueDay >= 1 && rule.dueDay <= last ? rule.dueDay : last;
    return `${firstDay(month).slice(0, 8)}${String(day).padStart(2, '0')}`;
  };
  const newestFirst = [...rules].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const rule = newestFirst.find(r => dueBy(r) >= r.validFrom) ?? newestFirst.at(-1);
  if (!rule) throw new RangeError('No rule says when a contribution is due');
  return dueBy(rule);
}
