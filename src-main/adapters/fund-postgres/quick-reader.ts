// Reads rows of COPY text straight into an image, as far as nothing about them is in doubt. It knows only what is surely right: any other row is
// declined, and the row parser decides about it.
import { SqliteImage } from '../../base/sqlite-image.ts';
import { type Column, type Entity, type EntityName, exchange } from '../../ports/exchange.ts';
import type { PackedRows } from '../../ports/fund.ts';
import type { WordNumbers } from './words.ts';

const [TAB, BACKSLASH, LETTER_N, MINUS, QUESTION] = [9, 92, 78, 45, 63];
const DEFAULT_MAX = 500;
/** Digits that a double surely holds. */
const MOST_DIGITS = 15;
/** Of 32 KB: some twenty thousand rows. */
const PAGES = 64;

/** How a cell is read. `word`: a repeated text, known by its bytes. */
type How = 'key' | 'area' | 'number' | 'period' | 'day' | 'text' | 'word';

const howOf = ({ kind, repeats, digits, open }: Column): How | null => {
  if (repeats) return 'word';
  if (kind === 'key' || kind === 'area') return kind;
  if (kind === 'int' || kind === 'kopecks') return 'number';
  if (kind === 'period') return 'period';
  if (kind === 'day') return open ? null : 'day';
  return kind === 'text' && !digits ? 'text' : null;
};

/** Of accounts, where rows are millions, when each of its columns can be read so. */
export const isPackable = (entity: EntityName): boolean => {
  const { key, columns }: Entity = exchange[entity];
  return key.length > 1 && key[0] === 'account_id' && columns.every(column => howOf(column) !== null);
};

interface Word {
  bytes: Uint8Array;
  hash: number;
  id: number;
  /** of a day: as yyyymmdd, else 0 */
  day: number;
  says: boolean;
}

const hashOf = (bytes: Uint8Array): number => bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0);

const isSame = (word: Word, bytes: Uint8Array, from: number, to: number): boolean => {
  const known = word.bytes;
  if (known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false;
  return true;
};

/** Two digits, or more than 99. */
const two = (bytes: Uint8Array, at: number): number => {
  const [tens, ones] = [(bytes[at] as number) - 48, (bytes[at + 1] as number) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100_000;
};

/** yyyymm, or NaN. */
const monthAt = (bytes: Uint8Array, at: number): number => {
  const year = two(bytes, at) * 100 + two(bytes, at + 2);
  const month = two(bytes, at + 5);
  return year >= 1 && year <= 9999 && bytes[at + 4] === MINUS && month >= 1 && month <= 12 ? year * 100 + month : NaN;
};

/** By month: days it has in every year. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** yyyymmdd of a day of any year but a leap one's own, in years that no system writes for «none»; or NaN. */
const dayAt = (bytes: Uint8Array, at: number): number => {
  const month = monthAt(bytes, at);
  const day = two(bytes, at + 8);
  return month > 190_100 && month < 210_000 && bytes[at + 7] === MINUS && day >= 1 && day <= (DAYS[month % 100] ?? 0)
    ? month * 100 + day
    : NaN;
};

/**
 * The characters of a text that needs no second look, or -1: an escape, a question mark and U+FFFD may hide lost letters, and bytes that are
 * no UTF-8 become U+FFFD.
 */
function plainLength(bytes: Uint8Array, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; length++) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) {
      if (lead === BACKSLASH || lead === QUESTION) return -1;
      continue;
    }
    let rest = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe1 && lead <= 0xec ? 2 : 0;
    if (rest === 0) return -1;
    for (; rest > 0; rest--) if (at >= to || ((bytes[at++] as number) & 0xc0) !== 0x80) return -1;
  }
  return length;
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
const monthText = (month: number) => `${pad(Math.floor(month / 100), 4)}-${pad(month % 100, 2)}`;
const dayText = (day: number) => `${monthText(Math.floor(day / 100))}-${pad(day % 100, 2)}`;

export class QuickReader {
  readonly #columns: readonly Column[];
  readonly #hows: readonly How[];
  readonly #words: WordNumbers;
  readonly #known: (Map<number, Word> | null)[];
  readonly #lastWord: (Word | null)[];
  readonly #image: SqliteImage;
  readonly #keyAt: readonly number[];
  /** of the row being read, by column: its number, month or day; its null as NaN */
  readonly #values: Float64Array;
  readonly #says: Uint8Array;
  readonly #lastKey: Float64Array;
  readonly #counts: Float64Array;
  readonly #latest: Float64Array;
  readonly #issuedAt: number;
  readonly #dueAt: number;
  #accounts: number[] = [];
  #reversed = false;

  /** `entity` must be packable. */
  constructor(entity: EntityName, words: WordNumbers) {
    const { columns, key }: Entity = exchange[entity];
    const at = (name: string) => columns.findIndex(column => column.name === name);
    this.#columns = columns;
    this.#hows = columns.map(column => howOf(column) ?? 'text');
    this.#words = words;
    this.#known = this.#hows.map(how => (how === 'word' ? new Map<number, Word>() : null));
    this.#lastWord = columns.map(() => null);
    this.#image = new SqliteImage(columns.length, PAGES);
    this.#keyAt = key.map(at);
    this.#values = new Float64Array(columns.length);
    this.#says = new Uint8Array(columns.length);
    this.#lastKey = new Float64Array(columns.length);
    this.#counts = new Float64Array(columns.length);
    this.#latest = new Float64Array(columns.length);
    this.#issuedAt = at('issued_on');
    this.#dueAt = at('due_on');
  }

  get rows(): number {
    return this.#image.rows;
  }

  get isFull(): boolean {
    return this.#image.isFull;
  }

  /** The row parser took this cell as it came, in a row without doubts. */
  learn(column: number, text: string): void {
    const known = this.#known[column];
    if (!known || text.includes('\\') || text.includes('\uFFFD')) return;
    const id = this.#words.id(text);
    if (id === null) return;
    const bytes = new TextEncoder().encode(text);
    const hash = hashOf(bytes);
    const { kind } = this.#columns[column] as Column;
    const day = kind === 'day' ? Number(text.replaceAll('-', '')) : 0;
    // of two words with one hash the later one is known
    known.set(hash, { bytes, hash, id, day, says: kind !== 'text' || bytes.length > 0 });
  }

  /** Whether the row from `from` to `end`, without its line feed, is in the image now. */
  take(bytes: Uint8Array, from: number, end: number): boolean {
    const image = this.#image;
    const last = this.#columns.length - 1;
    let at = from;
    for (let c = 0; c <= last; c++) {
      const to = this.#cell(bytes, at, end, c);
      if (to < 0 || (c < last ? bytes[to] !== TAB : to !== end)) {
        image.dropRow();
        return false;
      }
      at = to + 1;
    }
    image.endRow();
    this.#note();
    return true;
  }

  /** Adds a cell to the image. Where it ends, or -1. */
  #cell(bytes: Uint8Array, at: number, end: number, c: number): number {
    const how = this.#hows[c] as How;
    const column = this.#columns[c] as Column;
    if (bytes[at] === BACKSLASH) {
      // a text that is null is kept as an empty one: seldom enough to be left to the parser
      if (bytes[at + 1] !== LETTER_N || !column.nullable || column.kind === 'text') return -1;
      this.#image.addNull();
      this.#values[c] = NaN;
      this.#says[c] = 0;
      return at + 2;
    }
    this.#says[c] = 1;
    switch (how) {
      case 'word':
        return this.#word(bytes, at, end, c);
      case 'text':
        return this.#text(bytes, at, end, c);
      case 'period': {
        const month = at + 7 <= end ? monthAt(bytes, at) : NaN;
        if (!(month > 0) || !this.#image.addText(bytes, at, at + 7)) return -1;
        this.#values[c] = month;
        return at + 7;
      }
      case 'day': {
        const day = at + 10 <= end ? dayAt(bytes, at) : NaN;
        if (!(day > 0) || !this.#image.addText(bytes, at, at + 10)) return -1;
        this.#values[c] = day;
        return at + 10;
      }
      default:
        return this.#number(bytes, at, end, c, how);
    }
  }

  #number(bytes: Uint8Array, from: number, end: number, c: number, how: How): number {
    const isNegative = bytes[from] === MINUS;
    const first = isNegative ? from + 1 : from;
    let value = 0;
    let at = first;
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === first || at - first > MOST_DIGITS) return -1;
    if (isNegative) value = 0 - value;
    if (how === 'key' ? value <= 0 : how === 'area' && value < 0) return -1;
    this.#image.addInteger(value);
    this.#values[c] = value;
    return at;
  }

  #text(bytes: Uint8Array, from: number, end: number, c: number): number {
    let to = from;
    while (to < end && bytes[to] !== TAB) to++;
    const length = plainLength(bytes, from, to);
    const { max = DEFAULT_MAX } = this.#columns[c] as Column;
    if (length < 0 || length > max || !this.#image.addText(bytes, from, to)) return -1;
    this.#says[c] = to > from ? 1 : 0;
    return to;
  }

  #word(bytes: Uint8Array, from: number, end: number, c: number): number {
    let hash = 0;
    let to = from;
    for (; to < end; to++) {
      const byte = bytes[to] as number;
      if (byte === TAB) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    let word = this.#lastWord[c] ?? null;
    if (word?.hash !== hash) this.#lastWord[c] = word = this.#known[c]?.get(hash) ?? null;
    if (!word || !isSame(word, bytes, from, to)) return -1;
    this.#image.addInteger(word.id);
    this.#values[c] = word.day;
    this.#says[c] = word.says ? 1 : 0;
    return to;
  }

  #note(): void {
    const values = this.#values;
    for (let c = 0; c < values.length; c++) {
      this.#counts[c] = (this.#counts[c] as number) + (this.#says[c] as number);
      const value = values[c] as number;
      if (value > (this.#latest[c] as number)) this.#latest[c] = value;
    }
    this.#lastKey.set(values);
    const account = values[0] as number;
    if (account !== this.#accounts.at(-1)) this.#accounts.push(account);
    if (this.#issuedAt >= 0 && (values[this.#dueAt] as number) < (values[this.#issuedAt] as number))
      this.#reversed = true;
  }

  /** The key of the last row taken. */
  lastKey(): (string | number)[] {
    return this.#keyAt.map(c => this.#shown(c, this.#lastKey[c] as number));
  }

  #shown(c: number, value: number): string | number {
    const { kind } = this.#columns[c] as Column;
    return kind === 'period' ? monthText(value) : kind === 'day' ? dayText(value) : value;
  }

  /** What was taken since the last time; null when nothing was. */
  pack(): PackedRows | null {
    const { rows } = this.#image;
    if (rows === 0) return null;
    const latest: Record<string, string> = {};
    this.#columns.forEach(({ name, kind, past }, c) => {
      const value = this.#latest[c] as number;
      if ((kind === 'period' || past) && value > 0) latest[name] = String(this.#shown(c, value));
    });
    const packed = {
      image: this.#image.take(),
      rows,
      known: [...this.#counts],
      latest,
      reversed: this.#reversed,
      accounts: this.#accounts,
    };
    this.#counts.fill(0);
    this.#latest.fill(0);
    this.#accounts = [];
    this.#reversed = false;
    return packed;
  }
}
