// The cache's reader without its thread: the same prepared statements, answered at once and wrapped as the port wants them.
import { cacheReads } from '../../../src-main/adapters/cache/cache-reader.ts';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import type { CacheReader } from '../../../src-main/ports/cache.ts';
import type { Region } from './region.ts';

export function inThreadReader({ file, keys }: Region): CacheReader & { close(): void } {
  const db = openDatabase(file, keys.cache, { readonly: true, mustExist: true });
  const reads = Object.entries(cacheReads(db)).map(([name, read]) => [
    name,
    async (...args: unknown[]) => (read as (...given: unknown[]) => unknown)(...args),
  ]);
  return { ...(Object.fromEntries(reads) as CacheReader), close: () => db.close() };
}
