// Fills a migrated fund database with the demo region by COPY, several tables at once, and remembers that it did.
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { beginBulkLoad, endBulkLoad } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { entityNames, exchange, type EntityName } from '../../src-main/ports/exchange.ts';
import { lastFullMonth } from './calendar.ts';
import { writeRegion } from './region.ts';

/** Of the region's making: another number means other rows, so an older demo is filled anew. */
export const DEMO_VERSION = 2;
const DEFAULT_ACCOUNTS = 20_000;

export interface FillOptions {
  /** 20 000 when not told, or as many as are there already */
  accounts?: number;
  /** YYYY-MM; the last full month of today when not told, or the one that is there already */
  lastPeriod?: string;
  /** YYYY-MM-DD the last full month is reckoned from; the machine's day in Moscow when not told */
  today?: string;
  /** 0..1 and what is being done, in Russian */
  onProgress?: (fraction: number, note: string) => void;
}

export interface FillResult {
  /** false: the region was there already */
  filled: boolean;
  accounts: number;
  lastPeriod: string;
  /** of every table; empty when nothing was filled */
  rows: Partial<Record<EntityName, number>>;
}

/** So many bytes may wait for a connection before the making of rows waits too. */
const QUEUE = 4 * 1024 * 1024;
/** Tables of many rows get a connection each; the rest are small enough to keep until the end. */
const WIDE: readonly EntityName[] = ['premises', 'account', 'period_balance', 'charge_line', 'payment'];
/** Nothing refers to these, so each can be truncated in its own transaction: PostgreSQL then writes no WAL and no second pass. */
const LEAVES: ReadonlySet<EntityName> = new Set(['period_balance', 'charge_line', 'payment']);
/** Any number; the same for every program that fills. */
const LOCK = 8_352_014;

const moscowDay = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' }).format(new Date());

/**
 * Fills the region unless it is there; a fill cut short by a crash is begun again, and so is one of other accounts, month or
 * version than asked for. Rejects when the database is not migrated or not ours to write; what was there before is then gone.
 */
export async function fillDemo(superuserUrl: string, options: FillOptions = {}): Promise<FillResult> {
  const control = await connect(superuserUrl);
  try {
    // Two programs started at once: the second waits here, then finds the region whole.
    await control.query('select pg_advisory_lock($1)', [LOCK]);
    const there = await marker(control);
    const accounts = options.accounts ?? there?.accounts ?? DEFAULT_ACCOUNTS;
    const lastPeriod = options.lastPeriod ?? there?.lastPeriod ?? lastFullMonth(options.today ?? moscowDay());
    if (there?.version === DEMO_VERSION && there.accounts === accounts && there.lastPeriod === lastPeriod)
      return { filled: false, accounts, lastPeriod, rows: {} };
    await empty(control);
    const rows = await load(superuserUrl, control, { accounts, lastPeriod }, options.onProgress ?? (() => undefined));
    return { filled: true, accounts, lastPeriod, rows };
  } finally {
    await control.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'demo' });
  // A dropped connection also fails the query under way, which is where it is reported.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

interface Marker {
  version: number;
  accounts: number;
  lastPeriod: string;
}

async function marker(control: pg.Client): Promise<Marker | null> {
  const { rows: found } = await control.query<{ there: string | null }>(`select to_regclass('demo.region') as there`);
  if (!found[0]?.there) return null;
  const { rows } = await control.query<Marker>(
    `select version, accounts, last_period as "lastPeriod" from demo.region`,
  );
  return rows[0] ?? null;
}

async function empty(control: pg.Client): Promise<void> {
  await beginBulkLoad(control);
  await control.query('create schema if not exists demo');
  await control.query(`
    create table if not exists demo.region (
      only_row boolean primary key default true check (only_row),
      version integer not null,
      accounts integer not null,
      last_period text not null,
      filled_at timestamptz not null default now()
    )`);
  await control.query('delete from demo.region');
  await control.query(`truncate ${entityNames.map(name => `fund.${name}`).join(', ')}`);
  await control.query('commit');
}

async function load(
  url: string,
  control: pg.Client,
  region: { accounts: number; lastPeriod: string },
  onProgress: (fraction: number, note: string) => void,
): Promise<Partial<Record<EntityName, number>>> {
  const loaders = new Map<EntityName, Loader>();
  const kept = new Map<EntityName, Buffer[]>();
  try {
    for (const table of WIDE) loaders.set(table, await Loader.open(url, table));
    const rows = writeRegion(region, (table, chunk) => {
      const loader = loaders.get(table);
      if (loader) loader.write(chunk);
      else kept.set(table, [...(kept.get(table) ?? []), chunk]);
    });
    let turn = rows.next();
    for (let reported = 0; !turn.done; turn = rows.next()) {
      // The connections need a turn of the event loop now and then, and the person a sign of life.
      if (turn.value - reported < 100) continue;
      reported = turn.value;
      onProgress((0.95 * turn.value) / region.accounts, `${turn.value} лицевых счетов`);
      await new Promise(resolve => setImmediate(resolve));
      for (const loader of loaders.values()) await loader.ready();
    }
    onProgress(0.95, 'запись');
    await Promise.all([...loaders.values()].map(loader => loader.finish()));
    await beginBulkLoad(control);
    for (const [table, chunks] of kept) await copyInto(control, table, chunks);
    await control.query('insert into demo.region (version, accounts, last_period) values ($1, $2, $3)', [
      DEMO_VERSION,
      region.accounts,
      region.lastPeriod,
    ]);
    await endBulkLoad(control);
    onProgress(1, 'готово');
    return Object.fromEntries(turn.value);
  } finally {
    await Promise.all([...loaders.values()].map(loader => loader.close()));
  }
}

const copySql = (table: EntityName, options = '') =>
  `copy fund.${table} (${exchange[table].columns.map(column => column.name).join(', ')}) from stdin ${options}`;

async function copyInto(client: pg.Client, table: EntityName, chunks: Buffer[]): Promise<void> {
  const stream = client.query(copyFrom(copySql(table)));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
}

/** One table on one connection, in one transaction. */
class Loader {
  private readonly client: pg.Client;
  private readonly stream: CopyStreamQuery;
  /** settles when the server has all of it, or has refused */
  private readonly done: Promise<void>;
  /** the stream does not notice this itself: it would go on writing to a connection it no longer has */
  private refused = false;

  private constructor(client: pg.Client, stream: CopyStreamQuery) {
    this.client = client;
    this.stream = stream;
    this.done = finished(stream);
    // Looked at by ready() and finish(); until then a failure must not end the program.
    this.done.catch(() => undefined);
    stream.on('error', () => (this.refused = true));
  }

  static async open(url: string, table: EntityName): Promise<Loader> {
    const client = await connect(url);
    await beginBulkLoad(client);
    const leaf = LEAVES.has(table);
    if (leaf) await client.query(`truncate fund.${table}`);
    const copy = copyFrom(copySql(table, leaf ? '(freeze)' : ''), { writableHighWaterMark: QUEUE } as object);
    return new Loader(client, client.query(copy));
  }

  write(chunk: Buffer): void {
    if (!this.refused) this.stream.write(chunk);
  }

  /** When there is room for more. Rejects with what the server said. */
  async ready(): Promise<void> {
    if (this.refused) await this.done;
    if (this.stream.writableNeedDrain) await Promise.race([once(this.stream, 'drain'), this.done]);
  }

  async finish(): Promise<void> {
    if (!this.refused) this.stream.end();
    await this.done;
    await this.client.query('commit');
  }

  async close(): Promise<void> {
    // An unfinished COPY would keep the connection waiting for more.
    if (!this.refused && !this.stream.writableFinished) this.stream.destroy();
    await this.client.end().catch(() => undefined);
  }
}
