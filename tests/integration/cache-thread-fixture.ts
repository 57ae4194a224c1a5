// A thread for tests of the thread keeper: answers, fails in known ways, never answers, dies when told.
import { parentPort, threadId } from 'node:worker_threads';
import { ReadOnlyFile } from '../../src-main/adapters/sqlite/errors.ts';
import { serve } from '../../src-main/threads/rpc.ts';
import { CacheNotReady } from '../../src-main/ports/cache.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';

export interface Fixture {
  echo(value: unknown): unknown;
  id(): number;
  fail(how: 'cache' | 'fund' | 'rights' | 'code' | 'uncloneable'): unknown;
  never(): Promise<void>;
  die(): void;
}

const api: Fixture = {
  echo: value => value,
  id: () => threadId,
  fail(how) {
    if (how === 'cache') throw new CacheNotReady('not yet');
    if (how === 'fund') throw new FundUnreachable('away');
    if (how === 'rights') throw new ReadOnlyFile('closed');
    if (how === 'uncloneable') return () => undefined;
    throw Object.assign(new RangeError('too far'), { code: 'E_FAR' });
  },
  never: () => new Promise(() => undefined),
  die: () => process.exit(3),
};

if (!parentPort) throw new Error('A worker thread’s module.');
serve(parentPort, api)({ born: true });
