// A moment inside a sentence, in the fund's time: «18:05» today, «23.11.2026 09:00» on another day.
import { day } from './format.ts';
import { fundTime } from './fund-time.ts';

const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A text that is no ISO moment is returned unchanged. Seconds round up, so that «after 18:05» is never too early. */
export function until(text: string, now = new Date()): string {
  if (!isInstant.test(text)) return text;
  const at = fundTime(new Date(Math.ceil(Date.parse(text) / 60_000) * 60_000));
  return at.day === fundTime(now).day ? at.time : `${day(at.day)}\u00a0${at.time}`;
}
