// What administrators accepted of the fund's data, as the fund keeps it for all terminals.
import type { Askable } from './connection.ts';
import type { Accepted, EntityCount } from '../../ports/acceptance.ts';
import type { AcceptedData } from '../../ports/fund.ts';

const isCount = (given: unknown): given is number => typeof given === 'number' && Number.isSafeInteger(given);

/** Nothing is taken for accepted that is not told in whole numbers. */
function countsOf(counts: Record<string, unknown>): Accepted {
  const found: Record<string, EntityCount> = {};
  for (const [subject, given] of Object.entries(counts)) {
    const { rows, aside } = (given ?? {}) as { rows?: unknown; aside?: unknown };
    if (isCount(rows) && isCount(aside)) found[subject] = { rows, aside };
  }
  return found;
}

export async function readAcceptedData(pool: Askable): Promise<AcceptedData[]> {
  const { rows } = await pool.query<{ id: string; counts: Record<string, unknown> }>(
    'select id::text, counts from terminal.accepted_data_in_force()',
  );
  return rows.map(({ id, counts }) => ({ id, counts: countsOf(counts) }));
}
