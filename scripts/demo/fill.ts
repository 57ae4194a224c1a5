// Fills a migrated fund database with the demo region by COPY, several tables at once, and records it in the database.
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { beginBulkLoad, endBulkLoad } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { entityNames, exchange, type EntityName } from '../../src-main/ports/exchange.ts';
import { lastFullMonth } from './calendar.ts';
import { takeIndexesOff } from './indexes.ts';
import { writeRegion, writtenByMonth } from './region.ts';

/** Version of the generated rows: a demo filled by another version is filled again. */
export const DEMO_VERSION = 7;
const DEFAULT_ACCOUNTS = 20_000;

export interface FillOptions {
  /** by default 20 000, or as many as already exist */
  accounts?: number;
  /** YYYY-MM; by default the last full month of today, or the existing one */
  lastPeriod?: string;
  /** YYYY-MM-DD from which the last full month is computed; by default the current day in Moscow */
  today?: string;
  /** 0..1 and the current step, in Russian */
  onProgress?: (fraction: number, note: string) => void;
}

export interface FillResult {
  /** false: the region existed already */
  filled: boolean;
  accounts: number;
  lastPeriod: string;
  /** of every table; empty when nothing was filled */
  rows: Partial<Record<EntityName, number>>;
}

/** Bytes that may wait for a connection before the generation of rows waits too. */
const QUEUE = 4 * 1024 * 1024;
/** Tables with many rows get a connection each; the rest are small enough to keep until the end. */
const WIDE: readonly EntityName[] = ['premises', 'account', 'period_balance', 'charge_line', 'payment'];
/** No table refers to these, so each can be truncated in its own transaction, and PostgreSQL writes no WAL and makes no second pass. */
const LEAVES: ReadonlySet<EntityName> = new Set(['period_balance', 'charge_line', 'payment']);
/** An arbitrary number, the same for every program that fills. */
const LOCK = 8_352_014;

const moscowDay = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' }).format(new Date());

/**
 * Fills the region unless it exists. A fill interrupted by a crash starts again, and so does one with other accounts, another month or
 * version than requested. Rejects when the database is not migrated or may not be written; the previous rows are then gone.
 */
export async function fillDemo(superuserUrl: string, options: FillOptions = {}): Promise<FillResult> {
  const control = await connect(superuserUrl);
  try {
    // When two programs start at once, the second waits here and then finds the complete region.
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
  // A dropped connection also fails the running query, which reports the error.
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
    for (const table of WIDE) loaders.set(table, await Loader.open(url, table, writtenByMonth(region.accounts)));
    const rows = writeRegion(region, (table, chunk) => {
      const loader = loaders.get(table);
      if (loader) loader.write(chunk);
      else kept.set(table, [...(kept.get(table) ?? []), chunk]);
    });
    let turn = rows.next();
    for (let reported = 0; !turn.done; turn = rows.next()) {
      // The connections need a turn of the event loop from time to time, and the person needs to see progress.
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
  /** settles when the server has stored everything, or has refused */
  private readonly done: Promise<void>;
  /** the stream does not notice a lost connection and would go on writing */
  private refused = false;

  private readonly putIndexesBack: () => Promise<void>;

  private constructor(client: pg.Client, stream: CopyStreamQuery, putIndexesBack: () => Promise<void>) {
    this.client = client;
    this.stream = stream;
    this.putIndexesBack = putIndexesBack;
    this.done = finished(stream);
    // Awaited by ready() and finish(); until then a failure must not end the program.
    this.done.catch(() => undefined);
    stream.on('error', () => (this.refused = true));
  }

  static async open(url: string, table: EntityName, byMonth: boolean): Promise<Loader> {
    const client = await connect(url);
    await beginBulkLoad(client);
    const leaf = LEAVES.has(table);
    if (leaf) await client.query(`truncate fund.${table}`);
    const putIndexesBack = leaf && byMonth ? await takeIndexesOff(client, table) : async () => undefined;
    const copy = copyFrom(copySql(table, leaf ? '(freeze)' : ''), { writableHighWaterMark: QUEUE } as object);
    return new Loader(client, client.query(copy), putIndexesBack);
  }

  write(chunk: Buffer): void {
    if (!this.refused) this.stream.write(chunk);
  }

  /** Resolves when there is room for more. Rejects with the server's error. */
  async ready(): Promise<void> {
    if (this.refused) await this.done;
    if (this.stream.writableNeedDrain) await Promise.race([once(this.stream, 'drain'), this.done]);
  }

  async finish(): Promise<void> {
    if (!this.refused) this.stream.end();
    await this.done;
    await this.putIndexesBack();
    await this.client.query('commit');
  }

  async close(): Promise<void> {
    // An unfinished COPY would keep the connection waiting for data.
    if (!this.refused && !this.stream.writableFinished) this.stream.destroy();
    await this.client.end().catch(() => undefined);
  }
}
