// Opening hours: whether an office is open at a moment of the week, until when, and when it opens next.

/** An interval on a weekday (1 Monday); `H:MM` or `HH:MM`, `24:00` is the end of the day. When `closes` is not after `opens`, it closes on the next day. */
export interface OpeningInterval {
  weekday: number;
  opens: string;
  closes: string;
}

/** A moment of the week at the office. */
export interface WeekMoment {
  /** ISO weekday, 1 is Monday */
  weekday: number;
  /** minutes since midnight */
  minutes: number;
}

export interface OfficeNow {
  open: boolean;
  /** `HH:MM`: the closing time when open, else the opening time; closing at midnight is `24:00` of the day that ends */
  until: string;
  /** ISO weekday of `until` */
  weekday: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Minutes since midnight, or null for an invalid time. */
function minutesOf(time: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(time.trim());
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  return minutes <= DAY ? minutes : null;
}

/** Intervals as minutes since Monday's midnight, sorted, with adjacent ones joined. They may end after the week. */
function spans(hours: readonly OpeningInterval[]): { from: number; to: number }[] {
  const all = hours
    .flatMap(({ weekday, opens, closes }) => {
      const start = minutesOf(opens);
      const end = minutesOf(closes);
      if (start === null || end === null || start === DAY || weekday < 1 || weekday > 7) return [];
      const from = (weekday - 1) * DAY + start;
      return [{ from, to: from + (end > start ? end - start : end - start + DAY) }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: { from: number; to: number }[] = [];
  for (const span of all) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

const pad = (value: number) => String(value).padStart(2, '0');

function place(minuteOfWeek: number, closing: boolean): { until: string; weekday: number } {
  const minute = minuteOfWeek % WEEK;
  const midnight = closing && minute % DAY === 0;
  const day = Math.floor(minute / DAY) - (midnight ? 1 : 0);
  const within = midnight ? DAY : minute % DAY;
  return { until: `${pad(Math.floor(within / 60))}:${pad(within % 60)}`, weekday: ((day + 7) % 7) + 1 };
}

/** Null when `hours` has no valid interval. An office that never closes is open until `24:00` of the day. */
export function officeNow(hours: readonly OpeningInterval[], at: WeekMoment): OfficeNow | null {
  const open = spans(hours);
  const [first] = open;
  if (!first) return null;
  const now = (at.weekday - 1) * DAY + at.minutes;
  // An interval of Sunday night reaches into Monday of the next week.
  const holding = (minute: number) =>
    open.map(span => (span.from <= minute && minute < span.to ? span.to - minute : 0)).reduce((a, b) => Math.max(a, b));
  let left = Math.max(holding(now), holding(now + WEEK));
  if (left > 0) {
    // When this interval ends at Monday's midnight, another may continue from there.
    for (let more = left; more > 0 && left < WEEK; left += more)
      more = Math.max(holding((now + left) % WEEK), holding(((now + left) % WEEK) + WEEK));
    return left < WEEK
      ? { open: true, ...place(now + left, true) }
      : { open: true, until: '24:00', weekday: at.weekday };
  }
  const next = open.find(span => span.from > now) ?? first;
  return { open: false, ...place(next.from, false) };
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `instant` (ISO UTC) as a moment of the week in an IANA time zone. Throws RangeError for an unknown zone. */
export function weekMoment(instant: string, timeZone: string): WeekMoment {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? '';
  return {
    weekday: weekdays.indexOf(part('weekday')) + 1,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
