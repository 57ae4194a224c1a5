// Checks the fund's side before terminals meet it: what `exchange.check` of the database finds, and every row by the program's own parser.
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fundMigrations } from '../../../../migrations/fund/index.ts';
import { type EntityName, entityNames, exchange } from '../../../ports/exchange.ts';
import { clientConfig, connect } from '../connection.ts';
import { cellsOf, copyLines } from '../copy-text.ts';
import { migrationsDone } from '../migrate.ts';
import { columnList, sourceOf } from '../row-batch.ts';
import { type Reason, rowReader } from '../row-reader.ts';

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

/** As the snapshot does it: COPY of the view's columns as text, each line through the parser. */
async function parseAll(
  client: pg.Client,
  entity: EntityName,
  progress: (entity: EntityName, rows: number) => void,
): Promise<Finding[]> {
  const place = `exchange.${entity}`;
  const read = rowReader(entity);
  const columns = exchange[entity].columns.map(column => column.name as string);
  const keys = exchange[entity].key.map(name => columns.indexOf(name));
  const refusals = new Refusals();
  let count = 0;
  try {
    const stream = client.query(
      copyTo(`copy (select ${columnList(entity)} from ${sourceOf(entity)}) to stdout`, { highWaterMark: 512 * 1024 }),
    );
    for await (const lines of copyLines(place, stream)) {
      for (const line of lines) {
        const cells = cellsOf(line);
        const result = read(cells);
        if ('reason' in result) refusals.add(result.reason, keys.map(at => (cells[at] ?? '').slice(0, 40)).join('/'));
      }
      progress(entity, (count += lines.length));
    }
  } catch (error) {
    if (!isServerError(error)) throw error;
    return [...refusals.findings(place), unreadable(place, error, count)];
  }
  return refusals.findings(place);
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
