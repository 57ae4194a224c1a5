// Checks the fund's side before terminals meet it: what `exchange.check` of the database finds, and every row by the program's own parser.
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fundMigrations } from '../../../../migrations/fund/index.ts';
import { type EntityName, entityNames } from '../../../ports/exchange.ts';
import { FundUnreadable, type Rejected } from '../../../ports/fund.ts';
import { orderOf } from '../asking.ts';
import { type Cell, clientConfig, connect, raw } from '../connection.ts';
import { byHalves } from '../halves.ts';
import { KeyRange, type RangeReader } from '../key-range.ts';
import { migrationsDone } from '../migrate.ts';
import { columnList, parseCopy, sourceOf } from '../row-batch.ts';
import { type Reason, reasonOf } from '../row-reader.ts';

export interface Finding {
  severity: 'fault' | 'warning' | 'note';
  /** a view, a role, a table, or `server` */
  place: string;
  code: string;
  ru: string;
  en: string;
}

export interface CheckOptions {
  /** read every row too */
  rows: boolean;
  progress(entity: EntityName, rows: number): void;
}

/** Seconds. More, and «today» of the fund and of a terminal differ at midnight. */
const CLOCKS_APART = 60;
const EXAMPLES = 3;
const BATCH_ROWS = 8_000;
const INSUFFICIENT_PRIVILEGE = '42501';
const UNDEFINED_TABLE = '42P01';

/** Rejects when the check itself cannot be made: no connection, no right to look. */
export async function checkFund(url: string, { rows, progress }: CheckOptions): Promise<Finding[]> {
  const pending = await pendingMigrations(url);
  // Without the newest migrations the function may be missing or look for less.
  if (pending) return [pending];
  const client = await connect(clientConfig(url, { applicationName: 'kapremont проверка' }, 0));
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    const { rows: found } = await client.query<Finding>('select * from exchange.check($1)', [rows]);
    found.push(...(await clocks(client)));
    if (rows) for (const entity of entityNames) found.push(...(await parseAll(client, entity, progress)));
    found.push(...(await readAsTerminal(client)));
    return found;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function pendingMigrations(url: string): Promise<Finding | null> {
  const done = await migrationsDone(url);
  const left = fundMigrations.filter(({ name }) => !done.includes(name)).length;
  if (left === 0) return null;
  return {
    severity: 'fault',
    place: 'server',
    code: 'migrations',
    ru: `схема обмена не обновлена, осталось миграций: ${left}. Выполните migrate и проверьте снова`,
    en: `the exchange schema is not up to date, ${left} migrations are left. Run migrate and check again`,
  };
}

async function clocks(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ seconds: string }>('select extract(epoch from clock_timestamp()) as seconds');
  const apart = Math.round(Math.abs(Number(rows[0]?.seconds) - Date.now() / 1000));
  if (apart <= CLOCKS_APART) return [];
  const told = {
    ru: `часы сервера и этой машины расходятся на ${apart} с`,
    en: `the clocks of the server and of this machine are ${apart} s apart`,
  };
  return [{ severity: 'warning', place: 'server', code: 'clocks', ...told }];
}

/** Each kind of refusal once, with how many rows it hit and the keys of the first. */
class Refusals {
  readonly #kinds = new Map<string, { reason: Reason; count: number; keys: string[] }>();

  add(reason: Reason, key: string): void {
    const kind = this.#kinds.get(reason.en) ?? { reason, count: 0, keys: [] };
    this.#kinds.set(reason.en, kind);
    kind.count++;
    if (kind.keys.length < EXAMPLES) kind.keys.push(key);
  }

  findings(place: string): Finding[] {
    return [...this.#kinds.values()].map(({ reason: { ru, en }, count, keys }) => ({
      severity: 'fault',
      place,
      code: 'row',
      ru: `${ru} — строк: ${count}, ключи: ${keys.join(', ')}`,
      en: `${en}: ${count} rows, keys: ${keys.join(', ')}`,
    }));
  }
}

/** Rows whose reading raises at the server, by what it says: narrowed down to their keys as a snapshot does it. */
class Unsendable {
  readonly #kinds = new Map<string, { count: number; keys: string[] }>();

  add({ key, value }: Rejected): void {
    const kind = this.#kinds.get(value) ?? { count: 0, keys: [] };
    this.#kinds.set(value, kind);
    kind.count++;
    if (kind.keys.length < EXAMPLES) kind.keys.push(key);
  }

  findings(place: string): Finding[] {
    return [...this.#kinds].map(([message, { count, keys }]) => ({
      severity: 'fault',
      place,
      code: 'unreadable',
      ru: `сервер не смог отдать строк: ${count}, ключи: ${keys.join(', ')}: ${message}`,
      en: `the server could not give ${count} rows, keys: ${keys.join(', ')}: ${message}`,
    }));
  }
}

/** As the snapshot does it: COPY of the view's columns in the order of the key, each line through the parser. */
async function parseAll(
  client: pg.Client,
  entity: EntityName,
  progress: (entity: EntityName, rows: number) => void,
): Promise<Finding[]> {
  const place = `exchange.${entity}`;
  const select = `select ${columnList(entity)} from ${sourceOf(entity)}`;
  const reader: RangeReader<EntityName> = {
    entity,
    recover: async () => undefined,
    rows: where =>
      parseCopy(
        entity,
        client.query(copyTo(`copy (${select} ${where} ${orderOf(entity)}) to stdout`, { highWaterMark: 512 * 1024 })),
        BATCH_ROWS,
      ),
    row: async sql => (await client.query<Cell[]>(raw(sql))).rows[0] ?? [],
  };
  const askNothing = async () => {
    await client.query(raw(`${select} where false`));
  };
  const refusals = new Refusals();
  const unsendable = new Unsendable();
  const told = () => [...refusals.findings(place), ...unsendable.findings(place)];
  let count = 0;
  try {
    for await (const { rows, rejected, doubts } of byHalves(new KeyRange(reader), { ...reader, askNothing })) {
      for (const one of rejected)
        if (one.code === 'unsendable') unsendable.add(one);
        else refusals.add(reasonOf(entity, one), one.key);
      // of a row the first of its doubts
      doubts.forEach((one, at) => {
        if (doubts[at - 1]?.key !== one.key) refusals.add(reasonOf(entity, one), one.key);
      });
      progress(entity, (count += rows.length + rejected.length));
    }
  } catch (error) {
    const failure = error instanceof FundUnreadable && error.cause instanceof Error ? error.cause : error;
    if (!isServerError(failure)) throw error;
    return [...told(), unreadable(place, error as Error, count)];
  }
  return told();
}

const isServerError = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && !(error.code ?? '').startsWith('57P');

const unreadable = (place: string, { message }: Error, after: number): Finding => ({
  severity: 'fault',
  place,
  code: 'unreadable',
  ru: `сервер не смог отдать строку после ${after} прочитанных: ${message}`,
  en: `the server could not give a row after ${after}: ${message}`,
});

/** A view runs with its owner's rights: whether those reach its tables shows only when a terminal's role reads it. */
async function readAsTerminal(client: pg.Client): Promise<Finding[]> {
  const found: Finding[] = [];
  try {
    await client.query('set role kiosk_reader');
  } catch (error) {
    if (!isServerError(error)) throw error;
    return [
      {
        severity: 'note',
        place: 'kiosk_reader',
        code: 'notTried',
        ru: `от имени терминала не проверено: ${error.message}`,
        en: `not tried as a terminal: ${error.message}`,
      },
    ];
  }
  for (const entity of entityNames) {
    try {
      await client.query(`select ${columnList(entity)} from ${sourceOf(entity)} limit 1`);
    } catch (error) {
      if (!isServerError(error)) throw error;
      // a view that is not there has been told
      if (error.code === UNDEFINED_TABLE) continue;
      found.push({
        severity: 'fault',
        place: `exchange.${entity}`,
        code: error.code === INSUFFICIENT_PRIVILEGE ? 'denied' : 'unreadable',
        ru: `терминал не может читать: ${error.message}`,
        en: `a terminal cannot read it: ${error.message}`,
      });
    }
  }
  await client.query('reset role');
  return found;
}
