// Calls to a worker thread: errors keep their class, a death rejects what was pending, and the thread comes back by itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReadOnlyFile } from '../../src-main/adapters/sqlite/errors.ts';
import { siblingModule, superviseWorker, ThreadStopped, type WorkerHandle } from '../../src-main/threads/supervisor.ts';
import type { Callable } from '../../src-main/threads/rpc.ts';
import { CacheNotReady } from '../../src-main/ports/cache.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';
import type { Fixture } from './cache-thread-fixture.ts';
import { listeningLog } from './sync-support.ts';

interface Services {
  fixture: Fixture;
}
let worker: WorkerHandle<Services>;
let api: Callable<Fixture>;
let log: ReturnType<typeof listeningLog>;
beforeEach(async () => {
  log = listeningLog();
  worker = await superviseWorker<Services>({
    name: 'fixture',
    url: siblingModule('./cache-thread-fixture', import.meta.url),
    workerData: {},
    log,
    errors: [CacheNotReady, FundUnreachable, ReadOnlyFile],
    onEvent: () => undefined,
  });
  api = worker.service('fixture');
});
afterEach(() => worker.end());

const died = () => api.die().catch((error: unknown) => error);

describe('a worker thread', () => {
  it('values come back as they went', async () => {
    const value = { name: 'Соколова', area: 4270, none: null, list: [1, [2]], bytes: new Uint8Array([1, 2]) };
    expect(await api.echo(value)).toEqual(value);
  });

  it('may keep so much memory and no more', async () => {
    expect(await api.limits()).toMatchObject({ maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 });
  });

  it('an error is of the class it was thrown as', async () => {
    await expect(api.fail('cache')).rejects.toBeInstanceOf(CacheNotReady);
    await expect(api.fail('fund')).rejects.toBeInstanceOf(FundUnreachable);
    await expect(api.fail('rights')).rejects.toBeInstanceOf(ReadOnlyFile);
    await expect(api.fail('code')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'E_FAR',
    });
    await expect(api.fail('unregistered')).rejects.toMatchObject({ name: 'DamagedFile', message: 'torn' });
    await expect(api.fail('uncloneable')).rejects.toMatchObject({ name: 'DataCloneError' });
  });

  it('an error names its method, in the stack that the log shows, and leaves the sentence a person may read', async () => {
    const error = (await api.fail('rights').catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ method: 'fixture.fail', message: 'closed' });
    expect(error.stack).toMatch(/^fixture\.fail: ReadOnlyFile: closed\n {4}at /);
  });

  it('only a service’s own methods can be called', async () => {
    const names = ['toString', 'constructor', 'noSuchMethod'] as const;
    for (const name of names)
      await expect((api as unknown as Record<string, () => Promise<unknown>>)[name]?.()).rejects.toThrow(name);
  });

  it('a slow call is a line of the log with its name and times', async () => {
    await api.wait(80);
    const [line, ...more] = log.said.filter(said => said.details['method'] === 'fixture.wait');
    expect(line).toEqual({
      level: 'warn',
      event: 'call.slow',
      details: {
        method: 'fixture.wait',
        thread: 'fixture',
        ms: expect.any(Number) as number,
        workedMs: expect.any(Number) as number,
      },
    });
    expect(line?.details['workedMs']).toBeGreaterThan(50);
    expect(more).toEqual([]);
  });

  it('when it dies every call not yet answered is rejected', async () => {
    const waiting = [api.never(), api.never()].map(call => call.catch((error: unknown) => error));
    expect(await died()).toBeInstanceOf(ThreadStopped);
    expect(await Promise.all(waiting)).toEqual([expect.any(ThreadStopped), expect.any(ThreadStopped)]);
  });

  it('after a death a call waits for the next thread and is answered', async () => {
    const before = await api.id();
    await died();
    const after = await api.id();
    expect(after).not.toBe(before);
    expect(log.said.map(line => line.event)).toContain('thread.died');
  });

  it('dying again and again it is started with growing pauses', async () => {
    const pauses: number[] = [];
    for (let n = 0; n < 3; n++) {
      await died();
      const began = performance.now();
      await api.id();
      pauses.push(performance.now() - began);
    }
    // at least 100, 200 and 400 ms; a busy machine adds to any of them
    pauses.forEach((pause, n) => expect(pause, `pause ${n + 1}`).toBeGreaterThan(95 * 2 ** n));
  });

  it('ended for good it answers nothing and is not started again', async () => {
    const waiting = api.never().catch((error: unknown) => error);
    await worker.end();
    expect(await waiting).toBeInstanceOf(ThreadStopped);
    await expect(api.id()).rejects.toBeInstanceOf(ThreadStopped);
  });

  it('a module that cannot begin is a rejection with its own words', async () => {
    await expect(
      superviseWorker({
        name: 'missing',
        url: siblingModule('./no-such-thread', import.meta.url),
        workerData: {},
        log,
        errors: [],
        onEvent: () => undefined,
      }),
    ).rejects.toThrow('no-such-thread');
  });
});
