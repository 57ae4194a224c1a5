// A thread for tests of the supervisor: answers, fails in known ways, never answers, dies when told.
import { parentPort, resourceLimits, threadId } from 'node:worker_threads';
import { DamagedFile, ReadOnlyFile } from '../../src-main/adapters/sqlite/errors.ts';
import { serve, serviceOf } from '../../src-main/threads/rpc.ts';
import { CacheNotReady } from '../../src-main/ports/cache.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';

export interface Fixture {
  echo(value: unknown): unknown;
  id(): number;
  limits(): unknown;
  fail(how: 'cache' | 'fund' | 'rights' | 'code' | 'unregistered' | 'uncloneable'): unknown;
  wait(ms: number): Promise<void>;
  never(): Promise<void>;
  die(): void;
}

const api: Fixture = {
  echo: value => value,
  id: () => threadId,
  limits: () => resourceLimits,
  fail(how) {
    if (how === 'cache') throw new CacheNotReady('not yet');
    if (how === 'fund') throw new FundUnreachable('away');
    if (how === 'rights') throw new ReadOnlyFile('closed');
    if (how === 'unregistered') throw new DamagedFile('torn');
    if (how === 'uncloneable') return () => undefined;
    throw Object.assign(new RangeError('too far'), { code: 'E_FAR' });
  },
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
  never: () => new Promise(() => undefined),
  die: () => process.exit(3),
};

if (!parentPort) throw new Error('A worker thread’s module.');
serve<{ fixture: Fixture }>(parentPort, { fixture: serviceOf(api) })({ ready: true });
