// Letters the users have switched on: the month's payment document, a reminder of debt, news of the house. At most one of a kind and period.
import { formatHouse, formatAddress } from '../../domain/address.ts';
import { addDays, formatDay } from '../../domain/day.ts';
import { formatRubles } from '../../domain/money.ts';
import { addMonths, formatPeriod, periodOf } from '../../domain/period.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Attachment, CabinetStore, MailingDraft, Subscriber } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import { bySchedule } from '../audit/who.ts';
import { readLedger } from '../statement/ledger.ts';

interface MailingDeps {
  store: CabinetStore;
  cache: Pick<CacheReader, 'account' | 'balances' | 'payments' | 'setAside' | 'houseNews'>;
  clock: Pick<Clock, 'now' | 'today'>;
}

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
  /** the last month with a document */
  latest: RowOf<'period_balance'>;
  /** what is owed today, kopecks; null when it, or the payer or the address, could not be read */
  owed: number | null;
}

function line({ view, owed }: Standing): string {
  const address = formatAddress(view.house, view.premises);
  const sum = owed === null ? 'сумма не прочитана, уточните её в фонде' : formatRubles(Math.max(0, owed));
  return `${address === null ? '' : `${address}, `}л/с ${view.number}: ${sum}`;
}

export const createMailings = (deps: MailingDeps): Mailings => new MailingRound(deps);

class MailingRound implements Mailings {
  readonly #deps: MailingDeps;

  constructor(deps: MailingDeps) {
    this.#deps = deps;
  }

  async run(): Promise<number> {
    let count = 0;
    for (const subscriber of await this.#deps.store.transaction(tx => tx.subscribers())) {
      for (const due of await this.#dueFor(subscriber)) if (await this.#put(subscriber, due)) count++;
    }
    return count;
  }

  async #dueFor({ user, services, accounts }: Subscriber): Promise<MailingDraft[]> {
    const all = await this.#standings(accounts);
    const today = this.#deps.clock.today();
    return [
      ...(services.monthlyDocument ? monthDue(user, all, today) : []),
      ...(services.debtReminder ? reminderDue(user, all, today) : []),
      ...(services.houseNews ? await this.#newsDue(user, all) : []),
    ];
  }

  async #standings(accounts: readonly number[]): Promise<Standing[]> {
    const { cache, clock } = this.#deps;
    const today = clock.today();
    const found = await Promise.all(
      accounts.map(async account => {
        const [view, ledger] = await Promise.all([cache.account(account), readLedger(cache, account, today)]);
        const latest = ledger.months.find(({ issued_on }) => issued_on !== null);
        if (!view || !latest) return [];
        const owed = ledger.balance.known && view.account && view.house ? ledger.balance.amount : null;
        return [{ view, latest, owed }];
      }),
    );
    return found.flat();
  }

  async #newsDue(user: string, all: readonly Standing[]): Promise<MailingDraft[]> {
    const { cache, clock } = this.#deps;
    const now = clock.now();
    const since = new Date(Date.parse(now) - newsDays * 24 * 3600_000).toISOString();
    const houses = new Map(all.flatMap(({ view: { house } }) => (house ? [[house.id, house] as const] : [])));
    const found = await Promise.all(
      [...houses.values()].map(async house => {
        const items = await cache.houseNews(house.id, now, newsMost);
        return items
          .filter(item => item.published_at >= since)
          .map((item): MailingDraft => ({
            kind: 'news',
            onceKey: `news ${user} ${item.id}`,
            attachments: [],
            values: { title: item.title, body: item.body, house: formatHouse(house) },
          }));
      }),
    );
    return found.flat();
  }

  async #put({ user }: Subscriber, due: MailingDraft): Promise<boolean> {
    const { store } = this.#deps;
    if (await store.transaction(tx => tx.letterPut(due.onceKey))) return false;
    return store.transaction(async tx => {
      // Another terminal may have been faster: then nothing is put into the queue.
      const first = await tx.putMailing(user, due);
      const details = { kind: due.kind, put: first ? 1 : 0 };
      await tx.audit({ action: 'cabinet.mailingQueued', user, details, who: bySchedule });
      return first;
    });
  }
}

/** The documents of the latest month, which must be this one or the one before; with no sum known there is nothing to send yet. */
function monthDue(user: string, all: readonly Standing[], today: string): MailingDraft[] {
  const period = all
    .map(({ latest }) => latest.period)
    .toSorted()
    .at(-1);
  if (!period || period < addMonths(periodOf(today), -1)) return [];
  const those = all.filter(({ latest, owed }) => owed !== null && latest.period === period);
  if (those.length === 0) return [];
  const attachments = those.map(({ view }): Attachment => ({ kind: 'paymentDocument', account: view.id, period }));
  const unknown = all.filter(({ owed }) => owed === null);
  const values = { period: formatPeriod(period), accounts: [...those, ...unknown].map(line).join('\n') };
  return [{ kind: 'month', onceKey: `month ${user} ${period}`, attachments, values }];
}

/** In the last days before the due day, while there is a debt. */
function reminderDue(user: string, all: readonly Standing[], today: string): MailingDraft[] {
  const soon = all.filter(
    ({ owed, latest: { due_on } }) =>
      owed !== null && owed > 0 && due_on !== null && due_on >= today && addDays(due_on, -remindDays) <= today,
  );
  const [due] = soon.flatMap(({ latest }) => latest.due_on ?? []).toSorted();
  if (!due) return [];
  const values = { accounts: soon.map(line).join('\n'), due: formatDay(due) };
  const onceKey = `reminder ${user} ${periodOf(due)}`;
  return [{ kind: 'reminder', onceKey, attachments: [], values }];
}
