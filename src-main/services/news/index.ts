// News: general ones for everybody, a house's for those who opened an account in it; unread ones marked.
import { fail, ok, type Answers, type Handlers, type NewsItem, type Who } from '#contract';
import { formatHouse } from '../../domain/address.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { Visit } from '../visit/index.ts';

export interface News {
  methods: Answers<'news.list' | 'news.house'> & Pick<Handlers, 'news.read'>;
}

/** Of each kind: what is older is history, not news. */
const most = 100;

interface NewsDeps {
  cache: Pick<CacheReader, 'account' | 'generalNews' | 'houseNews' | 'newsItem' | 'incomplete'>;
  visit: Pick<Visit, 'openAccounts'>;
  clock: Pick<Clock, 'now'>;
  marks: ReadMarks;
}

type Houses = ReadonlyMap<number, NonNullable<AccountView['house']>>;

async function openHouses({ cache, visit }: NewsDeps): Promise<Houses> {
  const views = await Promise.all(visit.openAccounts().map(account => cache.account(account)));
  return new Map(views.flatMap(view => (view?.house ? [[view.house.id, view.house] as const] : [])));
}

async function shown({ marks }: NewsDeps, rows: readonly RowOf<'news'>[], houses: Houses): Promise<NewsItem[]> {
  const opened = await marks.opened(rows.map(row => row.id));
  const newestFirst = rows.toSorted((a, b) => b.published_at.localeCompare(a.published_at) || b.id - a.id);
  return newestFirst.map(row => {
    const house = row.house_id === null ? undefined : houses.get(row.house_id);
    return {
      id: row.id,
      publishedAt: row.published_at,
      title: row.title,
      body: row.body,
      house: house ? formatHouse(house) : '',
      unread: !opened.has(row.id),
    };
  });
}

const isIncomplete = async ({ cache }: NewsDeps) => (await cache.incomplete()).includes('news');

/** General news and those of the houses of the visit's open accounts, newest first. */
async function list(deps: NewsDeps): ReturnType<Handlers['news.list']> {
  const { cache, clock } = deps;
  const houses = await openHouses(deps);
  const now = clock.now();
  const rows = await Promise.all([
    cache.generalNews(now, most),
    ...[...houses.keys()].map(house => cache.houseNews(house, now, most)),
  ]);
  return ok({ items: await shown(deps, rows.flat(), houses), incomplete: await isIncomplete(deps) });
}

async function ofHouse(deps: NewsDeps, account: number): ReturnType<Handlers['news.house']> {
  const { cache, clock } = deps;
  const view = await cache.account(account);
  if (!view) return fail('visit.accountNotOpen');
  const { house } = view;
  const rows = house ? await cache.houseNews(house.id, clock.now(), most) : [];
  const houses: Houses = house ? new Map([[house.id, house]]) : new Map();
  return ok({ items: await shown(deps, rows, houses), incomplete: house === null || (await isIncomplete(deps)) });
}

/** Marks an item this visit may see. Any other is left alone, and the answer is the same. */
async function read(deps: NewsDeps, id: number, who: Who): ReturnType<Handlers['news.read']> {
  const { cache, clock, marks } = deps;
  const item = await cache.newsItem(id);
  const mayBeSeen =
    item !== null &&
    item.published_at <= clock.now() &&
    (item.house_id === null || (await openHouses(deps)).has(item.house_id));
  if (mayBeSeen) await marks.mark(id, who);
  return ok({});
}

export const createNews = (deps: NewsDeps): News => ({
  methods: {
    'news.list': () => list(deps),
    'news.house': ({ account }) => ofHouse(deps, account),
    'news.read': ({ id }, { who }) => read(deps, id, who),
  },
});
