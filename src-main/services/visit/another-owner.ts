// At the desk a visit is one person's: before an account of another owner is opened in it, the clerk says whether it is the same visitor.
import { fullName } from '../../domain/owner.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Visit } from './index.ts';

export interface AnotherOwnerDeps {
  visit: Pick<Visit, 'openAccounts' | 'user'>;
  cache: Pick<CacheReader, 'account'>;
  /** of who is signed in */
  attached(): readonly number[];
  asks(): boolean;
}

/**
 * Whether the account has another owner than those the visit has open; one that cannot be read may be anybody's. Who is signed in is another
 * owner too, unless the account is in their cabinet.
 */
export const createAnotherOwner =
  ({ visit, cache, attached, asks }: AnotherOwnerDeps) =>
  async (account: number): Promise<boolean> => {
    if (!asks() || visit.openAccounts().includes(account)) return false;
    const own = visit.user() === null ? [] : attached();
    const isOwn = own.includes(account);
    // what is in one cabinet is one visitor's, whoever the owners are
    const open = visit.openAccounts().filter(each => !(isOwn && own.includes(each)));
    if (open.length === 0) return visit.user() !== null && !isOwn;
    const owner = async (id: number) => {
      const row = (await cache.account(id))?.account;
      return row ? fullName(row) : null;
    };
    const wanted = await owner(account);
    const others = await Promise.all(open.map(owner));
    return wanted === null || others.some(each => each !== wanted);
  };
