// The statement of an account over a range of months, for paper and mail: the same figures the screen shows.
import { fail, ok, type Result } from '#contract';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AccountStatement } from '../../ports/paper.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { StatementService } from './index.ts';

/** Fails with statement.rangeReversed, statement.noData, statement.unread, visit.accountNotOpen. */
export type StatementModel = (
  account: number,
  range: { what: Shown; from: string; to: string },
) => Promise<Result<AccountStatement>>;

type Shown = NonNullable<AccountStatement['shows']>;

export function createStatementModel(deps: {
  statement: Pick<StatementService, 'header' | 'methods'>;
  cache: Pick<CacheReader, 'operator'>;
  clock: Pick<Clock, 'today'>;
}): StatementModel {
  const { statement, cache, clock } = deps;
  return async (account, { what, from, to }) => {
    const [header, history, payments, operator] = await Promise.all([
      statement.header(account),
      statement.methods['statement.history']({ account, from, to }),
      statement.methods['statement.payments']({ account, from, to }),
      cache.operator(),
    ]);
    if (!header) return fail('visit.accountNotOpen');
    if (!history.ok) return history;
    if (!payments.ok) return payments;
    const { totals } = history.value;
    if (totals === null || (what !== 'history' && payments.value.total === null)) return fail('statement.unread');
    if (history.value.rows.length === 0 && payments.value.rows.length === 0) return fail('statement.noData');
    return ok({
      fund: fundHead(operator),
      header,
      from,
      to,
      rows: history.value.rows.toReversed(),
      totals,
      payments: payments.value.rows.toReversed(),
      madeOn: clock.today(),
      shows: what,
    });
  };
}
