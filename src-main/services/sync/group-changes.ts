// Groups changes into what must be fetched again: each row and each month once, in queries of a limited size.
import { entityNames, exchange, type EntityName } from '../../ports/exchange.ts';
import type { Change, Refetch } from '../../ports/fund.ts';

const mostIds = 1000;
const mostMonths = 500;

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let i = 0; i < items.length; i += size) result.push(items.slice(i, i + size));
  return result;
}

/** In the order of the exchange, where an entity comes after those it refers to. Changes that name no row are left out. */
export function groupChanges(changes: readonly Change[]): Refetch[] {
  const ids = new Map<EntityName, Set<number | string>>();
  const months = new Map<EntityName, Map<string, { accountId: number; period: string }>>();
  for (const change of changes) {
    const { changedBy } = exchange[change.entity];
    if (changedBy === 'accountPeriod') {
      const { accountId, period } = change;
      if (accountId === null || period === null) continue;
      const known = months.get(change.entity) ?? new Map<string, { accountId: number; period: string }>();
      months.set(change.entity, known.set(`${accountId}/${period}`, { accountId, period }));
    } else {
      const id = changedBy === 'id' ? change.id : change.key;
      if (id !== null) ids.set(change.entity, (ids.get(change.entity) ?? new Set()).add(id));
    }
  }
  return entityNames.flatMap((entity): Refetch[] => [
    ...chunks([...(ids.get(entity) ?? [])], mostIds).map(some => ({ entity, ids: some })),
    ...chunks([...(months.get(entity)?.values() ?? [])], mostMonths).map(some => ({ entity, months: some })),
  ]);
}
