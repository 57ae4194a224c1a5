// Parked visits of a shift: a clerk leaves one visitor's accounts aside for another, and comes back to them.
import { fail, ok, type AccountHeader, type Handlers } from '#contract';
import { formatHouse } from '../../domain/address.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Audit } from '../audit/index.ts';
import { whoIn } from '../audit/who.ts';
import type { Visit } from '../visit/index.ts';

export interface ParkingDeps {
  visit: Pick<Visit, 'park' | 'parked' | 'resume' | 'openAccounts'>;
  cache: Pick<CacheReader, 'account'>;
  audit: Pick<Audit, 'record'>;
  header(account: number): Promise<AccountHeader | null>;
}

export function parkingMethods({
  visit,
  cache,
  audit,
  header,
}: ParkingDeps): Pick<Handlers, 'staff.parkVisit' | 'staff.parkedVisits' | 'staff.resumeVisit'> {
  /** The house alone: whose account it is stays covered while others look at the screen. */
  async function address(account: number | undefined): Promise<string | null> {
    const view = account === undefined ? null : await cache.account(account);
    return view?.house ? formatHouse(view.house) : null;
  }

  return {
    async 'staff.parkVisit'(_, { who }) {
      if (visit.park()) await audit.record({ action: 'visit.parked', account: null, who });
      return ok({});
    },
    async 'staff.parkedVisits'() {
      const visits = visit.parked().map(async ({ id, at, accounts }) => ({
        visit: id,
        at,
        address: await address(accounts[0]),
        accounts: accounts.length,
      }));
      return ok({ visits: await Promise.all(visits) });
    },
    async 'staff.resumeVisit'({ visit: id }, { who }) {
      if (!visit.resume(id)) return fail('visit.gone');
      await audit.record({ action: 'visit.resumed', account: null, who: whoIn(who, id) });
      const headers = await Promise.all(visit.openAccounts().map(header));
      return ok({ accounts: headers.filter(each => each !== null) });
    },
  };
}
