// The log's lines of slow calls: which calls get one, what it says, and that a slow disk does not fill the log.
import { describe, expect, it } from 'vitest';
import { linesAMinute, SlowCalls, slowMs } from '../../../src-main/threads/slow-calls.ts';
import { fakeClock } from '../../support/fake-clock.ts';

function watched() {
  const clock = fakeClock();
  const said: [event: string, details: object | undefined][] = [];
  const note = (event: string, details?: object) => void said.push([event, details]);
  const slow = new SlowCalls({ log: { info: note, warn: note, error: note }, thread: 'main', clock });
  return { clock, said, slow };
}

describe('slow calls', () => {
  it('only what took longer than 50 ms is said, with its name, milliseconds and thread alone', async () => {
    const { clock, said, slow } = watched();
    const dispatch = slow.watch(async (_caller: object, method: string, input: { ms: number }) => {
      clock.advance(input.ms);
      return method;
    });
    expect(await dispatch({}, 'lookup.byNumber', { ms: slowMs })).toBe('lookup.byNumber');
    expect(said).toEqual([]);
    expect(await dispatch({}, 'documents.render', { ms: 81 })).toBe('documents.render');
    expect(said).toEqual([['call.slow', { method: 'documents.render', ms: 81, thread: 'main' }]]);
  });

  it('a call that fails slowly is said too, and fails as it did', async () => {
    const { clock, said, slow } = watched();
    const dispatch = slow.watch(async () => {
      clock.advance(700);
      throw new RangeError('too far');
    });
    await expect(dispatch({}, 'a.b', {})).rejects.toThrow(RangeError);
    expect(said).toEqual([['call.slow', { method: 'a.b', ms: 700, thread: 'main' }]]);
  });

  it('a text that is no method’s name does not get into the log', () => {
    const { said, slow } = watched();
    slow.took('Соколова 220753', 90);
    expect(said).toEqual([['call.slow', { method: 'unknown', ms: 90, thread: 'main' }]]);
  });

  it('so many lines a minute, then at its end how many calls were left unsaid; the next minute begins anew', () => {
    const { clock, said, slow } = watched();
    for (let n = 0; n < linesAMinute + 7; n++) {
      slow.took('cache.balances', 60);
      clock.advance(1000);
    }
    expect(said.length).toBe(linesAMinute);
    clock.advance(60_000);
    expect(said.slice(linesAMinute)).toEqual([['call.slowUnsaid', { calls: 7, thread: 'main' }]]);
    slow.took('cache.balances', 61);
    expect(said.at(-1)).toEqual(['call.slow', { method: 'cache.balances', ms: 61, thread: 'main' }]);
    clock.advance(600_000);
    expect(said.length).toBe(linesAMinute + 2);
  });
});
