// News: general ones for everybody, a house's for those who opened an account in it; unread ones marked.
import { fail, ok, type NewsItem, type Output, type Result } from '#contract';
import { formatHouse } from '../../domain/address.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { Visit } from '../visit/index.ts';

export interface News {
  /** General news and those of the houses of the visit's open accounts, newest first. */
  list(): Promise<Result<Output<'news.list'>>>;
  house(account: number): Promise<Result<Output<'news.house'>>>;
  /** Marks an item this visit may see; any other is left alone without a word. */
  read(id: number): Promise<Result<Output<'news.read'>>>;
}

/** Of each kind: what is older is history, not news. */
const most = 100;

export function createNews(deps: {
  cache: Pick<CacheReader, 'account' | 'generalNews' | 'houseNews' | 'newsItem'>;
  visit: Pick<Visit, 'openAccounts'>;
  clock: Pick<Clock, 'now'>;
  marks: ReadMarks;
}): News {
  const { cache, visit, clock, marks } = deps;

  async function openHouses(): Promise<Map<number, AccountView['house']>> {
    const views = await Promise.all(visit.openAccounts().map(account => cache.account(account)));
    return new Map(views.filter(view => view !== null).map(({ house }) => [house.id, house]));
  }

  async function shown(rows: readonly RowOf<'news'>[], houses: ReadonlyMap<number, AccountView['house']>) {
    const opened = await marks.opened(rows.map(row => row.id));
    const newestFirst = rows.toSorted((a, b) => b.published_at.localeCompare(a.published_at) || b.id - a.id);
    return newestFirst.map((row): NewsItem => {
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

  return {
    async list() {
      const houses = await openHouses();
      const now = clock.now();
      const rows = await Promise.all([
        cache.generalNews(now, most),
        ...[...houses.keys()].map(house => cache.houseNews(house, now, most)),
      ]);
      return ok({ items: await shown(rows.flat(), houses) });
    },

    async house(account) {
      const view = await cache.account(account);
      if (!view) return fail('visit.accountNotOpen');
      const rows = await cache.houseNews(view.house.id, clock.now(), most);
      return ok({ items: await shown(rows, new Map([[view.house.id, view.house]])) });
    },

    async read(id) {
      const item = await cache.newsItem(id);
      const mayBeSeen =
        item !== null &&
        item.published_at <= clock.now() &&
        (item.house_id === null || (await openHouses()).has(item.house_id));
      if (mayBeSeen) await marks.mark(id);
      return ok({});
    },
  };
}
