// The months of the demo with everything that depends only on the month: due days, rates, working days, text ready for COPY.
import { dayFromNumber, dayNumber } from '../../src-main/domain/day.ts';
import { isDayOff, workingDayFrom } from '../../src-main/domain/days-off.ts';
import { usedRate, type PenaltyData } from '../../src-main/domain/penalty-rules.ts';
import { dueDay } from '../../src-main/domain/penalty.ts';
import { addMonths, firstDay, lastDay, monthsBetween, periodsBetween } from '../../src-main/domain/period.ts';
import { rates } from './data.ts';

/** The oldest house has figures from this month on. */
const FIRST_PERIOD = '2013-09';
/** Number of months with figures in every other house. */
const MONTHS = 36;

/** The penalty rules of the demo, as the fund sends them. */
export const penaltyData: PenaltyData = {
  rates: rates.keyRates.map(rate => ({ validFrom: rate.from, percentHundredths: rate.percent })),
  caps: rates.caps.map(([validFrom, validTo, percentHundredths]) => ({ validFrom, validTo, percentHundredths })),
  moratoria: rates.moratoria.map(([validFrom, validTo]) => ({ validFrom, validTo })),
  rules: rates.penaltyRules.map(rule => ({ validFrom: rule.from, ...rule })),
};

export interface Month {
  /** its index, counted from FIRST_PERIOD */
  index: number;
  period: string;
  /** day numbers (domain/day) of its first and last day */
  first: number;
  last: number;
  days: number;
  /** first day of penalty for the debt of the month before last */
  delayFrom: number;
  year: number;
  periodText: Buffer;
  /** `issued_on`, `due_on`, `payments_until` separated by tabs */
  documentDays: Buffer;
  /** `-MM-YY`: the middle of an ИПД */
  documentMiddle: Buffer;
  /** `YYYYMM-`: the beginning of a document number */
  documentHead: Buffer;
}

/** Percent times 100: what no cap lowers. */
const UNCAPPED = 0x7fffffff;

export class Calendar {
  readonly months: Month[];
  readonly lastPeriod: string;
  private readonly base: number;
  private readonly dayTexts: Buffer[];
  /** number of penalty days (no moratorium) before each day, the key rate and the cap of each day, the changes of the cap up to it */
  private readonly costly: Int32Array;
  private readonly rate: Int32Array;
  private readonly cap: Int32Array;
  private readonly capChanges: Int32Array;
  private readonly working: Uint8Array;

  /** Throws RangeError when `lastPeriod` is less than 36 months after FIRST_PERIOD. */
  constructor(lastPeriod: string) {
    if (monthsBetween(FIRST_PERIOD, lastPeriod) < MONTHS) throw new RangeError(`The demo cannot end in ${lastPeriod}`);
    this.lastPeriod = lastPeriod;
    this.base = dayNumber('2013-01-01');
    const end = dayNumber(lastDay(addMonths(lastPeriod, 2)));
    const days = Array.from({ length: end - this.base + 1 }, (_, i) => dayFromNumber(this.base + i));
    this.dayTexts = days.map(day => Buffer.from(day));
    const { rates: keyRates } = penaltyData;
    this.rate = Int32Array.from(days, day => usedRate(day, day, { rates: keyRates })?.percentHundredths ?? 0);
    const capOn = (day: string) => rates.caps.find(([from, to]) => from <= day && day <= to)?.[2] ?? UNCAPPED;
    this.cap = Int32Array.from(days, capOn);
    let changes = 0;
    this.capChanges = this.cap.map((cap, i) => (i > 0 && cap !== this.cap[i - 1] ? ++changes : changes));
    const free = (day: string) => penaltyData.moratoria?.some(m => m.validFrom <= day && day <= m.validTo);
    this.costly = new Int32Array(days.length + 1);
    let costly = 0;
    for (const [i, day] of days.entries()) this.costly[i + 1] = costly += free(day) ? 0 : 1;
    this.working = Uint8Array.from(days, day => (isDayOff(day) ? 0 : 1));
    this.months = periodsBetween(FIRST_PERIOD, lastPeriod).map((period, index) => this.month(period, index));
  }

  private month(period: string, index: number): Month {
    const first = dayNumber(firstDay(period));
    const last = dayNumber(lastDay(period));
    const due = dueDay(addMonths(period, -2), penaltyData.rules ?? []);
    const documentDays = [firstDay(addMonths(period, 1)), dueDay(period, penaltyData.rules ?? []), lastDay(period)];
    return {
      index,
      period,
      first,
      last,
      days: last - first + 1,
      delayFrom: dayNumber(workingDayFrom(due)) + (rates.penaltyRules[0]?.graceDays ?? 30) + 1,
      year: Number(period.slice(0, 4)),
      periodText: Buffer.from(period),
      documentDays: Buffer.from(documentDays.join('\t')),
      documentMiddle: Buffer.from(`-${period.slice(5)}-${period.slice(2, 4)}`),
      documentHead: Buffer.from(`${period.slice(0, 4)}${period.slice(5)}-`),
    };
  }

  /** The first month with figures in ordinary houses. */
  get windowStart(): number {
    return this.months.length - MONTHS;
  }

  dayText(day: number): Buffer {
    return this.dayTexts[day - this.base] as Buffer;
  }

  /** Penalty days times percent times 100 from `from` through `to` at the key rate of `keyDay`, under the caps of the days themselves. */
  cost(from: number, to: number, keyDay: number): number {
    if (from > to) return 0;
    const rate = this.rate[keyDay - this.base] as number;
    const under = (day: number) => Math.min(rate, this.cap[day - this.base] as number);
    if (this.capChanges[from - this.base] === this.capChanges[to - this.base])
      return this.costlyDays(from, to) * under(to);
    let total = 0;
    for (let day = from; day <= to; day++) total += this.costlyDays(day, day) * under(day);
    return total;
  }

  /** Days outside any moratorium from `from` through `to`, both counted. */
  private costlyDays(from: number, to: number): number {
    return (this.costly[to + 1 - this.base] as number) - (this.costly[from - this.base] as number);
  }

  /** The day that is this many working days later; with 0, the day itself or the next working day. */
  workingDayAfter(day: number, count: number): number {
    let at = day;
    while (!this.working[at - this.base]) at++;
    for (let left = count; left > 0; left--)
      do at++;
      while (!this.working[at - this.base]);
    return at;
  }
}

/** The tariff in kopecks per m² in force in each month of the calendar; own tariffs have priority over the region's. */
export const tariffsByMonth = (steps: readonly (readonly [string, number])[], calendar: Calendar): Int32Array =>
  Int32Array.from(calendar.months, month => {
    const day = firstDay(month.period);
    return steps.findLast(([from]) => from <= day)?.[1] ?? 0;
  });

/** Steps as rows: each ends the day before the next one begins. */
export const tariffSpans = (steps: readonly (readonly [string, number])[]) =>
  steps.map(([from, tariff], i) => {
    const next = steps[i + 1]?.[0];
    return { from, to: next === undefined ? null : dayFromNumber(dayNumber(next) - 1), tariff };
  });

/** The last full calendar month before a day. */
export const lastFullMonth = (today: string): string => addMonths(today.slice(0, 7), -1);
