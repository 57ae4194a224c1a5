// An office's week in one line: «пн–чт 8:00–12:00, 13:00–17:00; пт 8:00–16:00».
import type { Office } from '#contract';

/** `names` are the seven short weekday names from Monday on. Consecutive days with the same hours are joined. */
export function weekText(hours: Office['hours'], names: readonly string[]): string {
  const days = new Map<number, string[]>();
  for (const { weekday, opens, closes } of hours.toSorted((a, b) => a.opens.localeCompare(b.opens))) {
    const span = `${opens.replace(/^0/, '')}–${closes.replace(/^0/, '')}`;
    days.set(weekday, [...(days.get(weekday) ?? []), span]);
  }
  const spans: { from: number; to: number; text: string }[] = [];
  for (const [weekday, texts] of [...days].toSorted(([a], [b]) => a - b)) {
    const text = texts.join(',\u00a0');
    const last = spans.at(-1);
    if (last && last.to === weekday - 1 && last.text === text) last.to = weekday;
    else spans.push({ from: weekday, to: weekday, text });
  }
  const name = (weekday: number) => names[weekday - 1] ?? '';
  const several = spans.some(({ text }) => text.includes(','));
  return spans
    .map(({ from, to, text }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`}\u00a0${text}`)
    .join(several ? '; ' : ', ');
}
