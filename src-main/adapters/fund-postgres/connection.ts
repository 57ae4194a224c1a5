// Connections to the fund: how one is opened, raw text results, and how failures to reach the fund differ from bugs.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { type PostgresServer, postgresAddress } from '../../base/postgres-address.ts';
import { FundTimeLimit, FundUnreachable, FundUnreadable } from '../../ports/fund.ts';

export interface FundConnection {
  /** kept apart from the address, so that the address can be shown and logged */
  password?: string;
  /** default 3000 */
  connectTimeoutMs?: number;
  /** limit for one query outside a snapshot; default 12000, so that a silence is found in 15 s */
  statementTimeoutMs?: number;
  /** silence during a snapshot's copy after which the network counts as dead; default 60000 */
  copySilenceMs?: number;
  applicationName?: string;
}

export type Cell = string | null;

/** What answers a single question: a connection, or whichever of a pool is free. */
export type Askable = Pick<pg.ClientBase, 'query'>;

const UNREACHABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
  // the server is stopping, starting or full; it ended our query or our idle session
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // a standby, or a server set to read only: what is to be written waits for another
  '25006',
]);

/** A query, a lock, an idle transaction, a whole transaction or an idle session took longer than a limit allows. */
const TIME_LIMIT_CODES = new Set([
  '57014',
  '55P03',
  '25P03',
  '25P04',
  '57P05',
  // a standby ends a query that keeps its replay waiting for too long
  '40001',
]);

const UNREACHABLE_WORDS =
  /connection terminated|timeout e|read timeout|client was closed|connection ended|not queryable|after end|socket hang up/i;

/** Errors of TLS: the server's certificate was not accepted, or the server speaks no TLS at all. */
const isTls = (failure: Error, code: unknown): boolean =>
  (typeof code === 'string' && /^ERR_(TLS|SSL)_|CERT/.test(code)) || /does not support SSL/.test(failure.message);
/** PostgreSQL's five characters; null for an error that is not the server's. */
export const sqlState = (error: Error): string | null => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in error ? code : null;
};

export function asFundError(error: unknown): Error {
  if (error instanceof FundUnreachable) return error;
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = (failure as { code?: unknown }).code;
  if (isTls(failure, code))
    return new FundUnreachable(`Сервер базы фонда не подтвердил, что он тот самый: ${failure.message}`, {
      cause: failure,
    });
  if (typeof code === 'string' && TIME_LIMIT_CODES.has(code))
    return new FundTimeLimit(`База фонда прервала запрос по времени: ${failure.message} (${code})`, { cause: failure });
  const known = typeof code === 'string' && (UNREACHABLE_CODES.has(code) || code.startsWith('08'));
  if (!known && (typeof code === 'string' || !UNREACHABLE_WORDS.test(failure.message))) return failure;
  return new FundUnreachable(`База фонда недоступна: ${typeof code === 'string' ? code : failure.message}`, {
    cause: failure,
  });
}

export const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asFundError(error);
  }
};

/** For reading the exchange, where an error of the server means that its data cannot be read. */
export function asReadError(error: unknown): Error {
  const failure = asFundError(error);
  const code = sqlState(failure);
  // with PostgreSQL's code: it tells a missing grant from a missing view
  return code === null ? failure : Object.assign(new FundUnreadable(failure.message, { cause: failure }), { code });
}

export const reading = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asReadError(error);
  }
};

/** Texts exactly as PostgreSQL writes them: a date must not become a moment in some time zone. */
const rawTypes = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;

/** A query that returns rows as arrays of texts. */
export const raw = (text: string, values: unknown[] = []): pg.QueryArrayConfig => ({
  text,
  values,
  rowMode: 'array',
  types: rawTypes,
});

/** Several statements in one round trip. It takes no parameters, so only checked numbers may be put into the text. */
export async function rawScript(client: pg.ClientBase, text: string): Promise<Cell[][][]> {
  const results = (await client.query({ text, rowMode: 'array', types: rawTypes })) as unknown as pg.QueryArrayResult[];
  return results.map(result => result.rows as Cell[][]);
}

/**
 * What pg is given of an address. Nothing is left to its own reading of the string or to PGSSLMODE: TLS is on, with the server's name and
 * certificate checked, or off for a server on this machine. Throws BadAddress, and Error when the authority's file cannot be read, or when the
 * address names several servers and none is chosen.
 */
export function serverConfig(url: string, chosen?: PostgresServer): pg.ClientConfig {
  const { servers, user, password, database, tls } = postgresAddress(url);
  if (!chosen && servers.length > 1) throw new Error('В адресе базы несколько серверов. Назовите один: основной.');
  const { host, port } = chosen ?? servers[0];
  return {
    host,
    port,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
    // pg gives TLS a name to check for a name alone, so a numeric address is given here
    ssl: tls !== null && {
      rejectUnauthorized: true,
      host,
      ...(tls.ca !== null && { ca: readFileSync(tls.ca, 'utf8') }),
    },
  };
}

/** Time limits of the login or the database must not end what has a limit of its own. */
const NO_ROLE_LIMITS = '-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0';

/** The same for limits that only some versions of the server know. */
export const LIFT_NEWER_LIMITS = `select set_config(name, '0', false) from pg_settings
  where name in ('idle_session_timeout', 'transaction_timeout')`;

export function clientConfig(
  url: string,
  options: FundConnection,
  statementTimeoutMs: number,
  server?: PostgresServer,
): pg.ClientConfig {
  return {
    ...serverConfig(url, server),
    ...(options.password !== undefined && { password: options.password }),
    connectionTimeoutMillis: options.connectTimeoutMs ?? 3_000,
    application_name: options.applicationName ?? 'kapremont',
    options: `-c TimeZone=UTC -c DateStyle=ISO -c client_encoding=UTF8 ${NO_ROLE_LIMITS}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(statementTimeoutMs > 0
      ? // The server's limit ends a slow query; ours, slightly longer, detects a silent network.
        { statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + 2_000 }
      : {}),
  };
}

/** Closes a connection at once, without the protocol's farewell, which a dead network would not carry. */
export function destroy(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}

/** pg leaves the socket open when the handshake fails on our side, and the server would wait a minute for the rest of it. */
export class FundClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | void {
    if (!callback)
      return super.connect().catch((error: unknown) => {
        destroy(this);
        throw asConnectError(error);
      });
    // pg calls back with null after connecting, contrary to its typings
    super.connect((error: Error | null) => {
      if (error) destroy(this);
      callback((error && asConnectError(error)) as Error);
    });
  }
}

const CONNECT_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /^28/,
    'не приняла вход этого терминала: проверьте логин в fundUrl, пароль (npm run secret -- fund-password) и pg_hba.conf на сервере',
  ],
  [/^3D000$/, 'не найдена на сервере: проверьте имя базы в fundUrl'],
  [/^42501$/, 'не пускает этот вход: администратор базы даёт ему право connect'],
];

/** Whoever is not let in has not reached the fund, whatever he came to say; the words tell where to look. */
function asConnectError(error: unknown): Error {
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = sqlState(failure) ?? '';
  const words = CONNECT_WORDS.find(([codes]) => codes.test(code))?.[1];
  return words ? new FundUnreachable(`База фонда ${words}. ${failure.message} (${code})`, { cause: failure }) : failure;
}

/** A separate connection whose later errors do not become uncaught exceptions. */
export async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new FundClient(config);
  client.on('error', () => undefined);
  await reaching(() => client.connect());
  return client;
}
