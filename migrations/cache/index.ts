// Every migration of the cache, in order. A file that knows more of them than this list is from a newer program.
import { CacheTables1763800000001 } from './1763800000001-cache-tables.ts';
import { HouseWorks1763800000004 } from './1763800000004-house-works.ts';

export { cacheIndexes, flawedBalance } from './indexes.ts';

export const cacheMigrations = [CacheTables1763800000001, HouseWorks1763800000004];
