// The table most benches print: ways of doing one thing, their times, and how many times the first one's.
import type { Timing } from './race.ts';
import type { Section } from './report.ts';

export const timingSection = (title: string, timings: readonly Timing[], note?: string): Section => ({
  title,
  columns: { way: 'text', calls: 'count', median: 'ms', p95: 'ms', 'to ours': 'times' },
  rows: timings.map(({ name, calls, median, p95, ratio }) => ({ way: name, calls, median, p95, 'to ours': ratio })),
  ...(note === undefined ? {} : { note }),
});
