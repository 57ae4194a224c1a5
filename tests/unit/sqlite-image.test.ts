// Rows written as the image of a SQLite file are read by SQLite as they were given.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { IMAGE_TABLE, SqliteImage } from '../../src-main/base/sqlite-image.ts';

type Cell = number | string | null;

const put = (image: SqliteImage, row: readonly Cell[]): void => {
  for (const cell of row) {
    if (cell === null) image.addNull();
    else if (typeof cell === 'number') image.addInteger(cell);
    else expect(image.addText(Buffer.from(cell), 0, Buffer.byteLength(cell))).toBe(true);
  }
  image.endRow();
};

const read = (image: SqliteImage): Cell[][] => {
  const db = new Database(Buffer.from(image.take()));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare(`select * from ${IMAGE_TABLE}`).raw().all() as Cell[][];
  } finally {
    db.close();
  }
};

const edges = [0, 7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 52].flatMap(bits =>
  [-1, 0, 1].flatMap(by => [2 ** bits + by, -(2 ** bits) - by]),
);
const numbers = [...edges, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];

it('whole numbers of every size keep their value', () => {
  const image = new SqliteImage(1, 4);
  for (const number of numbers) put(image, [number]);
  expect(read(image).flat()).toEqual(numbers);
});

it('rows of a page, of many pages and of texts of any length come back in their order', () => {
  const image = new SqliteImage(4, 12);
  for (const rows of [1, 300, 7000]) {
    const given: Cell[][] = Array.from({ length: rows }, (_, n) => [
      n % 5 === 0 ? null : (numbers[n % numbers.length] as number),
      'Ж№'.repeat(n % 40),
      n % 97 === 0 ? 'x'.repeat(n) : '',
      n,
    ]);
    const kept: Cell[][] = [];
    for (const row of given)
      if (!image.isFull) {
        put(image, row);
        kept.push(row);
      }
    expect(image.rows).toBe(kept.length);
    expect(read(image)).toEqual(kept);
  }
});

it('takes many columns, no row that is longer than a page, and nothing of a row that was dropped', () => {
  const image = new SqliteImage(150, 4);
  const row = Array.from({ length: 150 }, (_, n) => (n % 3 === 0 ? n : 'ы'.repeat(n % 70)));
  put(image, row);
  image.addInteger(5);
  expect(image.addText(Buffer.alloc(40_000, 65), 0, 40_000)).toBe(false);
  image.dropRow();
  put(image, row);
  expect(read(image)).toEqual([row, row]);
});
