// Letters the users have switched on: the month's payment document, a reminder of debt, news of the house. At most one of a kind and period.
import { randomUUID } from 'node:crypto';
import { formatHouse, formatAddress } from '../../domain/address.ts';
import { addDays, formatDay } from '../../domain/day.ts';
import { formatRubles } from '../../domain/money.ts';
import { addMonths, formatPeriod, periodOf } from '../../domain/period.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Attachment, CabinetStore, LetterDraft, Subscriber } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { Letters } from './letters.ts';

export interface Mailings {
  /** Puts into the queue what is due and was not put before; tells how many. Rejects with FundUnreachable, CacheNotReady. */
  run(): Promise<number>;
}

/** A reminder comes this many days before the due day at the earliest. */
const remindDays = 5;
/** News older than this is no news to mail. */
const newsDays = 7;
const newsMost = 20;

interface Standing {
  view: AccountView;
  latest: RowOf<'period_balance'>;
}

type Due = Omit<LetterDraft, 'id' | 'subject' | 'body'> & { letter: string; values: Record<string, string> };

const line = ({ view, latest }: Standing) =>
  `${formatAddress(view.house, view.premises)}, л/с ${view.account.number}: ${formatRubles(Math.max(0, latest.closing))}`;

export function createMailings(deps: {
  store: CabinetStore;
  cache: Pick<CacheReader, 'account' | 'balances' | 'houseNews'>;
  letters: Letters;
  clock: Pick<Clock, 'now' | 'today'>;
}): Mailings {
  const { store, cache, letters, clock } = deps;

  async function standings(accounts: readonly number[]): Promise<Standing[]> {
    const found = await Promise.all(
      accounts.map(async account => {
        const [view, balances] = await Promise.all([cache.account(account), cache.balances(account)]);
        const latest = balances[0];
        return view && latest ? [{ view, latest }] : [];
      }),
    );
    return found.flat();
  }

  /** The documents of the latest month, which must be this one or the one before. */
  function month(user: string, all: readonly Standing[]): Due[] {
    const period = all
      .map(({ latest }) => latest.period)
      .toSorted()
      .at(-1);
    if (!period || period < addMonths(periodOf(clock.today()), -1)) return [];
    const those = all.filter(({ latest }) => latest.period === period);
    const attachments = those.map(({ view }): Attachment => ({
      kind: 'paymentDocument',
      account: view.account.id,
      period,
    }));
    const values = { period: formatPeriod(period), accounts: those.map(line).join('\n') };
    return [{ letter: 'month', kind: 'month', onceKey: `month ${user} ${period}`, attachments, values }];
  }

  /** In the last days before the due day, while there is a debt. */
  function reminder(user: string, all: readonly Standing[]): Due[] {
    const today = clock.today();
    const soon = all.filter(
      ({ latest }) => latest.closing > 0 && latest.due_on >= today && addDays(latest.due_on, -remindDays) <= today,
    );
    const due = soon.map(({ latest }) => latest.due_on).toSorted()[0];
    if (!due) return [];
    const values = { accounts: soon.map(line).join('\n'), due: formatDay(due) };
    const onceKey = `reminder ${user} ${periodOf(due)}`;
    return [{ letter: 'reminder', kind: 'reminder', onceKey, attachments: [], values }];
  }

  async function news(user: string, all: readonly Standing[]): Promise<Due[]> {
    const now = clock.now();
    const since = new Date(Date.parse(now) - newsDays * 24 * 3600_000).toISOString();
    const houses = new Map(all.map(({ view }) => [view.house.id, view.house]));
    const found = await Promise.all(
      [...houses.values()].map(async house => {
        const items = await cache.houseNews(house.id, now, newsMost);
        return items
          .filter(item => item.published_at >= since)
          .map((item): Due => ({
            letter: 'news',
            kind: 'news',
            onceKey: `news ${user} ${item.id}`,
            attachments: [],
            values: { title: item.title, body: item.body, house: formatHouse(house) },
          }));
      }),
    );
    return found.flat();
  }

  async function dueFor({ user, services, accounts }: Subscriber): Promise<Due[]> {
    const all = await standings(accounts);
    return [
      ...(services.monthlyDocument ? month(user, all) : []),
      ...(services.debtReminder ? reminder(user, all) : []),
      ...(services.houseNews ? await news(user, all) : []),
    ];
  }

  async function put({ user, locale }: Subscriber, { letter, values, ...due }: Due): Promise<boolean> {
    const key = due.onceKey;
    if (key !== null && (await store.transaction(tx => tx.letterPut(key)))) return false;
    const written = await letters.write(letter, locale, values);
    return store.transaction(async tx => {
      // another terminal may have been faster: then nothing is put and nothing is told
      const first = await tx.putLetter({ id: randomUUID(), ...due, ...written }, user);
      await tx.audit({
        action: 'cabinet.mailingQueued',
        user,
        role: 'system',
        details: { kind: due.kind, put: first ? 1 : 0 },
      });
      return first;
    });
  }

  return {
    async run() {
      let count = 0;
      for (const subscriber of await store.transaction(tx => tx.subscribers())) {
        for (const due of await dueFor(subscriber)) if (await put(subscriber, due)) count++;
      }
      return count;
    },
  };
}
