// At the desk a visit is one person's: before an account of another owner is opened in it, the clerk says whether it is the same visitor.
import { fullName } from '../../domain/owner.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Visit } from './index.ts';

/** Whether the account has another owner than those the visit has open; one that cannot be read may be anybody's. */
export const createAnotherOwner =
  (deps: { visit: Pick<Visit, 'openAccounts'>; cache: Pick<CacheReader, 'account'>; asks: () => boolean }) =>
  async (account: number): Promise<boolean> => {
    const { visit, cache, asks } = deps;
    const open = visit.openAccounts().filter(each => each !== account);
    if (!asks() || open.length === 0) return false;
    const owner = async (id: number) => {
      const row = (await cache.account(id))?.account;
      return row ? fullName(row) : null;
    };
    const wanted = await owner(account);
    const others = await Promise.all(open.map(owner));
    return wanted === null || others.some(each => each !== wanted);
  };
