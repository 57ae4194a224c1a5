// One cache file as the sync writes it: stores fetched rows, replaces an account, quarantines rows that do not parse.
import type { EntityTally, IntakeMemory } from '../../ports/acceptance.ts';
import type { CacheFile, ChangeEffect, Fetched, Taken } from '../../ports/cache-writer.ts';
import { isOwned, type EntityName, type RowOf } from '../../ports/exchange.ts';
import type { AccountSnapshot, ChangeCursor, CopiedRows, PackedRows, ParsedRows, Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import { DamagedFile } from '../sqlite/errors.ts';
import { inheritBankDetails, keepBankDetails, pruneBankDetails } from './bank-details.ts';
import { CacheBuckets } from './buckets.ts';
import type { AnyRow } from './derived.ts';
import { checkRules, keepFindings } from './findings.ts';
import { IntakeCounts } from './intake.ts';
import { addWords, movePacked, unpacked } from './packed.ts';
import { addPlaces, prunePlaces } from './places.ts';
import { Quarantine } from './quarantine.ts';
import { ownersOf } from './owners.ts';
import { inserter, keyOf, selectColumns, type Inserter } from './rows.ts';
import { changeColumn, currentSchema, tableOf, type CacheSchema, type EntityTable } from './schema.ts';
import { Seen } from './seen.ts';
import { StringTable } from './string-table.ts';

const anyRows = (rows: readonly object[]) => rows as readonly AnyRow[];

export class SqliteCacheFile implements CacheFile {
  protected readonly db: Db;
  protected readonly quarantine: Quarantine;
  protected readonly strings: StringTable;
  readonly buckets: CacheBuckets;
  readonly #schema: CacheSchema;
  readonly #counts: IntakeCounts;
  readonly #seen: Seen;
  readonly #inserters = new Map<string, Inserter>();

  constructor(db: Db, schema: CacheSchema = currentSchema) {
    this.db = db;
    this.#schema = schema;
    this.quarantine = new Quarantine(db);
    this.strings = new StringTable(db);
    this.buckets = new CacheBuckets(db, schema);
    this.#seen = new Seen(db);
    this.#counts = new IntakeCounts(
      db,
      this.quarantine,
      entity => this.table(entity),
      entity => this.#seen.latestMonth(entity),
    );
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

  /** Takes over what only a file that served before knows: payees' last sound bank details, and since when the fund's rows are wrong. */
  inherit(before: SqliteCacheFile): void {
    inheritBankDetails(this.db, before.db);
    this.quarantine.keepDaysOf(before.db);
    keepFindings(this.db, before.db);
  }

  check(today: string): Iterator<void> {
    return checkRules(this.db, today);
  }

  quarantined(): number {
    return this.quarantine.size();
  }

  tally(entity: EntityName): EntityTally {
    return this.#counts.tally(entity);
  }

  aside(): IntakeMemory['days'][number]['aside'] {
    return this.#counts.aside();
  }

  losses(fetched: Fetched): Taken {
    return this.#counts.losses(this.#located(fetched));
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

  apply(fetched: readonly Fetched[], cursor: ChangeCursor, memory?: IntakeMemory): ChangeEffect {
    const accounts = new Set<number>();
    let addresses = false;
    this.whole(() => {
      for (const asAsked of fetched) {
        const one = this.#located(asAsked);
        const { entity } = one.asked;
        this.#counts.moving(one.asked, () => {
          if (one.asked.months) this.#applyMonths(one, accounts);
          if (one.asked.owners) this.#applyOwned(one, accounts);
          else if (one.asked.ids) this.#applyIds(one, accounts);
        });
        if (entity === 'house' || entity === 'premises' || entity === 'organization') addresses = true;
      }
      if (addresses) prunePlaces(this.db);
      if (memory) this.setIntake(memory);
      this.setCursor(cursor);
      this.quarantine.settle();
    });
    return { accounts: [...accounts], addresses };
  }

  applyAccount(account: number, fresh: AccountSnapshot | null): ChangeEffect {
    const before = this.#rowsOf(account);
    if (!fresh || this.#wouldEmpty(account, fresh)) return { accounts: [], addresses: false };
    this.whole(() => {
      this.#replaceAccount(account, fresh);
      this.quarantine.settle();
    });
    return { accounts: this.#rowsOf(account) === before ? [] : [account], addresses: false };
  }

  /** One transaction, or a savepoint inside another one. */
  protected whole(work: () => void): void {
    try {
      this.db.transaction(work).immediate();
    } catch (error) {
      this.#forgetAll();
      throw error;
    }
  }

  #forgetAll(): void {
    this.strings.forget();
    this.quarantine.rolledBack();
    this.#seen.forget();
    this.#counts.forgetAll();
  }

  protected storeOfCopy(batch: CopiedRows, isFirst: boolean): void {
    this.#counts.adding(batch, isFirst, () => {
      addWords(this.db, batch.words ?? []);
      const asTheyCame = !batch.packed || this.#storePacked(batch.entity, batch.packed);
      return this.store(batch) && asTheyCame;
    });
  }

  /** For the same rows in a file opened anew. */
  takeCounts(before: SqliteCacheFile): void {
    this.#counts.take(before.#counts);
  }

  /** Another connection has written to this file. */
  protected writtenBeside(beside: SqliteCacheFile): void {
    this.#forgetAll();
    this.takeCounts(beside);
  }

  /** The same as `store` of the rows in the image that this connection has. */
  #storePacked(entity: EntityName, packed: PackedRows): boolean {
    const table = this.table(entity);
    this.#counts.forget(entity);
    this.#seen.notePacked(table, packed);
    try {
      this.whole(() => movePacked(this.db, table));
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      for (const row of unpacked(this.db, table)) this.#storeOne(entity, row);
      return false;
    }
  }

  /**
   * Stores rows that are not in the file, all at once if possible, and says whether it was. Of several rows of one key one is kept, and the others
   * are listed; a row that SQLite refuses is set aside.
   */
  protected store({ entity, rows: given, rejected, doubts }: ParsedRows): boolean {
    let asTheyCame = true;
    const rows = anyRows(given);
    this.#counts.forget(entity);
    keepBankDetails(this.db, entity, rows);
    this.#seen.note(this.table(entity), rows);
    if (entity === 'house') addPlaces(this.db, rows as unknown as readonly RowOf<'house'>[]);
    try {
      if (rows.length > 0) this.whole(() => this.#inserter(entity, 'insert').run(rows));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      asTheyCame = false;
      for (const row of rows) this.#storeOne(entity, row);
    }
    this.quarantine.refused(rejected);
    this.quarantine.doubts(doubts);
    return asTheyCame;
  }

  #storeOne(entity: EntityName, row: AnyRow): void {
    const table = this.table(entity);
    const key = keyOf(table, row);
    const where = table.entity.key.map(name => `t.${name} = ?`).join(' and ');
    const stored = this.db.prepare(`select ${selectColumns(table)} from ${entity} t where ${where}`).get(...key);
    const named = { entity, key: key.join('/') };
    // which of the two is kept does not depend on the order in which the fund gives them
    const [kept = row, other = null] = stored === undefined ? [row] : [stored as AnyRow, row].toSorted(byText);
    try {
      if (kept === row) this.#inserter(entity, 'replace').run([row]);
      keepBankDetails(this.db, entity, [kept]);
      if (other) this.quarantine.twice(named, JSON.stringify(other));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const why = { column: '', code: 'notStored', value: (error as Error).message } as const;
      this.quarantine.refused([{ ...named, ...why, raw: JSON.stringify(row) }]);
    }
  }

  #inserter(entity: EntityName, mode: 'insert' | 'replace'): Inserter {
    const name = `${mode} ${entity}`;
    let found = this.#inserters.get(name);
    if (!found) this.#inserters.set(name, (found = inserter(this.db, this.strings, this.table(entity), mode)));
    return found;
  }

  /** With every account under which the file has, or gets, a row that was asked by its own id. */
  #located({ asked, given }: Fetched): Fetched {
    const table = this.table(asked.entity);
    if (!asked.ids || !isOwned(table.entity)) return { asked, given };
    return { asked: { ...asked, owners: ownersOf(this.db, table.name, asked.ids, asked.owners ?? [], given) }, given };
  }

  #applyOwned({ asked: { entity, ids = [], owners = [] }, given }: Fetched, accounts: Set<number>): void {
    const drop = this.db.prepare(`delete from ${entity} where account_id = ? and id = ?`);
    for (const { accountId, id } of owners) if (drop.run(accountId, id).changes > 0) accounts.add(accountId);
    for (const id of ids) this.quarantine.forget(entity, { lastPart: String(id) });
    this.store(given);
    for (const row of anyRows(given.rows)) accounts.add(row['account_id'] as number);
  }

  #applyIds({ asked: { entity, ids = [] }, given }: Fetched, accounts: Set<number>): void {
    const table = this.table(entity);
    const drop = this.db.prepare(`delete from ${entity} where ${changeColumn(table.entity)} = ?`);
    const of = accountsOf(this.db, table);
    for (const id of ids) {
      if (entity === 'account') this.#seen.accountGone(Number(id));
      for (const account of of(id)) accounts.add(account);
      drop.run(id);
      this.quarantine.forget(entity, table.entity.key.length > 1 ? { lastPart: String(id) } : { key: String(id) });
    }
    this.store(given);
    pruneBankDetails(this.db, entity);
    for (const id of ids) for (const account of of(id)) accounts.add(account);
  }

  #applyMonths({ asked: { entity, months = [] }, given }: Fetched, accounts: Set<number>): void {
    const drop = this.db.prepare(`delete from ${entity} where account_id = ? and period = ?`);
    for (const { accountId, period } of months) {
      accounts.add(accountId);
      drop.run(accountId, period);
      this.quarantine.forget(entity, { month: `${accountId}/${period}` });
    }
    this.store(given);
  }

  #replaceAccount(account: number, fresh: AccountSnapshot): void {
    const found = (entity: EntityName, rows: readonly object[]): ParsedRows => ({
      entity,
      rows: rows as ParsedRows['rows'],
      rejected: fresh.rejected.filter(one => one.entity === entity),
      doubts: fresh.doubts.filter(one => one.entity === entity),
    });
    const replace = (entity: EntityName, key: string, id: number, rows: readonly object[]) => {
      this.db.prepare(`delete from ${entity} where ${key} = ?`).run(id);
      this.quarantine.forget(entity, key === 'id' ? { key: String(id) } : { account: id });
      this.store(found(entity, rows));
    };
    replace('period_balance', 'account_id', account, fresh.balances);
    replace('charge_line', 'account_id', account, fresh.lines);
    replace('payment', 'account_id', account, fresh.payments);
    replace('account', 'id', account, [fresh.account]);
    replace('premises', 'id', fresh.premises.id, [fresh.premises]);
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

  giveBackMemory(): void {
    this.db.pragma('shrink_memory');
  }

  close(): void {
    this.db.close();
  }
}

const byText = (a: AnyRow, b: AnyRow) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

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
