// Calls to a worker thread: errors keep their class, a death rejects what was pending, and the thread comes back by itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReadOnlyFile, ThreadStopped } from '../../src-main/adapters/sqlite/errors.ts';
import { keep, siblingModule, type Kept } from '../../src-main/threads/supervisor.ts';
import { CacheNotReady } from '../../src-main/ports/cache.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';
import type { Fixture } from './cache-thread-fixture.ts';
import { listeningLog } from './sync-support.ts';

let kept: Kept<Fixture>;
let log: ReturnType<typeof listeningLog>;
beforeEach(async () => {
  log = listeningLog();
  kept = await keep<Fixture>({
    name: 'fixture',
    url: siblingModule('./cache-thread-fixture', import.meta.url),
    workerData: {},
    log,
    onEvent: () => undefined,
  });
});
afterEach(() => kept.end());

const died = () => kept.api.die().catch((error: unknown) => error);

describe('a worker thread', () => {
  it('values come back as they went', async () => {
    const value = { name: 'Соколова', area: 4270, none: null, list: [1, [2]], bytes: new Uint8Array([1, 2]) };
    expect(await kept.api.echo(value)).toEqual(value);
  });

  it('an error is of the class it was thrown as', async () => {
    await expect(kept.api.fail('cache')).rejects.toBeInstanceOf(CacheNotReady);
    await expect(kept.api.fail('fund')).rejects.toBeInstanceOf(FundUnreachable);
    await expect(kept.api.fail('rights')).rejects.toBeInstanceOf(ReadOnlyFile);
    await expect(kept.api.fail('code')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'E_FAR',
    });
    await expect(kept.api.fail('uncloneable')).rejects.toMatchObject({ name: 'DataCloneError' });
  });

  it('when it dies every call not yet answered is rejected', async () => {
    const waiting = [kept.api.never(), kept.api.never()].map(call => call.catch((error: unknown) => error));
    expect(await died()).toBeInstanceOf(ThreadStopped);
    expect(await Promise.all(waiting)).toEqual([expect.any(ThreadStopped), expect.any(ThreadStopped)]);
  });

  it('after a death a call waits for the next thread and is answered', async () => {
    const before = await kept.api.id();
    await died();
    const after = await kept.api.id();
    expect(after).not.toBe(before);
    expect(log.said.map(line => line.event)).toContain('thread.died');
  });

  it('dying again and again it is started with growing pauses', async () => {
    const pauses: number[] = [];
    for (let n = 0; n < 3; n++) {
      await died();
      const began = performance.now();
      await kept.api.id();
      pauses.push(performance.now() - began);
    }
    expect(pauses[2]).toBeGreaterThan(400);
    expect(pauses[0]).toBeLessThan(pauses[2] ?? 0);
  });

  it('ended for good it answers nothing and is not started again', async () => {
    const waiting = kept.api.never().catch((error: unknown) => error);
    await kept.end();
    expect(await waiting).toBeInstanceOf(ThreadStopped);
    await expect(kept.api.id()).rejects.toBeInstanceOf(ThreadStopped);
  });

  it('a module that cannot begin is a rejection with its own words', async () => {
    await expect(
      keep({
        name: 'missing',
        url: siblingModule('./no-such-thread', import.meta.url),
        workerData: {},
        log,
        onEvent: () => undefined,
      }),
    ).rejects.toThrow('no-such-thread');
  });
});
