// Comparing the cache with the fund all the time, one bucket of keys after another, and fetching again what differs though no change told of it.
//
// A bucket's rows at the fund are compared with those of the cache at its cursor: what the change log of the same moment names after that cursor
// is on its way and counts for nothing. So nothing that changes meanwhile is taken for damage, and a cache that is behind is not mended.
import type { CacheFile, ChangeEffect, Fetched } from '../../ports/cache-writer.ts';
import { entityNames, exchange, type EntityName } from '../../ports/exchange.ts';
import {
  FundTimeLimit,
  FundUnreachable,
  FundUnreadable,
  type Change,
  type FundBucket,
  type FundSource,
} from '../../ports/fund.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { type Bucket, isByAccount, type Reconciled } from '../../ports/reconcile.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';
import { FundNotAccepted } from './acceptance.ts';
import { fetchAll } from './follow.ts';
import { groupChanges } from './group-changes.ts';

/** Three buckets a minute: of 400 000 accounts all are through in eight hours. */
const pauseMs = 20_000;
const dayMs = 86_400_000;
/** What is on its way is given time to arrive before a bucket is read whole. */
const movingMs = 2_000;
const patience = 3;

export interface ReconcilerDeps {
  fund: FundSource;
  clock: Clock;
  log: Log;
  /** The file that serves while changes are followed; null in any other state. */
  file(): CacheFile | null;
  /** Stores rows that were fetched again, alone with the file, or throws what the gate throws. */
  mend(file: CacheFile, fetch: () => Promise<Fetched[]>): Promise<ChangeEffect>;
  /** So much differs that it must be looked at as a whole. */
  copyAnew(): void;
  told(entity: EntityName, rows: number, accounts: number): void;
}

interface Place {
  entity: EntityName;
  from: number | null;
  /** ISO UTC */
  begun: string;
  done: boolean;
  so: Reconciled;
}

const nothing = (): Reconciled => ({ buckets: 0, rows: 0, mended: 0, left: 0 });

const placeAt = (begun: string): Place => ({
  entity: entityNames[0] as EntityName,
  from: null,
  begun,
  done: false,
  so: nothing(),
});

/** As a change names rows: a month as a whole. */
const nameOf = ({ entity, id, accountId, period, key }: Change): string => {
  const { changedBy } = exchange[entity];
  return changedBy === 'id' ? String(id) : changedBy === 'key' ? String(key) : `${accountId}/${period}`;
};

/** The change that would have told of a row; null for a key that names nothing. */
function changeOf(entity: EntityName, key: string): Change | null {
  const parts = key.split('/');
  const [first = '', second = ''] = parts;
  const none: Change = { entity, id: null, accountId: null, period: null, key: null };
  const { changedBy } = exchange[entity];
  if (changedBy === 'key') return { ...none, key: first };
  const isNumber = (text: string) => /^\d{1,16}$/.test(text);
  if (changedBy === 'accountPeriod')
    return isNumber(first) ? { ...none, accountId: Number(first), period: second } : null;
  if (!isByAccount(entity)) return isNumber(first) ? { ...none, id: Number(first) } : null;
  return isNumber(first) && isNumber(second) ? { ...none, accountId: Number(first), id: Number(second) } : null;
}

/** Keys whose row, or whose having been set aside, is not the same on both sides. */
function* differing(own: Map<string, string>, aside: Set<string>, { given }: FundBucket): Generator<string> {
  const { key: columns } = exchange[given.entity];
  const theirs = new Map<string, string[]>();
  for (const row of given.rows) {
    const key = columns.map(name => String((row as unknown as Record<string, unknown>)[name])).join('/');
    const known = theirs.get(key);
    if (known) known.push(JSON.stringify(row));
    else theirs.set(key, [JSON.stringify(row)]);
  }
  const refused = new Set(given.rejected.map(({ key }) => key));
  for (const [key, rows] of theirs) if (!rows.includes(own.get(key) ?? '')) yield key;
  for (const key of own.keys()) if (!theirs.has(key)) yield key;
  for (const key of refused) if (!aside.has(key) && !theirs.has(key)) yield key;
  for (const key of aside) if (!refused.has(key)) yield key;
}

export class Reconciler {
  readonly #deps: ReconcilerDeps;
  readonly #pause: WakeableDelay;
  #stopping = false;
  /** a round without pauses is wanted, by these */
  #asked: ((found: Reconciled) => void)[] = [];
  /** why buckets could not be compared, each told once a round */
  readonly #said = new Set<string>();
  /** the last whole round */
  #last: { at: string; found: Reconciled } | null = null;

  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
  }

  /** The last whole round, for the heartbeat. */
  last(): { at: string; found: Reconciled } | null {
    return this.#last;
  }

  stop(): void {
    this.#stopping = true;
    this.#pause.wake();
    for (const tell of this.#asked.splice(0)) tell(nothing());
  }

  /** The whole region now, from its beginning and without pauses. */
  now(): Promise<Reconciled> {
    return new Promise(resolve => {
      this.#asked.push(resolve);
      this.#pause.wake();
    });
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    // terminals that start together do not compare together
    await this.#pause.wait(Math.random() * pauseMs);
    while (!this.#stopping) {
      let wait = pauseMs;
      try {
        wait = this.#asked.length > 0 ? await this.#roundNow() : await this.#step();
      } catch (error) {
        if (!(error instanceof FundUnreachable)) this.#deps.log.error('reconcile.failed', error);
      }
      if (!this.#stopping) await this.#pause.wait(wait);
    }
  }

  async #roundNow(): Promise<number> {
    const asked = this.#asked.splice(0);
    let place = placeAt(this.#deps.clock.now());
    try {
      while (!place.done && !this.#stopping) {
        const file = this.#deps.file();
        if (!file) break;
        place = await this.#next(file, place);
      }
      if (place.done) this.#finish(place);
    } finally {
      for (const tell of asked) tell(place.so);
    }
    return pauseMs;
  }

  /** One bucket of the round that goes on by itself. */
  async #step(): Promise<number> {
    const file = this.#deps.file();
    if (!file) return pauseMs;
    const kept = this.#placeOf(file);
    if (kept.done) return pauseMs;
    const place = await this.#next(file, kept);
    if (this.#deps.file() !== file) return pauseMs;
    file.buckets.setPlace(JSON.stringify(place));
    if (place.done) this.#finish(place);
    return pauseMs;
  }

  /** Where the round of this day stands; a new one after a day, or when its beginning lies ahead of a clock that was set. */
  #placeOf(file: CacheFile): Place {
    const now = this.#deps.clock.now();
    const kept = file.buckets.place();
    if (kept === null) return placeAt(now);
    const place = JSON.parse(kept) as Place;
    const age = Date.parse(now) - Date.parse(place.begun);
    const isOld = place.done ? !(age >= 0 && age < dayMs) : !(entityNames as string[]).includes(place.entity);
    return isOld ? placeAt(now) : place;
  }

  #finish({ begun, so }: Place): void {
    const { clock, log } = this.#deps;
    this.#said.clear();
    this.#last = { at: clock.now(), found: so };
    log.info('reconcile.round', { begun, ...so });
  }

  async #next(file: CacheFile, { entity, from, begun, so }: Place): Promise<Place> {
    const bucket: Bucket = { entity, from, to: file.buckets.end(entity, from) };
    const found = await this.#bucket(file, bucket);
    const sum: Reconciled = {
      buckets: so.buckets + 1,
      rows: so.rows + found.rows,
      mended: so.mended + found.mended,
      left: so.left + found.left,
    };
    if (bucket.to !== null) return { entity, from: bucket.to, begun, done: false, so: sum };
    const after = entityNames[entityNames.indexOf(entity) + 1];
    return { entity: after ?? entity, from: null, begun, done: after === undefined, so: sum };
  }

  async #bucket(file: CacheFile, bucket: Bucket): Promise<Omit<Reconciled, 'buckets'>> {
    try {
      const found = await this.#compared(file, bucket);
      if (found) return found;
    } catch (error) {
      if (error instanceof FundNotAccepted) {
        this.#deps.log.error('reconcile.notAccepted', error, { ...bucket });
        this.#deps.copyAnew();
      } else if (error instanceof FundTimeLimit || error instanceof FundUnreadable) this.#say(bucket, error);
      else throw error;
    }
    return { rows: 0, mended: 0, left: 1 };
  }

  #say({ entity }: Bucket, error: Error): void {
    const what = `${entity}: ${error.message}`;
    if (this.#said.has(what)) return;
    this.#said.add(what);
    this.#deps.log.warn('reconcile.notCompared', { entity, why: error.message });
  }

  #isOver(file: CacheFile): boolean {
    return this.#stopping || this.#deps.file() !== file;
  }

  /** Null when it could not be told: too much is on its way, or the file serves no more. */
  async #compared(file: CacheFile, bucket: Bucket): Promise<Omit<Reconciled, 'buckets'> | null> {
    const { fund, clock } = this.#deps;
    for (let asked = 1; ; asked++) {
      const own = file.buckets.sum(bucket);
      const theirs = await fund.sumBucket(bucket, file.cursor());
      if (this.#isOver(file)) return null;
      const isSame = own.rows === theirs.rows && own.digest === theirs.digest;
      if (isSame || file.buckets.isAgreed(bucket, theirs, own)) return { rows: own.rows, mended: 0, left: 0 };
      if (!theirs.moving || asked === patience) break;
      await new Promise<void>(resolve => void clock.after(movingMs, resolve));
      if (this.#isOver(file)) return null;
    }
    return this.#mended(file, bucket);
  }

  /** Keys that differ; null when it cannot be told now. Both sums are agreed where no row differs. */
  async #differences(file: CacheFile, bucket: Bucket): Promise<{ keys: Set<string>; rows: number } | null> {
    const own = file.buckets.rows(bucket);
    const aside = file.buckets.aside(bucket);
    const sum = file.buckets.sum(bucket);
    const theirs = await this.#deps.fund.readBucket(bucket, file.cursor());
    if (!theirs || this.#isOver(file)) return null;
    const onTheWay = new Set(theirs.changes.map(nameOf));
    const keys = new Set<string>();
    for (const key of differing(own, aside, theirs)) {
      const change = changeOf(bucket.entity, key);
      if (change && !onTheWay.has(nameOf(change))) keys.add(key);
    }
    if (keys.size === 0 && onTheWay.size === 0) file.buckets.agree(bucket, theirs.sum, sum);
    return { keys, rows: own.size };
  }

  async #mended(file: CacheFile, bucket: Bucket): Promise<Omit<Reconciled, 'buckets'> | null> {
    const { fund, log } = this.#deps;
    const found = await this.#differences(file, bucket);
    if (!found) return null;
    const { keys, rows } = found;
    if (keys.size === 0) return { rows, mended: 0, left: 0 };
    const { entity } = bucket;
    const changes = [...keys].map(key => changeOf(entity, key)).filter(one => one !== null);
    const effect = await this.#deps.mend(file, () => fetchAll(fund, groupChanges(changes)));
    const again = await this.#differences(file, bucket);
    const left = again ? [...again.keys].filter(key => keys.has(key)).length : 0;
    const mended = keys.size - left;
    const some = [...keys].slice(0, 10).join(', ');
    if (left > 0) log.error('reconcile.differsStill', new Error(`${left} rows`), { ...bucket, left, keys: some });
    if (mended > 0) {
      log.warn('reconcile.mended', { ...bucket, rows: mended, accounts: effect.accounts.length, keys: some });
      this.#deps.told(entity, mended, effect.accounts.length);
    }
    return { rows, mended, left };
  }
}
