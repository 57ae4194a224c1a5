// What a cache file is asked when the fund's data is held against it: how many rows and known cells it has, and what new rows would take away.
import type { EntityTally, IntakeMemory, Subject } from '../../ports/acceptance.ts';
import type { Fetched, Taken } from '../../ports/cache-writer.ts';
import { entityNames, isEssential, type Column, type EntityName } from '../../ports/exchange.ts';
import type { CopiedRows, Owner, Refetch, Rejected } from '../../ports/fund.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';
import type { Quarantine } from './quarantine.ts';
import { changeColumn, type EntityTable } from './schema.ts';

/** Rows, and the known cells of each of `fallible`'s columns in its order. */
type Counts = readonly number[];

/** The columns whose cells may say nothing without costing the row. */
const fallible = ({ entity }: EntityTable): readonly Column[] =>
  entity.columns.filter(column => !isEssential(entity, column));

/** What a cell holds that says nothing, besides null. */
const noneOf = ({ kind }: Column): string | null => (kind === 'json' ? '[]' : kind === 'text' ? '' : null);

const countsSql = (table: EntityTable): string => {
  const known = fallible(table).map(column => {
    const none = noneOf(column);
    if (none === null) return `count(${column.name})`;
    const text = `'${none}'`;
    return `count(nullif(${column.name}, ${column.repeats ? `(select id from string_table where text = ${text})` : text}))`;
  });
  return ['count(*)', ...known].join(', ');
};

const zeros = (table: EntityTable): number[] => new Array<number>(fallible(table).length + 1).fill(0);

function sum(into: number[], counts: Counts, sign = 1): void {
  counts.forEach((count, at) => (into[at] = (into[at] ?? 0) + sign * count));
}

export class IntakeCounts {
  readonly #db: Db;
  readonly #quarantine: Pick<Quarantine, 'doubtful'>;
  readonly #latestMonth: (entity: EntityName) => string;
  readonly #table: (entity: EntityName) => EntityTable;
  /** a table of millions is counted once and then kept up with what is written */
  readonly #tallied = new Map<EntityName, number[]>();
  readonly #counters = new Map<string, (...args: (string | number)[]) => Counts>();

  constructor(
    db: Db,
    quarantine: Pick<Quarantine, 'doubtful'>,
    table: (entity: EntityName) => EntityTable,
    latestMonth: (entity: EntityName) => string,
  ) {
    this.#db = db;
    this.#latestMonth = latestMonth;
    this.#quarantine = quarantine;
    this.#table = table;
  }

  #counter(sql: string): (...args: (string | number)[]) => Counts {
    let found = this.#counters.get(sql);
    if (!found) {
      const statement = this.#db.prepare<(string | number)[], number[]>(sql).raw();
      this.#counters.set(sql, (found = (...args) => statement.get(...args) ?? []));
    }
    return found;
  }

  #one(sql: string, ...args: (string | number)[]): number {
    return this.#counter(sql)(...args)[0] ?? 0;
  }

  tally(entity: EntityName): EntityTally {
    let counts = this.#tallied.get(entity);
    if (!counts)
      this.#tallied.set(
        entity,
        (counts = [...this.#counter(`select ${countsSql(this.#table(entity))} from ${entity}`)()]),
      );
    const [rows = 0, ...known] = counts;
    return {
      rows,
      aside: this.#one(`select count(*) from set_aside where entity = ?`, entity),
      known: Object.fromEntries(fallible(this.#table(entity)).map(({ name }, at) => [name, known[at] ?? 0])),
      doubts: this.#quarantine.doubtful(entity),
    };
  }

  aside(): IntakeMemory['days'][number]['aside'] {
    const counted = entityNames.map(
      entity => [entity, this.#one(`select count(*) from set_aside where entity = ?`, entity)] as const,
    );
    return Object.fromEntries(counted.filter(([, aside]) => aside > 0));
  }

  /**
   * Rows of a copy, stored under keys it does not have: they are counted as they come, since counting a region's copy afterwards reads all of it
   * again. `store` says whether all rows are stored as they came; otherwise, as after an interruption, they are counted when asked for.
   */
  adding({ entity, rows, packed }: CopiedRows, isFirst: boolean, store: () => boolean): void {
    const counts = isFirst ? zeros(this.#table(entity)) : this.#tallied.get(entity);
    const whole = store();
    if (!counts || !whole) return;
    const columns = fallible(this.#table(entity)).map(column => [column.name, noneOf(column)] as const);
    const all = rows as readonly object[] as readonly AnyRow[];
    counts[0] = (counts[0] ?? 0) + all.length + (packed?.rows ?? 0);
    const ofPacked = new Map(this.#table(entity).columns.map((name, at) => [name, packed?.known[at] ?? 0]));
    columns.forEach(([name, none], at) => {
      let known = ofPacked.get(name) ?? 0;
      for (const row of all) if (row[name] !== null && row[name] !== none) known++;
      counts[at + 1] = (counts[at + 1] ?? 0) + known;
    });
    this.#tallied.set(entity, counts);
  }

  /** Of the same rows, in a file opened anew. */
  take(other: IntakeCounts): void {
    for (const [entity, counts] of other.#tallied) this.#tallied.set(entity, [...counts]);
  }

  /** Call it after rows of the entity were written by other ways than `moving`: they are counted anew when asked for. */
  forget(entity: EntityName): void {
    this.#tallied.delete(entity);
  }

  /** After a rollback. */
  forgetAll(): void {
    this.#tallied.clear();
  }

  /** Rewrites what was asked, and keeps a count that is known in step with it. */
  moving(asked: Refetch, rewrite: () => void): void {
    const counts = this.#tallied.get(asked.entity);
    if (!counts) return rewrite();
    sum(counts, this.#countsOf(asked), -1);
    rewrite();
    sum(counts, this.#countsOf(asked));
    this.#tallied.set(asked.entity, counts);
  }

  #countsOf(asked: Refetch): Counts {
    const all = zeros(this.#table(asked.entity));
    for (const [, counts] of this.#byKey(asked)) sum(all, counts);
    return all;
  }

  /** What the file has for each key asked. */
  *#byKey({ entity, ids = [], owners, months = [] }: Refetch): Generator<[key: string, Counts]> {
    const sql = `select ${countsSql(this.#table(entity))} from ${entity} where`;
    if (owners) return yield* this.#byOwner(entity, ids, owners);
    const byId = this.#counter(`${sql} ${changeColumn(this.#table(entity).entity)} = ?`);
    for (const id of ids) yield [String(id), byId(id)];
    if (months.length === 0) return;
    const byMonth = this.#counter(`${sql} account_id = ? and period = ?`);
    // of a month that is all new nothing can be there: that is not looked for on a hundred thousand pages
    const latest = this.#latestMonth(entity);
    const none = zeros(this.#table(entity));
    for (const { accountId, period } of months)
      yield [`${accountId}/${period}`, period > latest ? none : byMonth(accountId, period)];
  }

  /** A row that moves from one account to another is one row. */
  *#byOwner(entity: EntityName, ids: readonly (number | string)[], owners: readonly Owner[]) {
    const counter = this.#counter(
      `select ${countsSql(this.#table(entity))} from ${entity} where account_id = ? and id = ?`,
    );
    const found = new Map(ids.map(id => [String(id), zeros(this.#table(entity))]));
    for (const { accountId, id } of owners) sum(found.get(String(id)) ?? [], counter(accountId, id));
    yield* found;
  }

  losses({ asked, given }: Fetched): Taken {
    const { entity } = asked;
    const columns = fallible(this.#table(entity));
    const after = this.#given({ asked, given });
    const lost = zeros(this.#table(entity));
    const known = zeros(this.#table(entity));
    for (const [key, before] of this.#byKey(asked)) {
      const [now, doubts] = after.get(key) ?? [zeros(this.#table(entity)), zeros(this.#table(entity))];
      sum(known, before);
      sum(known, now, -1);
      const rows = (before[0] ?? 0) - (now[0] ?? 0);
      lost[0] = (lost[0] ?? 0) + rows;
      for (let at = 1; at <= columns.length; at++) {
        const cells = (before[at] ?? 0) - (now[at] ?? 0);
        // cells of a row that is gone are gone with it; of a row that came, only one that could not be read counts
        const spoilt = rows >= 0 ? Math.max(Math.min(cells, 0), cells - rows) : Math.max(0, cells) + (doubts[at] ?? 0);
        lost[at] = (lost[at] ?? 0) + spoilt;
      }
    }
    lost[0] = (lost[0] ?? 0) - given.rejected.length;
    const bySubject = (counts: number[]) => {
      const named = counts.map((n, at): [Subject, number] => [
        at === 0 ? entity : `${entity}.${columns[at - 1]?.name}`,
        n,
      ]);
      return new Map(named.filter(([, n]) => n !== 0));
    };
    return { lost: bySubject(lost), known: bySubject(known) };
  }

  /** By key: what was given, counted as the file counts, and its doubtful cells. */
  #given({ asked, given }: Fetched): Map<string, [counts: number[], doubts: number[]]> {
    const { entity, months } = asked;
    const columns = fallible(this.#table(entity));
    const found = new Map<string, [number[], number[]]>();
    const of = (key: string) => {
      const known = found.get(key) ?? [zeros(this.#table(entity)), zeros(this.#table(entity))];
      found.set(key, known);
      return known;
    };
    const change = changeColumn(this.#table(entity).entity);
    for (const row of given.rows as readonly object[] as readonly AnyRow[]) {
      const [counts] = of(months ? `${row['account_id']}/${row['period']}` : String(row[change]));
      const isKnown = (column: Column) => {
        const cell = row[column.name] ?? null;
        return cell !== null && cell !== noneOf(column) ? 1 : 0;
      };
      sum(counts, [1, ...columns.map(isKnown)]);
    }
    for (const { key, column } of given.doubts) {
      const parts = key.split('/');
      const at = columns.findIndex(({ name }) => name === column) + 1;
      const [, doubts] = of(months ? parts.slice(0, 2).join('/') : (parts.at(-1) ?? ''));
      if (at > 0) doubts[at] = (doubts[at] ?? 0) + 1;
    }
    return found;
  }

  newlyAside(rejected: readonly Rejected[]): number {
    const isKnown = ({ entity, key }: Rejected) =>
      this.#one(`select count(*) from set_aside where entity = ? and key = ?`, entity, key) > 0;
    return new Set(rejected.filter(one => !isKnown(one)).map(({ key }) => key)).size;
  }
}
