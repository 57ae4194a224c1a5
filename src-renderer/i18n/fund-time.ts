// Days and hours in the fund's time zone, because a kiosk's own clock may use another one.

let calendar = formatter('Europe/Moscow');

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** `timeZone` is an IANA name, from system.info. */
export function setFundTimeZone(timeZone: string): void {
  calendar = formatter(timeZone);
}

/** The fund's day `YYYY-MM-DD` and time `HH:MM` of a moment. */
export function fundTime(moment: Date): { day: string; time: string } {
  const [day = '', time = ''] = calendar.format(moment).split(' ');
  return { day, time };
}
