// The pace of looking accounts up without proof: nothing for a queue, seconds for a script, and a line of the audit log.
import { beforeEach, describe, expect, test } from 'vitest';
import { ok, type Who } from '#contract';
import { paced } from '../../../src-main/services/lookup/pace.ts';
import { somebody } from '../../support/called.ts';
import { fakeClock, type FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let lines: { action: string; details?: unknown }[];
let lookup: ReturnType<typeof paced>;

beforeEach(() => {
  clock = fakeClock();
  lines = [];
  const hits = async () => ok({ hits: [{}] });
  const methods = { 'lookup.byNumber': hits, 'lookup.byFlat': hits, 'lookup.byCode': hits };
  lookup = paced(methods as never, { clock, audit: { record: async event => void lines.push(event) } });
});

/** Milliseconds an answer took. */
async function took(who: Who): Promise<number> {
  const before = clock.monotonic();
  let done = false;
  void lookup['lookup.byNumber']({ number: '1' }, { who }).then(() => (done = true));
  while (!done) {
    await new Promise(resolve => setImmediate(resolve));
    if (!done) clock.advance(100);
  }
  return clock.monotonic() - before;
}

const visit = (id: string): Who => ({ ...somebody, visit: id }) as Who;

describe('looking up', () => {
  test('keeps no queue waiting: forty visitors in an hour, three accounts each', async () => {
    for (let visitor = 0; visitor < 40; visitor++)
      for (let i = 0; i < 3; i++) {
        expect(await took(visit(String(visitor)))).toBeLessThanOrEqual(100);
        clock.advance(30_000);
      }
    expect(lines).toEqual([]);
  });

  test('slows down who looks up more than twenty in a visit, up to ten seconds each, and is written down once an hour', async () => {
    for (let i = 0; i < 20; i++) expect(await took(visit('a'))).toBeLessThanOrEqual(100);
    expect(await took(visit('a'))).toBeGreaterThanOrEqual(1000);
    for (let i = 0; i < 60; i++) await took(visit('a'));
    expect(await took(visit('a'))).toBeGreaterThanOrEqual(10_000);
    expect(lines.map(({ action }) => action)).toEqual(['lookup.many']);
    expect(await took(visit('b'))).toBeLessThanOrEqual(100);
  });

  test('slows a script down that ends its visits, however many it asks at once', async () => {
    for (let i = 0; i < 120; i++) await took(visit(String(i)));
    const before = clock.monotonic();
    let answered = 0;
    for (let i = 0; i < 30; i++)
      void lookup['lookup.byNumber']({ number: '1' }, { who: visit(`x${i}`) }).then(() => (answered += 1));
    while (answered < 30) {
      await new Promise(resolve => setImmediate(resolve));
      clock.advance(100);
    }
    expect(clock.monotonic() - before).toBeGreaterThan(60_000);
    clock.advance(3600_000);
    expect(await took(visit('next'))).toBeLessThanOrEqual(100);
  });

  test('keeps no clerk waiting', async () => {
    const clerk = { ...somebody, shift: 'shift' } as Who;
    for (let i = 0; i < 100; i++) expect(await took(clerk)).toBeLessThanOrEqual(100);
  });
});
