// How many sheets a visitor may have printed that are nobody's payment: the tray is everybody's.
import { fail, type Result, type Who } from '#contract';
import type { TerminalCounts } from '../sign-in/terminal-counts.ts';

export type PaperCounts = Pick<TerminalCounts, 'papers'>;

/** So many in a visit, and thirty in an hour at a terminal. Staff print what they are asked for. */
const mostOfVisit = 5;

/** Counts one sheet; a failure when there were too many. The same job asked again is the same sheet. */
export async function paperRefusal(
  { counts }: { counts: PaperCounts },
  job: string,
  who: Who,
): Promise<Result<never> | null> {
  if (who.shift !== null || who.visit === null) return null;
  const mine = await counts.papers.of(who.visit);
  if (mine.includes(job)) return null;
  if (mine.length >= mostOfVisit) return fail('print.enough');
  const { lockedUntil } = await counts.papers.count(job, who.visit);
  return lockedUntil === null ? null : fail('print.paused', { params: { until: lockedUntil } });
}
