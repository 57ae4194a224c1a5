// Loads a range of months of an account: first the account's first and last month, then the chosen range, by default the last year.
import { ok, type AccountId, type Result } from '#contract';
import { transport } from '../../transport/index.ts';
import { lastMonths, type Span } from './periods.ts';

export interface Ranged<T> {
  /** All months of the account; null without history, which also means no span and no answer. */
  whole: Span | null;
  span: Span | null;
  answer: T | null;
}

const FIRST_SHOWN_MONTHS = 12;

export async function askRanged<T>(
  account: AccountId,
  chosen: Span | null,
  ask: (account: AccountId, span: Span) => Promise<Result<T>>,
): Promise<Result<Ranged<T>>> {
  const statement = await transport.call('statement.get', { account });
  if (!statement.ok) return statement;
  const { firstPeriod, lastPeriod } = statement.value;
  if (firstPeriod === null || lastPeriod === null) return ok({ whole: null, span: null, answer: null });
  const whole = { from: firstPeriod, to: lastPeriod };
  const span = chosen ?? lastMonths(whole, FIRST_SHOWN_MONTHS);
  const answer = await ask(account, span);
  return answer.ok ? ok({ whole, span, answer: answer.value }) : answer;
}
