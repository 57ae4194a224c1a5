// A moment inside a sentence, in the terminal's own time: «18:05» today, «23.11.2026 09:00» on another day.

const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const two = (n: number) => String(n).padStart(2, '0');

/** Text that is no ISO moment is given back as it is. Seconds round up: «after 18:05» must not be told too early. */
export function until(text: string, now = new Date()): string {
  if (!isInstant.test(text)) return text;
  const at = new Date(Math.ceil(Date.parse(text) / 60_000) * 60_000);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}\u00a0${time}`;
}
