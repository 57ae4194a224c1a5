// Rows of the exchange from PostgreSQL's text form: every cell checked for its kind. A row is refused for its key or its money alone;
// any other bad cell is cut or made unknown, and told as a doubt.
import { bankDigits } from '../../domain/bank-details.ts';
import type { IntakeCode } from '#contract';
import { type EntityName, type RowOf, exchange, isEssential } from '../../ports/exchange.ts';
import type { Column, Entity } from '../../ports/exchange.ts';

export type Cells = readonly (string | null)[];

/** What is wrong with a cell: `column` is empty for a whole row, `value` is what came, shortened. */
export interface CellDoubt {
  column: string;
  code: IntakeCode;
  value: string;
}

/** A row without its key or its money. */
export class RefusedRow {
  readonly why: CellDoubt;
  constructor(why: CellDoubt) {
    this.why = why;
  }
}

/** A row, with what was wrong in its cells added to `doubts`; or the refusal of the whole row. */
export type RowParser<E extends EntityName> = (cells: Cells, doubts: CellDoubt[]) => RowOf<E> | RefusedRow;

const DEFAULT_MAX = 500;
const JSON_MAX = 20_000;

const isZeros = (text: string, from: number): boolean => {
  for (let at = from; at < text.length; at++) if (text.charCodeAt(at) !== 48) return false;
  return text.length > from;
};

/** A whole number a double holds exactly, or NaN. «22204.00», as a view's numeric(12,2) prints it, is whole. */
function whole(text: string): number {
  const from = text.charCodeAt(0) === 45 ? 1 : 0;
  if (text.length === from || text.length > 24) return NaN;
  let value = 0;
  for (let at = from; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) {
      if (at > from && text.charCodeAt(at) === 46 && isZeros(text, at + 1)) break;
      return NaN;
    }
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return NaN;
  return from === 1 ? 0 - value : value;
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

/** A day as it is, or of a timestamp without a time zone; null for any other text. */
function asDay(text: string): string | null {
  if (isDay(text)) return text;
  const day = /^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.exec(text)?.[1];
  return day !== undefined && isDay(day) ? day : null;
}

/** Days outside belong to no ledger: they are what systems write for «none», «always» and «for ever». */
const FIRST_DAY = '1901-01-01';
const AFTER_DAYS = '2100-01-01';
const isFar = (day: string): boolean => day < FIRST_DAY || day >= AFTER_DAYS;

/** «infinity» and days of its kind, in the direction in which they say that there is no end. */
const isOpen = (text: string, day: string | null, end: 'start' | 'end'): boolean =>
  end === 'end'
    ? text === 'infinity' || (day !== null && day >= AFTER_DAYS) || /^\d{5,}-/.test(text)
    : text === '-infinity' || text.endsWith(' BC') || (day !== null && day < FIRST_DAY);

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

const cut = (text: string, max: number): string => `${[...text].slice(0, max - 1).join('')}…`;

/** A text that went through a character set without its letters: «?????», or with U+FFFD. */
const lostLetters = (text: string): boolean =>
  text.includes('\uFFFD') || (/\?.*\?/s.test(text) && !/\p{L}/u.test(text));

const mayHaveLost = (text: string): boolean => text.includes('?') || text.includes('\uFFFD');

/** Longest value kept with a doubt: enough to recognise it. */
const VALUE_MAX = 60;

const doubtOf = (column: string, code: IntakeCode, value: string | null): CellDoubt => ({
  column,
  code,
  value: value === null ? '' : tooLong(value, VALUE_MAX) ? cut(value, VALUE_MAX) : value,
});

const refuse = (column: string, code: IntakeCode, value: string | null): RefusedRow =>
  new RefusedRow(doubtOf(column, code, value));

const helpers = {
  whole,
  isPeriod,
  isDay,
  asDay,
  isFar,
  isOpen,
  isoInstant,
  isJson,
  lostLetters: (text: string): boolean => mayHaveLost(text) && lostLetters(text),
  tooLong,
  cut,
  bankDigits,
  doubtOf,
  refuse,
};

/** Source that ends the row, or goes on with the cell unknown. */
type Bad = (code: IntakeCode) => string;

/** Source that checks a non-null cell `c` and leaves its value in `v`. */
function check(column: Column, bad: Bad, c: string, v: string): string {
  const { kind } = column;
  switch (kind) {
    case 'key':
      return `${v} = whole(${c}); if (!(${v} > 0)) ${bad('notPositive')}`;
    case 'int':
    case 'kopecks':
      return `${v} = whole(${c}); if (${v} !== ${v}) ${bad('notWhole')}`;
    case 'area':
      return `${v} = whole(${c}); if (!(${v} >= 0)) ${bad('notArea')}`;
    case 'period':
      return `${v} = ${c}; if (!isPeriod(${c})) ${bad('notPeriod')}`;
    case 'day':
      return day(column, bad, c, v);
    case 'instant':
      return `${v} = isoInstant(${c}); if (${v} === null) ${bad('notInstant')}`;
    case 'json':
      return `${v} = ${c}; if (tooLong(${c}, ${column.max ?? JSON_MAX})) ${bad('tooLong')} else if (!isJson(${c})) ${bad('notJson')}`;
    case 'text':
      return text(column, bad, c, v);
    default:
      return `${v} = ${c}; if (${kind.map(word => `${c} !== ${JSON.stringify(word)}`).join(' && ')}) ${bad('notOneOf')}`;
  }
}

function day({ open, unknown, nullable }: Column, bad: Bad, c: string, v: string): string {
  const otherwise = `if (!isDay(${c})) { ${v} = asDay(${c}); if (${v} === null) ${bad('notDay')} }`;
  // a day by which the row is kept (the first day of a rate) may be far: «always»
  const far = unknown || nullable ? `if (${v} !== null && isFar(${v})) ${bad('farDay')}` : '';
  const checked = `${v} = ${c}; ${otherwise} ${far}`;
  if (!open) return checked;
  return `if ((!isDay(${c}) || isFar(${c})) && isOpen(${c}, asDay(${c}), ${JSON.stringify(open)})) ${v} = null; else { ${checked} }`;
}

function text({ digits, uncut, max = DEFAULT_MAX, name }: Column, bad: Bad, c: string, v: string): string {
  const taken = digits ? `bankDigits(${c})` : c;
  const shorten = uncut
    ? bad('tooLong')
    : `{ doubts.push(doubtOf(${JSON.stringify(name)}, 'tooLong', ${c})); ${v} = cut(${v}, ${max}); }`;
  return `${v} = ${taken}; if (lostLetters(${c})) ${bad('lostLetters')} else if (tooLong(${v}, ${max})) ${shorten}`;
}

/** Source for one cell: `c0` is given, `v0` is kept. */
function cellSource(entity: Entity, column: Column, i: number): string {
  const [c, v, name] = [`c${i}`, `v${i}`, JSON.stringify(column.name)];
  const isText = column.kind === 'text' || column.kind === 'json';
  const none = column.kind === 'json' ? "'[]'" : isText ? "''" : 'null';
  const bad: Bad = code =>
    isEssential(entity, column)
      ? `return refuse(${name}, '${code}', ${c});`
      : `{ doubts.push(doubtOf(${name}, '${code}', ${c})); ${v} = ${none}; }`;
  // an empty text is one of the texts a fund may give, so NULL in its place says the same
  const silent = column.nullable || (isText && !isEssential(entity, column));
  const missing = silent ? `${v} = ${none};` : bad('empty');
  return `const ${c} = cells[${i}]; let ${v}; if (${c} === null) ${missing} else { ${check(column, bad, c, v)} }`;
}

/**
 * The body of an entity's parser, generated column by column: a loop over column descriptions is three times slower, and the
 * first fill has millions of rows. Built only from the constants of ports/exchange.ts.
 */
function parserSource(entity: Entity): string {
  const { columns } = entity;
  return `'use strict';
    const { ${Object.keys(helpers).join(', ')} } = helpers;
    return (cells, doubts) => {
      if (cells.length !== ${columns.length}) return refuse('', 'columns', String(cells.length));
      ${columns.map((column, i) => cellSource(entity, column, i)).join('\n')}
      return { ${columns.map((column, i) => `${column.name}: v${i}`).join(', ')} };
    };`;
}

const parsers = new Map<EntityName, RowParser<EntityName>>();

export function rowParser<E extends EntityName>(entity: E): RowParser<E> {
  let parser = parsers.get(entity);
  if (!parser) {
    // the source comes from our own list of columns only; generated code is several times faster than a loop
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function('helpers', parserSource(exchange[entity])) as (
      given: typeof helpers,
    ) => RowParser<EntityName>;
    parser = make(helpers);
    parsers.set(entity, parser);
  }
  return parser;
}
