// The servers that the fund's address names: what is read comes from a standby before the primary, what is written goes to the primary alone.
import pg from 'pg';
import { type PostgresServer, postgresAddress } from '../../base/postgres-address.ts';
import { FundTimeLimit, FundUnreachable } from '../../ports/fund.ts';
import { type FundConnection, FundClient, asFundError, clientConfig, connect, destroy } from './connection.ts';

export type Role = 'read' | 'write';

/** Connections to the server in use, as a pool gives them. */
export interface Lending {
  connect(): Promise<pg.PoolClient>;
}
export type Connections = Lending & Pick<pg.Pool, 'query'>;

/** Milliseconds. A server that failed or is behind is taken only where there is no other. */
const avoidMs = 60_000;
/** Milliseconds. What is read from the primary is read from a standby again once there is one. */
const lookAgainMs = 5 * 60_000;
const probeMs = 2_000;

interface InUse {
  server: PostgresServer;
  pool: pg.Pool;
  standby: boolean;
  since: number;
}

interface Found {
  server: PostgresServer;
  /** null on a standby; a primary that was left behind by a failover has a lower one */
  timeline: string | null;
}

const asked = `select case when pg_is_in_recovery() then null else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline`;

const timelineOf = async (client: pg.ClientBase): Promise<string | null> =>
  (await client.query<{ timeline: string | null }>(asked)).rows[0]?.timeline ?? null;

export class ServerPool {
  readonly #url: string;
  readonly #options: FundConnection;
  readonly #limitMs: number;
  readonly #role: Role;
  readonly #servers: readonly PostgresServer[];
  readonly #avoided = new Map<PostgresServer, number>();
  #inUse: InUse | null = null;
  #choosing: Promise<InUse> | null = null;
  #ended = false;

  /** Throws BadAddress. Nothing is connected yet. */
  constructor(role: Role, url: string, options: FundConnection, limitMs: number) {
    this.#role = role;
    this.#url = url;
    this.#options = options;
    this.#limitMs = limitMs;
    const { servers } = postgresAddress(url);
    this.#servers = servers;
    if (servers.length === 1) this.#use({ server: servers[0], timeline: null }, false);
  }

  /** The address names one server: there is nothing to choose. */
  get isOnly(): boolean {
    return this.#servers.length === 1;
  }

  /** A connection that is not of the pool, and what `current` says of its server. */
  own(limitMs: number): Promise<{ client: pg.Client; at: object }> {
    return this.#onAny(async at => ({
      client: await connect(clientConfig(this.#url, this.#options, limitMs, at.server)),
      at,
    }));
  }

  connect(): Promise<pg.PoolClient> {
    return this.#onAny(at => at.pool.connect());
  }

  /** When the server in use cannot be reached, the next one is tried at once. */
  async #onAny<T>(connecting: (at: InUse) => Promise<T>): Promise<T> {
    const at = await this.#chosen();
    try {
      return await this.#watched(at, () => connecting(at));
    } catch (error) {
      if (this.#inUse === at) throw error;
      const other = await this.#chosen();
      return this.#watched(other, () => connecting(other));
    }
  }

  readonly query = (async (config: pg.QueryConfig, values?: unknown[]) => {
    const at = await this.#chosen();
    return this.#watched(at, () => at.pool.query(config, values));
  }) as pg.Pool['query'];

  /** What tells one server in use from the next; null while there is none. */
  current(): object | null {
    return this.#inUse;
  }

  /** The standby in use was promoted. */
  promoted(): void {
    if (this.#inUse) this.#inUse.standby = false;
  }

  /** The server in use does not serve: another one is looked for. */
  leave(): void {
    if (this.#inUse) this.#lost(this.#inUse);
  }

  /** Looks for a standby now and then while the primary is read. True when another server is in use from now on. */
  async lookAgain(): Promise<boolean> {
    const before = this.#inUse;
    if (this.isOnly || this.#role !== 'read' || !before || before.standby) return false;
    if (performance.now() - before.since < lookAgainMs) return false;
    const found = await this.#find();
    if (found?.server === before.server) before.since = performance.now();
    if (!found || found.server === before.server) return false;
    this.#use(found, found.timeline === null);
    void before.pool.end();
    return true;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#inUse?.pool.end();
  }

  async #watched<T>(at: InUse, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = asFundError(error);
      if (failure instanceof FundUnreachable && !(failure instanceof FundTimeLimit)) this.#lost(at);
      throw error;
    }
  }

  #lost(at: InUse): void {
    if (this.isOnly || this.#inUse !== at) return;
    this.#avoided.set(at.server, performance.now() + avoidMs);
    this.#inUse = null;
    void at.pool.end();
  }

  #chosen(): Promise<InUse> {
    if (this.#inUse) return Promise.resolve(this.#inUse);
    return (this.#choosing ??= this.#choose().finally(() => (this.#choosing = null)));
  }

  async #choose(): Promise<InUse> {
    let why: unknown = null;
    const found = await this.#find(error => (why = error));
    if (!found)
      throw new FundUnreachable(
        `${this.#role === 'write' ? 'Основной сервер базы фонда недоступен' : 'Ни один сервер базы фонда не отвечает'}${why instanceof Error ? `: ${why.message}` : ''}`,
        { cause: why },
      );
    return this.#use(found, found.timeline === null);
  }

  #use({ server }: Found, standby: boolean): InUse {
    const pool = new pg.Pool({
      ...clientConfig(this.#url, this.#options, this.#limitMs, server),
      Client: FundClient,
      // two hundred terminals are at rest most of the time, and each is a process of the server
      max: 2,
      idleTimeoutMillis: 5_000,
      ...(this.#role === 'write' && !this.isOnly && { verify: refuseStandby }),
    });
    // A broken idle connection is replaced at the next call; without a listener its error would end the process.
    pool.on('error', () => undefined);
    pool.on('connect', client => client.on('error', () => undefined));
    this.#inUse = { server, pool, standby, since: performance.now() };
    if (this.#ended) void pool.end();
    return this.#inUse;
  }

  /** Asks all servers at once and takes the one that fits best; null when none does. */
  async #find(failed: (error: unknown) => void = () => undefined): Promise<Found | null> {
    const answers = await Promise.allSettled(this.#servers.map(server => this.#probe(server)));
    const all: Found[] = [];
    for (const answer of answers)
      if (answer.status === 'fulfilled') all.push(answer.value);
      else failed(answer.reason);
    const latest = all.reduce((most, { timeline }) => (timeline !== null && timeline > most ? timeline : most), '');
    const fitting = all.filter(({ timeline }) => (timeline === null ? this.#role === 'read' : timeline === latest));
    return fitting.toSorted((a, b) => this.#rank(a) - this.#rank(b))[0] ?? null;
  }

  /** Lower is better: standbys, the primary, then who failed a moment ago, the primary before a standby that is behind. */
  #rank({ server, timeline }: Found): number {
    const isAvoided = (this.#avoided.get(server) ?? 0) > performance.now();
    return isAvoided ? (timeline === null ? 3 : 2) : timeline === null ? 0 : 1;
  }

  async #probe(server: PostgresServer): Promise<Found> {
    const connectTimeoutMs = Math.min(probeMs, this.#options.connectTimeoutMs ?? probeMs);
    const client = await connect(clientConfig(this.#url, { ...this.#options, connectTimeoutMs }, probeMs, server));
    try {
      return { server, timeline: await timelineOf(client) };
    } catch (error) {
      destroy(client);
      throw error;
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}

/** The server was the primary when it was chosen; it may have come back as a standby. */
function refuseStandby(client: pg.PoolClient, done: (error?: Error) => void): void {
  timelineOf(client).then(
    timeline => done(timeline === null ? new FundUnreachable('Основной сервер базы фонда стал резервным.') : undefined),
    (error: unknown) => done(error as Error),
  );
}
