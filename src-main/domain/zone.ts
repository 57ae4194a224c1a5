// The calendar day and the time of day of a moment in a time zone.

/** `YYYY-MM-DD` of an instant (ISO UTC) in an IANA time zone. Throws RangeError for an unknown zone. */
export const dayIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

/** The moment (ISO UTC) a day `YYYY-MM-DD` begins in a zone. */
export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  // what a clock of the zone shows at a moment, read as if it were UTC, less that moment
  const offset = (at: number) =>
    Date.parse(
      `${dayIn(new Date(at).toISOString(), timeZone)}T${timeIn(new Date(at).toISOString(), timeZone)}:00.000Z`,
    ) - at;
  const guess = midnight - offset(midnight);
  return new Date(midnight - offset(guess)).toISOString();
}

/** «15:05» */
export const timeIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );
