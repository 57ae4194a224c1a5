// Rows of the exchange from PostgreSQL's text form: every cell checked for its kind, a bad row refused with its reason.
import { bankDigits } from '../../domain/bank-details.ts';
import { type ColumnKind, type EntityName, type RowOf, exchange } from '../../ports/exchange.ts';
import type { Column } from '../../ports/exchange.ts';

export type Cells = readonly (string | null)[];

/** A row, or the reason why the input is not a valid row. */
export type RowParser<E extends EntityName> = (cells: Cells) => RowOf<E> | string;

const DEFAULT_MAX = 500;
const JSON_MAX = 20_000;

/** A whole number a double holds exactly, or NaN. */
function whole(text: string): number {
  const length = text.length;
  let at = 0;
  if (text.charCodeAt(0) === 45) at = 1;
  if (length === at || length - at > 16) return NaN;
  let value = 0;
  for (; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return NaN;
  return text.charCodeAt(0) === 45 ? 0 - value : value;
}

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
};

const isMonth = (text: string): boolean => {
  const month = two(text, 5);
  return two(text, 0) * 100 + two(text, 2) >= 1 && text.charCodeAt(4) === 45 && month >= 1 && month <= 12;
};

const isPeriod = (text: string): boolean => text.length === 7 && isMonth(text);

function isDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(7) !== 45 || !isMonth(text)) return false;
  const day = two(text, 8);
  if (!(day >= 1 && day <= 31)) return false;
  if (day <= 28) return true;
  const month = two(text, 5);
  if (month !== 2) return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
  const year = two(text, 0) * 100 + two(text, 2);
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** `2026-11-22 18:05:00.12+00` as ISO 8601 UTC, or null. A moment without an offset is ambiguous, so it is rejected. */
function isoInstant(text: string): string | null {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,6})?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/.exec(text);
  if (!parts || !isDay(parts[1] ?? '')) return null;
  const offset = parts[4] === undefined ? 'Z' : `${parts[4]}:${parts[5] ?? '00'}`;
  const moment = new Date(`${parts[1]}T${parts[2]}${(parts[3] ?? '').slice(0, 4)}${offset}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `max` is in code points, which are never more than UTF-16 units, so only long texts are counted. */
const tooLong = (text: string, max: number): boolean => text.length > max && [...text].length > max;

const helpers = { whole, isPeriod, isDay, isoInstant, isJson, tooLong, bankDigits };

const describe = (kind: ColumnKind): string => {
  switch (kind) {
    case 'key':
      return 'a positive whole number';
    case 'int':
    case 'kopecks':
      return 'a whole number';
    case 'area':
      return 'a whole number, not negative';
    case 'period':
      return 'a month YYYY-MM';
    case 'day':
      return 'a real day YYYY-MM-DD';
    case 'instant':
      return 'a moment with its time zone';
    case 'json':
      return 'JSON';
    case 'text':
      return 'a text';
    default:
      return `one of ${kind.join(', ')}`;
  }
};

/** JavaScript source that rejects cell `c` or leaves its value in `v`. */
function check(kind: ColumnKind, column: Column, c: string, v: string): string {
  const bad = `return ${JSON.stringify(`${column.name}: not ${describe(kind)}`)};`;
  const max = column.max ?? (kind === 'json' ? JSON_MAX : DEFAULT_MAX);
  const long = `if (tooLong(${c}, ${max})) return ${JSON.stringify(`${column.name}: longer than ${max} characters`)};`;
  switch (kind) {
    case 'key':
      return `${v} = whole(${c}); if (!(${v} > 0)) ${bad}`;
    case 'int':
    case 'kopecks':
      return `${v} = whole(${c}); if (${v} !== ${v}) ${bad}`;
    case 'area':
      return `${v} = whole(${c}); if (!(${v} >= 0)) ${bad}`;
    case 'period':
      return `${v} = ${c}; if (!isPeriod(${c})) ${bad}`;
    case 'day':
      return `${v} = ${c}; if (!isDay(${c})) ${bad}`;
    case 'instant':
      return `${v} = isoInstant(${c}); if (${v} === null) ${bad}`;
    case 'json':
      return `${v} = ${c}; ${long} if (!isJson(${c})) ${bad}`;
    case 'text':
      return column.digits ? `${v} = bankDigits(${c}); ${long.replaceAll(c, v)}` : `${v} = ${c}; ${long}`;
    default:
      return `${v} = ${c}; if (${kind.map(word => `${c} !== ${JSON.stringify(word)}`).join(' && ')}) ${bad}`;
  }
}

/**
 * The body of an entity's parser, generated column by column: a loop over column descriptions is three times slower, and the
 * first fill has millions of rows. Built only from the constants of ports/exchange.ts.
 */
function parserSource(columns: readonly Column[]): string {
  const cells = columns.map((column, i) => {
    const missing = column.nullable
      ? `v${i} = null;`
      : `return ${JSON.stringify(`${column.name}: empty (NULL), and it must not be`)};`;
    return `const c${i} = cells[${i}]; let v${i}; if (c${i} === null) ${missing} else { ${check(column.kind, column, `c${i}`, `v${i}`)} }`;
  });
  return `'use strict';
    const { ${Object.keys(helpers).join(', ')} } = helpers;
    return cells => {
      if (cells.length !== ${columns.length}) return 'expected ${columns.length} columns, got ' + cells.length;
      ${cells.join('\n')}
      return { ${columns.map((column, i) => `${column.name}: v${i}`).join(', ')} };
    };`;
}

const parsers = new Map<EntityName, RowParser<EntityName>>();

export function rowParser<E extends EntityName>(entity: E): RowParser<E> {
  let parser = parsers.get(entity);
  if (!parser) {
    // the source comes from our own list of columns only; generated code is several times faster than a loop
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function('helpers', parserSource(exchange[entity].columns)) as (
      given: typeof helpers,
    ) => RowParser<EntityName>;
    parser = make(helpers);
    parsers.set(entity, parser);
  }
  return parser;
}
