// The accounts of a house for staff, without names: what each owes today, by the rule every other screen and paper uses.
import { formatHouse } from '../../domain/address.ts';
import { balanceOfDay } from '../../domain/day-balance.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import { periodOf } from '../../domain/period.ts';
import type { CacheReader, HouseAccount } from '../../ports/cache.ts';

export interface HouseBalance extends HouseAccount {
  /** kopecks; null before the first charge */
  balance: number | null;
  /** the last month with a document, `YYYY-MM` */
  period: string | null;
}

/** Null when the cache has no such house. In the order of flats. */
export async function houseBalances(
  cache: Pick<CacheReader, 'house' | 'houseAccounts' | 'houseLedgers'>,
  house: number,
  today: string,
): Promise<{ address: string; rows: HouseBalance[] } | null> {
  const [view, accounts, ledgers] = await Promise.all([
    cache.house(house),
    cache.houseAccounts(house),
    cache.houseLedgers(house, periodOf(today)),
  ]);
  if (!view) return null;
  const months = Map.groupBy(ledgers.months, row => row.account_id);
  const payments = Map.groupBy(ledgers.payments, row => row.account_id);
  const rows = accounts.map((account): HouseBalance => {
    const own = { months: months.get(account.id) ?? [], payments: payments.get(account.id) ?? [] };
    const standing = balanceOfDay(own, today);
    if (!standing.known) throw new Error(`The balance is not known: a ${standing.unreadable} row could not be read`);
    const charged = standing.from !== null || own.payments.length > 0;
    return { ...account, balance: charged ? standing.amount : null, period: standing.from?.period ?? null };
  });
  return {
    address: formatHouse(view),
    rows: rows.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id),
  };
}
