// Rows written as the image of a small SQLite database: one table without types, filled page by page. SQLite reads an image without a call for
// each cell, and another thread can make it (https://www.sqlite.org/fileformat2.html).

/** The table of an image. */
export const IMAGE_TABLE = 'batch';

const PAGE = 32_768;
/** What one page holds of a row without a chain of further pages. */
const MOST_BYTES = PAGE - 35;
const LEAF_HEADER = 8;
const INTERIOR_HEADER = 12;
const FIRST_LEAF = 2;
const [LEAF, INTERIOR] = [13, 5];
const MAGIC = 'SQLite format 3\u0000';
const SQLITE_VERSION = 3_053_000;
const TWO_32 = 2 ** 32;

/** Bytes of a whole number in a record, and the number that stands for its kind; 0 and 1 take none. */
const integerType = (value: number): number => {
  if (value === 0) return 8;
  if (value === 1) return 9;
  const most = value < 0 ? -(value + 1) : value;
  if (most < 0x80) return 1;
  if (most < 0x8000) return 2;
  if (most < 0x80_0000) return 3;
  if (most < 0x8000_0000) return 4;
  return most < 0x8000_0000_0000 ? 5 : 6;
};
const TYPE_BYTES = [0, 1, 2, 3, 4, 6, 8, 0, 0, 0];

const varintSize = (value: number): number => (value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4);

/** Of a number below 2^28. Returns where it ends. */
function putVarint(into: Uint8Array, at: number, value: number): number {
  if (value >= 0x20_0000) into[at++] = (value >>> 21) | 0x80;
  if (value >= 0x4000) into[at++] = ((value >>> 14) & 0x7f) | 0x80;
  if (value >= 0x80) into[at++] = ((value >>> 7) & 0x7f) | 0x80;
  into[at++] = value & 0x7f;
  return at;
}

const put16 = (into: Uint8Array, at: number, value: number): void => {
  into[at] = value >>> 8;
  into[at + 1] = value;
};

const put32 = (into: Uint8Array, at: number, value: number): void => {
  put16(into, at, value >>> 16);
  put16(into, at + 2, value & 0xffff);
};

/** Cells are given in the order of the columns; `endRow` keeps the row, `dropRow` forgets the cells given so far. */
export class SqliteImage {
  readonly #columns: number;
  readonly #most: number;
  #pages: Uint8Array;
  #leaf = 0;
  /** of the last leaf: cells in it, and where the lowest of them begins */
  #cells = 0;
  #content = PAGE;
  /** the number of the last row of each whole leaf */
  #lasts: number[] = [];
  #rows = 0;
  readonly #types: Uint8Array;
  #typesEnd = 0;
  readonly #body = new Uint8Array(MOST_BYTES + 16);
  #bodyEnd = 0;

  /** `pages` of 32 KB at most, of which two are the image's own. */
  constructor(columns: number, pages: number) {
    this.#columns = columns;
    this.#most = pages;
    this.#types = new Uint8Array(columns * 4);
    this.#pages = new Uint8Array(pages * PAGE);
  }

  get rows(): number {
    return this.#rows;
  }

  /** No page is left for a row of any length. */
  get isFull(): boolean {
    return FIRST_LEAF + this.#leaf + 1 >= this.#most;
  }

  dropRow(): void {
    this.#typesEnd = 0;
    this.#bodyEnd = 0;
  }

  addNull(): void {
    this.#types[this.#typesEnd++] = 0;
  }

  /** A whole number that a double holds exactly. */
  addInteger(value: number): void {
    const type = integerType(value);
    this.#types[this.#typesEnd++] = type;
    const body = this.#body;
    const end = (this.#bodyEnd += TYPE_BYTES[type] as number);
    let low = value;
    let at = end;
    if (type >= 5 && type <= 6) {
      const high = Math.floor(value / TWO_32);
      low = value - high * TWO_32;
      for (let rest = high, n = type === 5 ? 2 : 4, to = end - 4; n > 0; n--, rest >>= 8) body[--to] = rest;
    }
    for (let n = Math.min(4, TYPE_BYTES[type] as number); n > 0; n--) {
      body[--at] = low;
      low = low >> 8;
    }
  }

  /** Text in UTF-8, from `from` to `to` of `bytes`. False when the row is longer than a page holds. */
  addText(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#bodyEnd + to - from > MOST_BYTES - this.#columns * 12) return false;
    this.#typesEnd = putVarint(this.#types, this.#typesEnd, 13 + 2 * (to - from));
    const body = this.#body;
    let at = this.#bodyEnd;
    for (let i = from; i < to; i++) body[at++] = bytes[i] as number;
    this.#bodyEnd = at;
    return true;
  }

  endRow(): void {
    const headerSize = this.#typesEnd + (this.#typesEnd < 127 ? 1 : 2);
    const payload = headerSize + this.#bodyEnd;
    const row = this.#rows + 1;
    const size = varintSize(payload) + varintSize(row) + payload;
    if (this.#content - size < LEAF_HEADER + 2 * (this.#cells + 1)) this.#nextLeaf();
    const page = (FIRST_LEAF + this.#leaf) * PAGE;
    const pages = this.#pages;
    this.#content -= size;
    put16(pages, page + LEAF_HEADER + 2 * this.#cells++, this.#content);
    let at = putVarint(pages, page + this.#content, payload);
    at = putVarint(pages, at, row);
    at = putVarint(pages, at, headerSize);
    for (let i = 0; i < this.#typesEnd; i++) pages[at++] = this.#types[i] as number;
    for (let i = 0; i < this.#bodyEnd; i++) pages[at++] = this.#body[i] as number;
    this.#rows = row;
    this.dropRow();
  }

  #endLeaf(): void {
    const at = (FIRST_LEAF + this.#leaf) * PAGE;
    this.#pages[at] = LEAF;
    put16(this.#pages, at + 3, this.#cells);
    put16(this.#pages, at + 5, this.#content);
  }

  #nextLeaf(): void {
    this.#endLeaf();
    this.#lasts.push(this.#rows);
    this.#leaf++;
    if (FIRST_LEAF + this.#leaf >= this.#most) throw new Error('The image is full.');
    this.#cells = 0;
    this.#content = PAGE;
  }

  /** The image, which is the caller's own; the next one begins. */
  take(): Uint8Array<ArrayBuffer> {
    this.#endLeaf();
    const pages = this.#pages as Uint8Array<ArrayBuffer>;
    let count = FIRST_LEAF + this.#leaf + 1;
    if (this.#leaf === 0) {
      // a root that is a leaf too: SQLite takes no inner page without a key
      pages.copyWithin(PAGE, FIRST_LEAF * PAGE, (FIRST_LEAF + 1) * PAGE);
      count = FIRST_LEAF;
    } else this.#writeRoot();
    this.#writeFirstPage(count);
    this.#pages = new Uint8Array(this.#most * PAGE);
    this.#leaf = this.#rows = this.#cells = 0;
    this.#content = PAGE;
    this.#lasts = [];
    this.dropRow();
    return pages.subarray(0, count * PAGE);
  }

  #writeRoot(): void {
    const pages = this.#pages;
    pages[PAGE] = INTERIOR;
    let content = PAGE;
    this.#lasts.forEach((last, leaf) => {
      content -= 4 + varintSize(last);
      put32(pages, PAGE + content, FIRST_LEAF + leaf + 1);
      putVarint(pages, PAGE + content + 4, last);
      put16(pages, PAGE + INTERIOR_HEADER + 2 * leaf, content);
    });
    put16(pages, PAGE + 3, this.#lasts.length);
    put16(pages, PAGE + 5, content);
    put32(pages, PAGE + 8, FIRST_LEAF + this.#leaf + 1);
  }

  #writeFirstPage(count: number): void {
    const pages = this.#pages;
    const text = (value: string) => new TextEncoder().encode(value);
    pages.set(text(MAGIC));
    put16(pages, 16, PAGE);
    pages.set([1, 1, 0, 64, 32, 32], 18);
    for (const [at, value] of [
      [24, 1],
      [28, count],
      [40, 1],
      [44, 4],
      [56, 1],
      [92, 1],
      [96, SQLITE_VERSION],
    ] as const)
      put32(pages, at, value);
    const names = Array.from({ length: this.#columns }, (_, n) => `c${n}`);
    const cells = ['table', IMAGE_TABLE, IMAGE_TABLE, `create table ${IMAGE_TABLE} (${names.join(', ')})`].map(text);
    const header = new Uint8Array(16);
    let end = 1;
    cells.forEach((cell, n) => {
      if (n === 3) header[end++] = 1;
      end = putVarint(header, end, 13 + 2 * cell.length);
    });
    header[0] = end;
    const sql = cells.pop() as Uint8Array;
    // the root is page 2
    const payload = Uint8Array.from([...header.subarray(0, end), ...cells.flatMap(cell => [...cell]), 2, ...sql]);
    const content = PAGE - payload.length - varintSize(payload.length) - 1;
    const at = putVarint(pages, putVarint(pages, content, payload.length), 1);
    pages.set(payload, at);
    pages[100] = LEAF;
    put16(pages, 103, 1);
    put16(pages, 105, content);
    put16(pages, 108, content);
  }
}
