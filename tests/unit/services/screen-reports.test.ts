// A screen that fails in a loop: its failures are in the log with their ids, and do not fill it.
import { expect, it } from 'vitest';
import { reportsAMinute, screenReports } from '../../../src-main/services/system/reports.ts';
import { fakeClock } from '../../support/fake-clock.ts';

it('writes so many reports a minute, then only their number, and gives every caller an id that is in the log', () => {
  const clock = fakeClock();
  const lines: Record<string, unknown>[] = [];
  const log = {
    info: () => undefined,
    warn: (event: string, details = {}) => void lines.push({ event, ...details }),
    error: (event: string, _error: unknown, details = {}) => void lines.push({ event, ...details }),
  };
  const report = screenReports({ clock, log });
  const ids = Array.from({ length: 500 }, (_, i) => report(`failure ${i}`));
  expect(lines).toHaveLength(reportsAMinute);
  expect(ids.filter(id => !lines.some(line => line['id'] === id))).toEqual([]);
  clock.advance(60_000);
  expect(lines.at(-1)).toEqual({ event: 'screen failures unsaid', reports: 500 - reportsAMinute });
  report('the next minute');
  expect(lines.at(-1)).toMatchObject({ event: 'screen failure' });
});
