// One cache file as the sync writes it: stores fetched rows, replaces an account, quarantines rows that do not parse.
import type { EntityCount, IntakeMemory } from '../../ports/acceptance.ts';
import type { CacheFile, ChangeEffect, Fetched, Lost } from '../../ports/cache-writer.ts';
import type { EntityName, RowOf } from '../../ports/exchange.ts';
import type { AccountSnapshot, ChangeCursor, Refetch, Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { DamagedFile } from '../sqlite/errors.ts';
import { inheritBankDetails, keepBankDetails, pruneBankDetails } from './bank-details.ts';
import type { AnyRow } from './derived.ts';
import { IntakeCounts } from './intake.ts';
import { addPlaces, prunePlaces } from './places.ts';
import { Quarantine } from './quarantine.ts';
import { inserter, type Inserter } from './rows.ts';
import { changeColumn, currentSchema, tableOf, type CacheSchema, type EntityTable } from './schema.ts';
import { StringTable } from './string-table.ts';

/** `account/period`: the first two parts of the key of a rejected charge line or balance. */
const monthKey = (account: number, period: string) => `${account}/${period}`;
const monthOfKey = (key: string) => key.split('/').slice(0, 2).join('/');
const lastOfKey = (key: string) => key.slice(key.lastIndexOf('/') + 1);

const anyRows = (rows: readonly object[]) => rows as readonly AnyRow[];

export class SqliteCacheFile implements CacheFile {
  protected readonly db: Db;
  protected readonly quarantine: Quarantine;
  protected readonly strings: StringTable;
  readonly #schema: CacheSchema;
  readonly #counts: IntakeCounts;
  readonly #replacers = new Map<string, Inserter>();

  constructor(db: Db, schema: CacheSchema = currentSchema) {
    this.db = db;
    this.#schema = schema;
    this.quarantine = new Quarantine(db);
    this.strings = new StringTable(db);
    this.#counts = new IntakeCounts(db, entity => this.table(entity));
  }

  protected table(entity: EntityName): EntityTable {
    return tableOf(this.#schema, entity);
  }

  protected meta(key: string): string | null {
    return (this.db.prepare('select value from meta where key = ?').pluck().get(key) as string | undefined) ?? null;
  }

  protected setMeta(key: string, value: string): void {
    this.db.prepare('insert or replace into meta (key, value) values (?, ?)').run(key, value);
  }

  cursor(): ChangeCursor {
    const cursor = this.meta('cursor');
    if (cursor === null) throw new DamagedFile('The cache file has no cursor: its snapshot was never begun.');
    return JSON.parse(cursor) as ChangeCursor;
  }

  protected setCursor(cursor: ChangeCursor): void {
    this.setMeta('cursor', JSON.stringify(cursor));
  }

  asOf(): string | null {
    return this.meta('as_of');
  }

  setAsOf(asOf: string): void {
    this.setMeta('as_of', asOf);
  }

  quarantined(): number {
    return this.quarantine.size();
  }

  count(entity: EntityName): EntityCount {
    return this.#counts.count(entity);
  }

  aside(): IntakeMemory['aside'] {
    return this.#counts.aside();
  }

  rowsOf(asked: Refetch): number {
    return this.#counts.rowsOf(asked);
  }

  newlyAside(rejected: readonly Rejected[]): number {
    return this.#counts.newlyAside(rejected);
  }

  intake(): IntakeMemory | null {
    const memory = this.meta('intake');
    return memory === null ? null : (JSON.parse(memory) as IntakeMemory);
  }

  setIntake(memory: IntakeMemory): void {
    this.setMeta('intake', JSON.stringify(memory));
  }

  #addLost(lost: Lost): void {
    const memory = this.intake();
    if (!memory) return;
    const sum = { ...memory.lost };
    for (const [entity, rows] of lost) if (rows !== 0) sum[entity] = (sum[entity] ?? 0) + rows;
    this.setIntake({ ...memory, lost: sum });
  }

  apply(fetched: readonly Fetched[], cursor: ChangeCursor, lost: Lost = new Map()): ChangeEffect {
    const accounts = new Set<number>();
    let addresses = false;
    this.whole(() => {
      for (const one of fetched) {
        const { entity } = one.asked;
        if (one.asked.months) this.#applyMonths(one, accounts);
        if (one.asked.ids) this.#applyIds(one, accounts);
        if (entity === 'house' || entity === 'premises') addresses = true;
      }
      if (addresses) prunePlaces(this.db);
      if (lost.size > 0) this.#addLost(lost);
      this.setCursor(cursor);
    });
    return { accounts: [...accounts], addresses };
  }

  applyAccount(account: number, fresh: AccountSnapshot | null): ChangeEffect {
    const before = this.#rowsOf(account);
    if (!fresh || this.#wouldEmpty(account, fresh)) return { accounts: [], addresses: false };
    this.whole(() => this.#replaceAccount(account, fresh));
    return { accounts: this.#rowsOf(account) === before ? [] : [account], addresses: false };
  }

  /** One transaction, or a savepoint inside another one. */
  protected whole(work: () => void): void {
    try {
      this.db.transaction(work).immediate();
    } catch (error) {
      this.strings.forget();
      throw error;
    }
  }

  /** Stores rows, all at once if possible. A row that SQLite refuses is quarantined and the others are stored. */
  protected store(entity: EntityName, rows: readonly AnyRow[], quick?: Inserter): void {
    this.#counts.forget(entity);
    if (rows.length === 0) return;
    keepBankDetails(this.db, entity, rows);
    if (entity === 'house') addPlaces(this.db, rows as unknown as readonly RowOf<'house'>[]);
    try {
      this.whole(() => (quick ?? this.#replacer(entity)).run(rows));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      for (const row of rows) this.#storeOne(entity, row);
    }
  }

  #storeOne(entity: EntityName, row: AnyRow): void {
    try {
      this.#replacer(entity).run([row]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.quarantine.addRow(this.table(entity), row, (error as Error).message);
    }
  }

  #replacer(entity: EntityName): Inserter {
    let found = this.#replacers.get(entity);
    if (!found) this.#replacers.set(entity, (found = inserter(this.db, this.strings, this.table(entity), 'replace')));
    return found;
  }

  #applyIds({ asked: { entity, ids = [] }, given }: Fetched, accounts: Set<number>): void {
    const rejected = new Set(given.rejected.map(one => lastOfKey(one.key)));
    const table = this.table(entity);
    const drop = this.db.prepare(`delete from ${entity} where ${changeColumn(table.entity)} = ?`);
    const of = accountsOf(this.db, table);
    for (const id of ids) {
      for (const account of of(id)) accounts.add(account);
      if (rejected.has(String(id))) continue;
      drop.run(id);
      this.quarantine.forget(entity, String(id), table.entity.key.length > 1);
    }
    this.store(entity, anyRows(given.rows));
    pruneBankDetails(this.db, entity);
    this.quarantine.add(given.rejected);
    for (const id of ids) for (const account of of(id)) accounts.add(account);
  }

  #applyMonths({ asked: { entity, months = [] }, given }: Fetched, accounts: Set<number>): void {
    const rejected = new Set(given.rejected.map(one => monthOfKey(one.key)));
    const drop = this.db.prepare(`delete from ${entity} where account_id = ? and period = ?`);
    for (const { accountId, period } of months) {
      accounts.add(accountId);
      // a month with a row that does not parse keeps its old rows, so that old and new rows are never mixed
      if (rejected.has(monthKey(accountId, period))) continue;
      drop.run(accountId, period);
      this.quarantine.forgetUnder(entity, monthKey(accountId, period));
    }
    const whole = (row: AnyRow) => !rejected.has(monthKey(row['account_id'] as number, row['period'] as string));
    this.store(entity, anyRows(given.rows).filter(whole));
    this.quarantine.add(given.rejected);
  }

  #replaceAccount(account: number, fresh: AccountSnapshot): void {
    const drop = (entity: EntityName, column: string, value: number | string) =>
      this.db.prepare(`delete from ${entity} where account_id = ? and ${column} = ?`).run(account, value);
    const rejectedOf = (entity: EntityName, part: (key: string) => string) =>
      new Set(fresh.rejected.filter(one => one.entity === entity).map(one => part(one.key)));
    this.quarantine.forgetAccount(account);
    this.quarantine.forget('premises', String(fresh.premises.id), false);

    for (const entity of ['period_balance', 'charge_line'] as const) {
      const kept = rejectedOf(entity, key => key.split('/')[1] ?? '');
      const has = this.db.prepare(`select distinct period from ${entity} where account_id = ?`).pluck().all(account);
      for (const period of has as string[]) if (!kept.has(period)) drop(entity, 'period', period);
      const rows = anyRows(entity === 'period_balance' ? fresh.balances : fresh.lines);
      this.store(
        entity,
        rows.filter(row => !kept.has(row['period'] as string)),
      );
    }
    const kept = rejectedOf('payment', lastOfKey);
    const has = this.db.prepare('select id from payment where account_id = ?').pluck().all(account) as number[];
    for (const id of has) if (!kept.has(String(id))) drop('payment', 'id', id);
    this.store('payment', anyRows(fresh.payments));
    this.store('premises', anyRows([fresh.premises]));
    this.store('account', anyRows([fresh.account]));
    this.quarantine.add(fresh.rejected);
  }

  /** The fund has none of the account's months, lines or payments where the file has some. */
  #wouldEmpty(account: number, { balances, lines, payments, rejected }: AccountSnapshot): boolean {
    const given = { period_balance: balances, charge_line: lines, payment: payments };
    return (['period_balance', 'charge_line', 'payment'] as const).some(
      entity =>
        given[entity].length === 0 &&
        !rejected.some(one => one.entity === entity) &&
        this.db.prepare(`select 1 from ${entity} where account_id = ? limit 1`).get(account) !== undefined,
    );
  }

  /** Takes over what only a file that served before knows: payees' last sound bank details. */
  inherit(from: SqliteCacheFile): void {
    inheritBankDetails(this.db, from.db);
  }

  /** All rows of an account as text, and which are set aside, for comparing before and after. */
  #rowsOf(account: number): string {
    const all = (sql: string) => this.db.prepare(sql).raw().all(account);
    return JSON.stringify([
      all('select a.*, p.* from account a left join premises p on p.id = a.premises_id where a.id = ?'),
      all('select * from period_balance where account_id = ?'),
      all('select * from charge_line where account_id = ?'),
      all('select * from payment where account_id = ?'),
      this.quarantine.under(account),
    ]);
  }

  close(): void {
    this.db.close();
  }
}

const isRefusal = (error: unknown) =>
  error instanceof Error && 'code' in error && /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(String(error.code));

/** The accounts whose figures or header depend on a row given by its id. */
function accountsOf(db: Db, { name, columns, entity }: EntityTable): (id: number | string) => number[] {
  const special: { [E in EntityName]?: string } = {
    account: 'select ?',
    premises: 'select id from account where premises_id = ?',
  };
  const own = columns.includes('account_id')
    ? `select account_id from ${name} where ${changeColumn(entity)} = ?`
    : undefined;
  const found = (special as Record<string, string>)[name] ?? own;
  if (!found) return () => [];
  const statement = db.prepare(found).pluck();
  return id => statement.all(id) as number[];
}
