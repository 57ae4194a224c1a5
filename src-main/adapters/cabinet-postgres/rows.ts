// Converts PostgreSQL's text values to the port's types: moments to ISO UTC, keys to numbers.
import type { Services } from '../../ports/cabinet-store.ts';
import type { Limit } from '../../ports/terminal-store.ts';

export type Row = Record<string, unknown>;

/** `2026-11-22 15:00:00.123456+00` (the connection's time zone is UTC) as ISO with milliseconds. */
export const instant = (value: unknown): string =>
  new Date(
    `${String(value)
      .replace(' ', 'T')
      .replace(/\+00(:00)?$/, '')}Z`,
  ).toISOString();

export const instantOrNull = (value: unknown): string | null => (value === null ? null : instant(value));

export const key = (value: unknown): number => Number(value);

export const keyOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

export const limitOf = (row: Row): { limit: Limit; now: string } => ({
  limit: {
    failures: row['failures'] as number,
    locks: row['locks'] as number,
    lockedUntil: instantOrNull(row['locked_until']),
    lastFailureAt: instantOrNull(row['last_failure_at']),
  },
  now: instant(row['at']),
});

export const servicesOf = (row: Row): Services => ({
  monthlyDocument: row['monthly_document'] as boolean,
  debtReminder: row['debt_reminder'] as boolean,
  houseNews: row['house_news'] as boolean,
  noPaper: (row['no_paper'] as boolean | undefined) ?? false,
});
