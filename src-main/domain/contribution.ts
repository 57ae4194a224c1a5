// The contribution for capital repair: area x tariff of a month, or the sum of its days when the month is cut (docs/domain.md#contribution).
import { daysBetween } from './day.ts';
import { daysIn, firstDay, lastDay } from './period.ts';
import { roundHalfAway } from './money.ts';

/** A share of ownership, e.g. 1 of 2. The fund's account area already includes the share, so most callers give none. */
export interface Share {
  numerator: number;
  denominator: number;
}

const WHOLE: Share = { numerator: 1, denominator: 1 };

/** A tariff in kopecks per m² and month; both days included, `validTo` null while in force. */
export interface TariffSpan {
  validFrom: string;
  validTo: string | null;
  tariff: number;
}

/** Kopecks of a full month: area (hundredths of m²) x tariff (kopecks a m²) x share, half away from zero. */
export const fullMonthContribution = (area: number, tariff: number, share: Share = WHOLE): number =>
  roundHalfAway(BigInt(area) * BigInt(tariff) * BigInt(share.numerator), 100n * BigInt(share.denominator));

/** The tariff in force on a day; of several, the one that began last; null without one. */
export function tariffOn(day: string, tariffs: readonly TariffSpan[]): number | null {
  let best: TariffSpan | null = null;
  for (const span of tariffs) {
    const holds = span.validFrom <= day && (span.validTo === null || day <= span.validTo);
    if (holds && (best === null || span.validFrom >= best.validFrom)) best = span;
  }
  return best?.tariff ?? null;
}

export interface MonthToCharge {
  period: string;
  /** hundredths of m² */
  area: number;
  tariffs: readonly TariffSpan[];
  /** first and last day the account is open; null: open before and after */
  openedOn?: string | null;
  closedOn?: string | null;
  share?: Share;
}

/**
 * Kopecks of any month: each day the account is open adds area x tariff / days of the month; rounded once, half away from zero.
 * A day without a tariff adds nothing. For a whole month under one tariff it equals `fullMonthContribution`.
 */
export function contribution({ period, area, tariffs, openedOn, closedOn, share = WHOLE }: MonthToCharge): number {
  const month = { from: firstDay(period), to: lastDay(period) };
  const from = openedOn && openedOn > month.from ? openedOn : month.from;
  const to = closedOn && closedOn < month.to ? closedOn : month.to;
  let tariffDays = 0n;
  for (let i = 0, days = daysBetween(from, to) + 1; i < days; i++) {
    const day = `${period}-${String(Number(from.slice(8)) + i).padStart(2, '0')}`;
    tariffDays += BigInt(tariffOn(day, tariffs) ?? 0);
  }
  return roundHalfAway(
    BigInt(area) * tariffDays * BigInt(share.numerator),
    100n * BigInt(daysIn(period)) * BigInt(share.denominator),
  );
}
