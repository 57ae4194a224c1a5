// The accounts of a house for staff, without names: what each owes today, by the rule every other screen and paper uses.
import { formatHouse } from '../../domain/address.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import type { CacheReader, HouseAccount } from '../../ports/cache.ts';
import { balanceReading, unreadIn } from '../statement/ledger.ts';

export interface HouseBalance extends HouseAccount {
  /** kopecks; null before the first charge, and where it is not known */
  balance: number | null;
  /** the last month with a document, `YYYY-MM`; null likewise */
  period: string | null;
  /** what is owed is not known: a row of it could not be read */
  unread: boolean;
}

export interface HouseBalances {
  /** null: not known */
  address: string | null;
  /** rows of premises or accounts could not be read, and some may be missing */
  incomplete: boolean;
  /** in the order of flats */
  rows: HouseBalance[];
}

/** Null when the cache has no such house. One whose own row could not be read has accounts and no address. */
export async function houseBalances(
  cache: Pick<CacheReader, 'house' | 'houseAccounts' | 'houseLedgers' | 'incomplete'>,
  house: number,
  today: string,
): Promise<HouseBalances | null> {
  const [view, accounts, ledgers, incomplete] = await Promise.all([
    cache.house(house),
    cache.houseAccounts(house),
    cache.houseLedgers(house, today),
    cache.incomplete(),
  ]);
  if (!view && accounts.length === 0) return null;
  const months = Map.groupBy(ledgers.months, row => row.account_id);
  const payments = Map.groupBy(ledgers.payments, row => row.account_id);
  const setAside = Map.groupBy(ledgers.setAside, row => row.account_id);
  const rows = accounts.map((account): HouseBalance => {
    const own = { months: months.get(account.id) ?? [], payments: payments.get(account.id) ?? [] };
    const aside = setAside.get(account.id) ?? [];
    const unread = unreadIn({
      months: aside.filter(({ entity }) => entity === 'period_balance').map(({ rest }) => rest),
      payments: aside.some(({ entity }) => entity === 'payment'),
    });
    const standing = balanceReading(own, unread, today);
    if (!standing.known) return { ...account, balance: null, period: null, unread: true };
    const charged = standing.from !== null || own.payments.length > 0;
    return {
      ...account,
      balance: charged ? standing.amount : null,
      period: standing.from?.period ?? null,
      unread: false,
    };
  });
  return {
    address: view && formatHouse(view),
    incomplete: incomplete.includes('premises') || incomplete.includes('account'),
    rows: rows.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id),
  };
}
