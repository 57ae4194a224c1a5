// The region in tables as TypeORM's documentation lays them out: a row id each, text in place, an index on every foreign key. Same cipher and key.
import { rmSync } from 'node:fs';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { columnsOf, selectList } from '../../../src-main/adapters/cache/rows.ts';
import { exchange, type Column, type EntityName } from '../../../src-main/ports/exchange.ts';

const tables: readonly EntityName[] = [
  'house',
  'premises',
  'account',
  'tariff',
  'period_balance',
  'charge_line',
  'payment',
];

const indexes = [
  'create index premises_house on premises (house_id)',
  'create index account_premises on account (premises_id)',
  'create index account_number on account (number)',
  'create index balance_account on period_balance (account_id, period)',
  'create index line_account on charge_line (account_id, period)',
  'create index payment_account on payment (account_id, period)',
  'create index street_settlement on street (settlement_id)',
];

const typeOf = ({ kind }: Column) =>
  typeof kind === 'string' && ['key', 'int', 'kopecks', 'area'].includes(kind) ? 'integer' : 'text';

/** A table keyed by its own id, or by a number of its own where the fund's key is of several columns. */
function tableOf(entity: EntityName): string {
  const columns = exchange[entity].columns as readonly Column[];
  const hasId = columns.some(column => column.name === 'id');
  const own = hasId ? [] : ['row_id integer primary key'];
  const others = columns.map(c => `${c.name} ${typeOf(c)}${c.name === 'id' ? ' primary key' : ''}`);
  return `create table ${entity} (${[...own, ...others].join(', ')})`;
}

/** What a program that searches by LIKE has to keep beside a name: SQLite's own LIKE and lower() know the case of Latin letters alone. */
export const searchable = (name: unknown) => String(name).toLowerCase().replaceAll('ё', 'е');

export function makePeerFile(cacheFile: string, peerFile: string, keyHex: string): void {
  rmSync(peerFile, { force: true });
  const db = openDatabase(peerFile, keyHex);
  db.pragma('synchronous = OFF');
  db.pragma('journal_mode = MEMORY');
  db.function('searchable', { deterministic: true }, searchable);
  db.prepare('attach ? as cache key ?').run(cacheFile, `x'${keyHex}'`);
  for (const table of tables) {
    db.exec(tableOf(table));
    const read = selectList(table).replaceAll('from word', 'from cache.word');
    db.exec(`insert into ${table} (${columnsOf(table).join(', ')}) select ${read} from cache.${table} t`);
  }
  db.exec(`create table settlement (id integer primary key, kind text, name text, label text)`);
  db.exec(`insert into settlement select id, kind, name, searchable(kind || ' ' || name) from cache.settlement`);
  db.exec(`create table street (id integer primary key, settlement_id integer, kind text, name text, label text)`);
  db.exec(`insert into street select id, settlement_id, kind, name, searchable(kind || ' ' || name) from cache.street`);
  for (const sql of indexes) db.exec(sql);
  db.exec('detach cache');
  db.exec('analyze');
  db.pragma('journal_mode = WAL');
  db.close();
}
