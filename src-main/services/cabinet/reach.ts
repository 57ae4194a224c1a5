// The fund may be away: said kindly, and in one place.
import { fail, type Result } from '../../contract/index.ts';
import { FundUnreachable } from '../../ports/fund.ts';

/** `cabinet.away` when the fund cannot be reached; any other failure is a bug and goes on. */
export async function reachingFund<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FundUnreachable) return fail('cabinet.away');
    throw error;
  }
}
