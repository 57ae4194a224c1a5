// Working hours as people write them: «пн–чт 8:00–17:00, пт 8:00–16:00».
import { z } from 'zod';

const weekdays = ['', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

const Time = z.string().regex(/^\d{1,2}:\d{2}$/);
const Hours = z.array(z.object({ weekday: z.int().min(1).max(7), opens: Time, closes: Time }));

const time = (text: string) => text.replace(/^0(?=\d)/, '');

/** The office's JSON (ports/exchange, `office.hours`) as text; empty when it is not valid or nothing is open. */
export function hoursText(json: string): string {
  let parsed: z.infer<typeof Hours>;
  try {
    parsed = Hours.parse(JSON.parse(json));
  } catch {
    return '';
  }
  const runs: { from: number; to: number; open: string }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const open = parsed
      .filter(interval => interval.weekday === weekday)
      .sort((a, b) => a.opens.padStart(5, '0').localeCompare(b.opens.padStart(5, '0')))
      .map(({ opens, closes }) => `${time(opens)}–${time(closes)}`)
      .join(' и ');
    const last = runs.at(-1);
    if (!open) continue;
    if (last && last.open === open && last.to === weekday - 1) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, open });
  }
  return runs
    .map(({ from, to, open }) => {
      const days = from === to ? weekdays[from] : `${weekdays[from]}${to - from === 1 ? ', ' : '–'}${weekdays[to]}`;
      return `${days}\u00a0${open}`;
    })
    .join(', ');
}
