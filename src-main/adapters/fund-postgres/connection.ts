// Connections to the fund: one way to open them, raw text results, and every failure to reach the fund told apart from a bug.
import pg from 'pg';
import { FundUnreachable } from '../../ports/fund.ts';

export interface FundConnection {
  /** kept out of the address, so that the address can be shown and logged */
  password?: string;
  /** 3000 unless told */
  connectTimeoutMs?: number;
  /** longest any single query other than a snapshot's may take; 15000 unless told */
  statementTimeoutMs?: number;
  /** silence in the middle of a snapshot's copy that means the network is gone; 60000 unless told */
  copySilenceMs?: number;
  applicationName?: string;
}

export type Cell = string | null;

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
  // the server is stopping, starting, or full; it ended our query or our idle session
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '57014',
  '53300',
  '25P03',
  '25P04',
]);

const UNREACHABLE_WORDS =
  /connection terminated|timeout e|read timeout|client was closed|connection ended|not queryable|after end|socket hang up/i;

export function asFundError(error: unknown): Error {
  if (error instanceof FundUnreachable) return error;
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = (failure as { code?: unknown }).code;
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

/** Texts as PostgreSQL writes them: a date must never become a moment in somebody's time zone. */
const rawTypes = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;

/** A query whose rows come as arrays of texts. */
export const raw = (text: string, values: unknown[] = []): pg.QueryArrayConfig => ({
  text,
  values,
  rowMode: 'array',
  types: rawTypes,
});

/** Several statements in one round trip; no parameters can be given, so only checked numbers may be written into them. */
export async function rawScript(client: pg.ClientBase, text: string): Promise<Cell[][][]> {
  const results = (await client.query({ text, rowMode: 'array', types: rawTypes })) as unknown as pg.QueryArrayResult[];
  return results.map(result => result.rows as Cell[][]);
}

/** pg lets the address override every other option, an absent password included. */
function withPassword(url: string, password: string): string {
  const whole = new URL(url);
  whole.password = encodeURIComponent(password);
  return whole.href;
}

export function clientConfig(url: string, options: FundConnection, statementTimeoutMs: number): pg.ClientConfig {
  return {
    connectionString: options.password === undefined ? url : withPassword(url, options.password),
    connectionTimeoutMillis: options.connectTimeoutMs ?? 3_000,
    application_name: options.applicationName ?? 'kapremont',
    options: '-c TimeZone=UTC -c DateStyle=ISO -c client_encoding=UTF8',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(statementTimeoutMs > 0
      ? // The server's limit ends a slow query; ours, a little later, a network that has gone silent.
        { statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + 2_000 }
      : {}),
  };
}

/** Closes a connection at once, without a farewell the network may never carry. */
export function destroy(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}

/** pg leaves the socket open when the handshake fails on our side; the server would then wait a minute for the rest of it. */
export class FundClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | void {
    if (!callback)
      return super.connect().catch((error: unknown) => {
        destroy(this);
        throw error;
      });
    // pg calls back with null when it has connected, whatever its typings say
    super.connect((error: Error | null) => {
      if (error) destroy(this);
      callback(error as Error);
    });
  }
}

/** A connection of one's own, whose later failure is never an uncaught exception. */
export async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new FundClient(config);
  client.on('error', () => undefined);
  await reaching(() => client.connect());
  return client;
}
