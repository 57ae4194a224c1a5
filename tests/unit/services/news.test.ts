// Which news a visit sees and may mark as read: general ones, and those of the houses of its open accounts, once they are published.
import { beforeEach, expect, test } from 'vitest';
import { createNews, type News } from '../../../src-main/services/news/index.ts';
import { createVisitMarks } from '../../../src-main/services/news/visit-marks.ts';
import { createVisit, type Visit } from '../../../src-main/services/visit/index.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { memoryCache } from '../../support/memory-cache.ts';
import { somebody } from '../../support/called.ts';

const item = (id: number, house_id: number | null, published_at: string) => {
  return { id, house_id, published_at, title: `Новость ${id}`, body: '' };
};

const cache = memoryCache({
  house: [{ id: 1 }, { id: 2 }],
  premises: [
    { id: 11, house_id: 1 },
    { id: 12, house_id: 2 },
  ],
  account: [
    { id: 7, premises_id: 11 },
    { id: 8, premises_id: 12 },
  ],
  news: [
    item(1, null, '2026-11-01T08:00:00.000Z'),
    item(2, 1, '2026-11-02T08:00:00.000Z'),
    item(3, 2, '2026-11-03T08:00:00.000Z'),
    item(4, null, '2026-11-04T08:00:00.000Z'),
    item(5, null, '2026-12-31T08:00:00.000Z'),
  ],
});

let visit: Visit;
let news: News;

beforeEach(() => {
  const clock = fakeClock('2026-11-22T09:00:00.000Z');
  visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
  news = createNews({ cache, visit, clock, marks: createVisitMarks(visit) });
});

async function listed() {
  const found = await news.methods['news.list']({});
  if (!found.ok) throw new Error(found.error.code);
  return found.value.items;
}

const read = (id: number) => news.methods['news.read']({ id }, { who: somebody });

test('a visit with no account open sees the general ones, newest first, and none that are still to come', async () => {
  expect((await listed()).map(({ id }) => id)).toEqual([4, 1]);
});

test('an open account adds those of its house and of no other', async () => {
  visit.open(visit.held(), 7);
  expect((await listed()).map(({ id }) => id)).toEqual([4, 2, 1]);
});

test('the list of a house is refused for an account the cache does not have', async () => {
  expect(await news.methods['news.house']({ account: 99 })).toMatchObject({ error: { code: 'visit.accountNotOpen' } });
});

test('what the visit may not see is not marked, and its answer is like any other', async () => {
  for (const id of [1, 2, 5, 777]) expect(await read(id)).toEqual({ ok: true, value: {} });
  visit.open(visit.held(), 7);
  expect((await listed()).map(({ id, unread }) => [id, unread])).toEqual([
    [4, true],
    [2, true],
    [1, false],
  ]);
});
