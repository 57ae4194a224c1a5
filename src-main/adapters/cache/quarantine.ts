// What was wrong with rows of the fund: rows set aside, and kept rows with a doubtful cell. Removed when the fund corrects them.
import type { EntityName } from '../../ports/exchange.ts';
import type { Doubt, Rejected } from '../../ports/fund.ts';
import type { Db, Statement } from '../sqlite/database.ts';

/** `refused`: the row is not in the cache, so what it says is not known. `doubt`: the row is there, less what is listed. */
export type Weight = 'refused' | 'doubt';

/** Listed of one entity, column and kind. */
const mostListed = 1000;

interface Known {
  key: string;
  column: string;
  code: string;
  seen_at: string;
}

/** A key, and how it stands among the keys of its entity. */
type Scope = { key: string } | { lastPart: string } | { month: string } | { account: number };

const whereOf = (scope: Scope): [sql: string, ...params: string[]] => {
  if ('key' in scope) return ['key = ?', scope.key];
  if ('lastPart' in scope) return ['substr(key, -length(?)) = ?', `/${scope.lastPart}`, `/${scope.lastPart}`];
  const start = 'month' in scope ? scope.month : String(scope.account);
  // 0 follows / among the characters, so this is every key that begins with «start/», found by the index
  return ['(key = ? or (key > ? and key < ?))', start, `${start}/`, `${start}0`];
};

export class Quarantine {
  readonly #db: Db;
  /** when what `forget` removed was first seen; a row read again with the same trouble keeps its day */
  readonly #forgotten = new Map<string, string>();

  /** how many doubts of a kind are listed, as far as asked since the last write */
  readonly #listed = new Map<string, number>();

  /** entities of which nothing is kept: that is asked for each of a month's hundred thousand rows, and is nearly always so */
  readonly #clean = new Set<EntityName>();
  readonly #any;
  /** by condition: one of four */
  readonly #removing = new Map<string, Statement>();

  constructor(db: Db) {
    this.#db = db;
    this.#any = db.prepare<[EntityName], number>('select 1 from quarantine where entity = ? limit 1').pluck();
  }

  refused(rejected: readonly Rejected[]): void {
    for (const one of rejected) this.#put(one, 'refused', one.raw);
  }

  /** Of one kind so many are listed that a person can work with them; the rest are counted. */
  doubts(doubts: readonly Doubt[]): void {
    for (const one of doubts) if (this.#hasRoom(one)) this.#put(one, 'doubt', '');
  }

  #hasRoom({ entity, column, code }: Doubt): boolean {
    const what = `doubt ${entity} ${column} ${code}`;
    const listed = this.#listed.get(what) ?? this.#count(entity, column, code);
    this.#listed.set(what, listed + 1);
    if (listed < mostListed) return true;
    this.#db
      .prepare('insert into listed (what, found) values (?, 1) on conflict do update set found = found + 1')
      .run(what);
    return false;
  }

  #count(entity: string, column: string, code: string): number {
    const sql = `select count(*) from quarantine where entity = ? and weight = 'doubt' and cell = ? and code = ?`;
    return this.#db.prepare(sql).pluck().get(entity, column, code) as number;
  }

  /** Doubtful cells by column, the unlisted among them. */
  doubtful(entity: EntityName): Record<string, number> {
    const kinds = this.#db
      .prepare<{ entity: string; kind: string }, [column: string, cells: number]>(
        `select cell, count(*) from quarantine where entity = @entity and weight = 'doubt' group by cell
         union all select substr(what, length(@kind) + 1), found from listed where what >= @kind and what < @kind || '~'`,
      )
      .raw()
      .all({ entity, kind: `doubt ${entity} ` });
    const found: Record<string, number> = {};
    for (const [kind, cells] of kinds) {
      // unlisted ones are told with their code
      const column = kind.split(' ')[0] ?? '';
      if (column !== '') found[column] = (found[column] ?? 0) + cells;
    }
    return found;
  }

  /** A second row of a key of which one is kept. */
  twice(named: Pick<Doubt, 'entity' | 'key'>, raw: string): void {
    const doubt: Doubt = { ...named, column: '', code: 'twice', value: '' };
    if (this.#hasRoom(doubt)) this.#put(doubt, 'doubt', raw);
  }

  #put({ entity, key, column, code, value }: Doubt, weight: Weight, raw: string): void {
    this.#clean.delete(entity);
    const since = this.#forgotten.get(idOf(entity, { key, column, code })) ?? new Date().toISOString();
    this.#db
      .prepare(
        `insert into quarantine (entity, key, weight, cell, code, value, raw, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict do update set code = excluded.code, value = excluded.value, raw = excluded.raw`,
      )
      .run(entity, key, weight, column, code, value, raw.slice(0, 2000), since);
  }

  /** Call it before the rows of `scope` are stored as they are now. */
  forget(entity: EntityName, scope: Scope): void {
    if (this.#clean.has(entity)) return;
    if (this.#any.get(entity) === undefined) {
      this.#clean.add(entity);
      return;
    }
    const [where, ...params] = whereOf(scope);
    const known = this.#remove(where).all(entity, ...params) as Known[];
    for (const one of known) this.#forgotten.set(idOf(entity, one), one.seen_at);
  }

  #remove(where: string): Statement {
    const sql = `delete from quarantine where entity = ? and ${where} returning key, cell as "column", code, seen_at`;
    const found = this.#removing.get(where) ?? this.#db.prepare(sql);
    this.#removing.set(where, found);
    return found;
  }

  /** After a rollback, which may bring back what was removed. */
  rolledBack(): void {
    this.#clean.clear();
  }

  /** Ends a write: what was forgotten and did not come again is settled. */
  settle(): void {
    this.#forgotten.clear();
    this.#listed.clear();
  }

  /** Takes the days of the copy that served before, for what is still wrong. */
  keepDaysOf(before: Db): void {
    const known = before.prepare('select entity, key, weight, cell, code, seen_at as seen from quarantine').all();
    const set = this.#db.prepare(
      `update quarantine set seen_at = @seen
       where entity = @entity and key = @key and weight = @weight and cell = @cell and code = @code and seen_at > @seen`,
    );
    this.#db.transaction(() => {
      for (const row of known) set.run(row);
    })();
  }

  /** What is set aside of an account's months and payments. */
  under(account: number): unknown[] {
    return this.#db
      .prepare('select entity, key, weight, cell, value from quarantine where key >= ? and key < ? order by 1, 2, 3, 4')
      .raw()
      .all(`${account}/`, `${account}0`);
  }

  /** Rows set aside. */
  size(): number {
    return this.#db.prepare(`select count(*) from set_aside`).pluck().get() as number;
  }
}

const idOf = (entity: string, { key, column, code }: Omit<Known, 'seen_at'>) => [entity, key, column, code].join('\n');
