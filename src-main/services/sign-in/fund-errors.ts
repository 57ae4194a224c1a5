// The fund may be away: said kindly, and in one place.
import { fail, type ErrorCode, type Result } from '#contract';
import { FundTimeLimit, FundUnreachable } from '../../ports/fund.ts';

/** `away` when the fund cannot be reached, `tooLong` when it ended the work by its time limit; any other failure is a bug and goes on. */
export async function reachingFund<T>(
  work: () => Promise<Result<T>>,
  away: ErrorCode = 'cabinet.away',
  tooLong: ErrorCode = away,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FundTimeLimit) return fail(tooLong);
    if (error instanceof FundUnreachable) return fail(away);
    throw error;
  }
}
