// Groups changes into what must be fetched again: each row and each month once, in queries of a limited size.
import { entityNames, exchange, isOwned, type EntityName } from '../../ports/exchange.ts';
import type { Change, Owner, Refetch } from '../../ports/fund.ts';

const mostIds = 1000;
const mostMonths = 2500;

interface AccountMonth {
  accountId: number;
  period: string;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let i = 0; i < items.length; i += size) result.push(items.slice(i, i + size));
  return result;
}

const inKeyOrder = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

const byAccount = (a: AccountMonth, b: AccountMonth): number =>
  a.accountId - b.accountId || inKeyOrder(a.period, b.period);

const ownersOf = (ids: readonly (number | string)[], owners: ReadonlyMap<number, ReadonlySet<number>>): Owner[] =>
  ids.flatMap(id => Array.from(owners.get(Number(id)) ?? [], accountId => ({ accountId, id: Number(id) })));

/** In the order of the exchange, where an entity comes after those it refers to, and by key: rows of one account lie together. Changes that name no row are left out. */
export function groupChanges(changes: readonly Change[]): Refetch[] {
  const ids = new Map<EntityName, Set<number | string>>();
  const owners = new Map<number, Set<number>>();
  const months = new Map<EntityName, Map<string, AccountMonth>>();
  for (const change of changes) {
    const { changedBy } = exchange[change.entity];
    if (changedBy === 'accountPeriod') {
      const { accountId, period } = change;
      if (accountId === null || period === null) continue;
      const known = months.get(change.entity) ?? new Map<string, AccountMonth>();
      months.set(change.entity, known.set(`${accountId}/${period}`, { accountId, period }));
    } else {
      const id = changedBy === 'id' ? change.id : change.key;
      if (id === null) continue;
      ids.set(change.entity, (ids.get(change.entity) ?? new Set()).add(id));
      if (isOwned(exchange[change.entity]) && change.id !== null && change.accountId !== null)
        owners.set(change.id, (owners.get(change.id) ?? new Set()).add(change.accountId));
    }
  }
  return entityNames.flatMap((entity): Refetch[] => [
    ...chunks([...(ids.get(entity) ?? [])].sort(inKeyOrder), mostIds).map(some =>
      isOwned(exchange[entity]) ? { entity, ids: some, owners: ownersOf(some, owners) } : { entity, ids: some },
    ),
    ...chunks([...(months.get(entity)?.values() ?? [])].sort(byAccount), mostMonths).map(some => ({
      entity,
      months: some,
    })),
  ]);
}
