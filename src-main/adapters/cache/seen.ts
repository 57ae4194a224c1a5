// What is noted of each row as it is stored, so that a rule need not read millions of rows to find that nothing is wrong: the latest day and
// month of a column, a month that is due before its document, and accounts that were named and not there. What was mended stays noted: a rule
// looks at the rows themselves wherever something is.
import { exchange, type Column, type EntityName } from '../../ports/exchange.ts';
import type { PackedRows } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';

export const seenTables = [
  `create table seen (what text primary key, value text not null) strict, without rowid`,
  `create table orphan (entity text not null, account integer not null, primary key (entity, account)) strict, without rowid`,
];

/** An entity's table, as schema.ts makes it. */
interface Described {
  name: string;
  entity: { key: readonly string[]; columns: readonly Column[] };
}

/** Columns that a rule holds against today. */
const followed = ({ entity }: Described): readonly string[] =>
  entity.columns.filter(({ past, kind }) => past === true || kind === 'period').map(({ name }) => name);

/** Months, lines and payments: clustered by the account they name. */
const isOfAccounts = (key: readonly string[]): boolean => key.length > 1 && key[0] === 'account_id';
export const ofAccounts = (entity: EntityName): boolean => isOfAccounts(exchange[entity].key);

/** For the head of a join, which then reads nothing: rows when one of these columns ever had a later value than `than`. */
export const wasLater = (entity: EntityName, columns: readonly string[], than: string): string =>
  `(select 1 from seen where what in (${columns.map(name => `'${entity}.${name}'`).join(', ')}) and value > ${than} limit 1)`;

/** Likewise, when a month was ever stored that is due before its document. */
export const wasDueBeforeIssued = `(select 1 from seen where what = 'due before issued')`;

export class Seen {
  readonly #all;
  readonly #put;
  readonly #isAccount;
  readonly #orphan;
  readonly #ofAccounts: readonly string[];
  #read: Map<string, string> | null = null;

  constructor(db: Db) {
    this.#all = db.prepare<[], [what: string, value: string]>('select what, value from seen').raw();
    this.#put = db.prepare('insert or replace into seen (what, value) values (?, ?)');
    this.#isAccount = db.prepare<[number], number>('select 1 from account where id = ?').pluck();
    this.#orphan = db.prepare('insert or ignore into orphan (entity, account) values (?, ?)');
    this.#ofAccounts = Object.entries(exchange).flatMap(([name, { key }]) => (isOfAccounts(key) ? [name] : []));
  }

  get #known(): Map<string, string> {
    return (this.#read ??= new Map(this.#all.all()));
  }

  /** Call it with every row stored, inside the caller's transaction. */
  note(table: Described, rows: readonly AnyRow[]): void {
    for (const column of followed(table)) {
      const what = `${table.name}.${column}`;
      let most = this.#known.get(what) ?? '';
      for (const row of rows) {
        const value = row[column];
        if (typeof value === 'string' && value > most) most = value;
      }
      if (most !== '') this.#set(what, most);
    }
    if (table.name === 'period_balance' && rows.some(isReversed)) this.#set('due before issued', 'yes');
    if (isOfAccounts(table.entity.key))
      this.#noteOrphans(
        table.name,
        rows.map(row => row['account_id'] as number),
      );
  }

  /** The same of packed rows. */
  notePacked(table: Described, { latest, reversed, accounts }: PackedRows): void {
    for (const column of followed(table)) {
      const what = `${table.name}.${column}`;
      const value = latest[column] ?? '';
      if (value > (this.#known.get(what) ?? '')) this.#set(what, value);
    }
    if (table.name === 'period_balance' && reversed) this.#set('due before issued', 'yes');
    if (isOfAccounts(table.entity.key)) this.#noteOrphans(table.name, accounts);
  }

  /** No row of the entity was ever stored with a later month. */
  latestMonth(entity: EntityName): string {
    return this.#known.get(`${entity}.period`) ?? '';
  }

  #noteOrphans(entity: string, accounts: readonly number[]): void {
    for (const account of new Set(accounts))
      if (this.#isAccount.get(account) === undefined) this.#orphan.run(entity, account);
  }

  /** Call it when an account is deleted: what names it may stay. */
  accountGone(account: number): void {
    for (const entity of this.#ofAccounts) this.#orphan.run(entity, account);
  }

  #set(what: string, value: string): void {
    if (this.#known.get(what) === value) return;
    this.#put.run(what, value);
    this.#known.set(what, value);
  }

  /** Call it after a rollback. */
  forget(): void {
    this.#read = null;
  }
}

const isReversed = ({ issued_on: issued, due_on: due }: AnyRow): boolean =>
  typeof issued === 'string' && typeof due === 'string' && due < issued;
