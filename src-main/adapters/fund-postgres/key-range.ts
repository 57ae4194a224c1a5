// A range of an entity's keys as a part to be halved: by numbers, months or days, so that no key need be sent to find the one that fails.
import pg from 'pg';
import { type ColumnKind, type EntityName, exchange } from '../../ports/exchange.ts';
import type { CopiedRows, ParsedRows } from '../../ports/fund.ts';
import { type Cell, sqlState } from './connection.ts';
import type { Part } from './halves.ts';

export type KeyValue = string | number;

/** How the rows of a range are read; `where` is a condition in SQL. */
export interface RangeReader<E extends EntityName> {
  entity: E;
  rows(where: string): AsyncIterable<CopiedRows<E>>;
  /** The cells of the only row of a query. */
  row(select: string): Promise<Cell[]>;
  /** Makes the connection usable again after an error. */
  recover(): Promise<void>;
}

interface Bounds {
  /** values of the key's first columns */
  fixed: readonly KeyValue[];
  /** ordinals of the column after them, `high` excluded; null: no bound on that side */
  low: number | null;
  high: number | null;
  /** only keys after this one */
  after: readonly KeyValue[] | null;
}

/** Values of a key column as whole numbers in the same order. */
interface Scale {
  ordinal(value: KeyValue): number;
  value(ordinal: number): KeyValue;
  least: number;
  most: number;
}

const dayMs = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');

const numbers: Scale = { ordinal: Number, value: n => n, least: 1, most: Number.MAX_SAFE_INTEGER };
const months: Scale = {
  ordinal: value =>
    /^\d{4}-\d\d$/.test(String(value)) ? +String(value).slice(0, 4) * 12 + +String(value).slice(5) : NaN,
  value: n => `${String(Math.floor((n - 1) / 12)).padStart(4, '0')}-${two(((n - 1) % 12) + 1)}`,
  least: 1900 * 12 + 1,
  most: 2200 * 12,
};
const days: Scale = {
  ordinal: value => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(String(value)) / dayMs : NaN),
  value: n => new Date(n * dayMs).toISOString().slice(0, 10),
  least: Date.parse('1900-01-01') / dayMs,
  most: Date.parse('2200-01-01') / dayMs,
};

const scaleOf = (kind: ColumnKind | undefined): Scale => (kind === 'period' ? months : kind === 'day' ? days : numbers);

const literal = (value: KeyValue): string => (typeof value === 'number' ? String(value) : pg.escapeLiteral(value));

/** `where …`, or nothing. */
const conditions = (entity: EntityName, { fixed, low, high, after }: Bounds, scale: Scale): string => {
  const key: readonly string[] = exchange[entity].key;
  const column = key[fixed.length] ?? '';
  const all = fixed.map((value, n) => `${key[n]} = ${literal(value)}`);
  if (low !== null) {
    const from = `${column} >= ${literal(scale.value(low))}`;
    // a row without a key comes after all others
    all.push(high === null ? `(${from} or ${column} is null)` : from);
  }
  if (high !== null) all.push(`${column} < ${literal(scale.value(high))}`);
  if (after) all.push(`(${key.join(', ')}) > (${after.map(literal).join(', ')})`);
  return all.length > 0 ? `where ${all.join(' and ')}` : '';
};

export class KeyRange<E extends EntityName> implements Part<E> {
  readonly entity: E;
  readonly #reader: RangeReader<E>;
  readonly #scale: Scale;
  #bounds: Bounds;

  constructor(reader: RangeReader<E>, bounds: Partial<Bounds> = {}) {
    this.entity = reader.entity;
    this.#reader = reader;
    this.#bounds = { fixed: [], low: null, high: null, after: null, ...bounds };
    const { columns, key } = exchange[reader.entity];
    const name = key[this.#bounds.fixed.length];
    this.#scale = scaleOf(columns.find(column => column.name === name)?.kind);
  }

  async *read(): AsyncGenerator<CopiedRows<E>> {
    const key = exchange[this.entity].key as readonly (keyof ParsedRows<E>['rows'][number])[];
    for await (const batch of this.#reader.rows(conditions(this.entity, this.#bounds, this.#scale))) {
      const last = batch.rows.at(-1);
      const after = batch.lastKey ?? (last && key.map(name => last[name] as KeyValue));
      if (after) this.#bounds = { ...this.#bounds, after };
      yield batch;
    }
  }

  async split(error: Error): Promise<Part<E>[] | null> {
    const { fixed, low, high, after } = this.#bounds;
    const part = (from: number | null, to: number | null) =>
      new KeyRange(this.#reader, { fixed, after, low: from, high: to });
    if (low === null && high === null) {
      if (fixed.length === exchange[this.entity].key.length) return null;
      const [least, most] = await this.#ends();
      return [part(null, least), part(least, most + 1), part(most + 1, null)];
    }
    // no key is below the least one: this view fails whatever is asked of it
    if (low === null) throw error;
    if (high === null) return null;
    const reached =
      after && fixed.every((value, n) => after[n] === value) ? this.#scale.ordinal(after[fixed.length] ?? low) : low;
    const from = reached > low && reached < high ? reached : low;
    if (high - from > 1) {
      const middle = from + Math.floor((high - from) / 2);
      return [part(from, middle), part(middle, high)];
    }
    if (fixed.length + 1 === exchange[this.entity].key.length) return null;
    return [new KeyRange(this.#reader, { fixed: [...fixed, this.#scale.value(from)], after })];
  }

  async key(): Promise<string> {
    const { fixed, low, high } = this.#bounds;
    const { length } = exchange[this.entity].key;
    if (low === null || high === null) return fixed.length === length ? fixed.join('/') : [...fixed, '?'].join('/');
    return [...fixed, this.#scale.value(low)].join('/');
  }

  /** The ordinals of the least and the greatest key; wide ones when the server cannot tell them. */
  async #ends(): Promise<[number, number]> {
    const { fixed } = this.#bounds;
    const column = exchange[this.entity].key[fixed.length] ?? '';
    const { least, most, ordinal } = this.#scale;
    const where = conditions(this.entity, this.#bounds, this.#scale);
    try {
      const ends = await this.#reader.row(
        `select min(${column})::text, max(${column})::text from exchange.${this.entity} ${where}`,
      );
      const [from, to] = ends.map(cell => (cell === null ? NaN : ordinal(cell)));
      if (Number.isSafeInteger(from) && Number.isSafeInteger(to)) return [from as number, to as number];
    } catch (error) {
      if (!(error instanceof Error) || sqlState(error) === null) throw error;
      await this.#reader.recover();
    }
    return [least, most];
  }
}
