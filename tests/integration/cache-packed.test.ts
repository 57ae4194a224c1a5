// Rows that are copied packed are the same rows: the file, its counts, doubts and marks are those of a copy row by row.
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import { selectList } from '../../src-main/adapters/cache/rows.ts';
import { cellText } from '../../src-main/adapters/fund-postgres/copy-text.ts';
import { parseCopy, parsePacked } from '../../src-main/adapters/fund-postgres/row-batch.ts';
import { WordNumbers } from '../../src-main/adapters/fund-postgres/words.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import type { ShadowCache } from '../../src-main/ports/cache-writer.ts';
import { exchange, type Column, type EntityName } from '../../src-main/ports/exchange.ts';
import type { CopiedRows } from '../../src-main/ports/fund.ts';
import { folder, removeFolder } from './sync-support.ts';

const key = 'ab'.repeat(32);
const large = ['period_balance', 'charge_line', 'payment'] as const;

/** Whole numbers below `below`, the same in each run. */
const dice = (seed: number) => (below: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

const soundCell = ({ kind, nullable, repeats, max = 500 }: Column, roll: (below: number) => number): string | null => {
  if (nullable && roll(4) === 0) return null;
  if (typeof kind !== 'string') return kind[roll(kind.length)] ?? '';
  switch (kind) {
    case 'period':
      return `20${10 + roll(15)}-${String(1 + roll(12)).padStart(2, '0')}`;
    case 'day':
      if (repeats) return `2025-0${1 + roll(3)}-10`;
      return `20${10 + roll(15)}-${String(1 + roll(12)).padStart(2, '0')}-${String(1 + roll(28)).padStart(2, '0')}`;
    case 'text':
      // the two short ones have one hash
      return ['', 'Aa', 'BB', '20ТА313033-09-1341', '№ 7', 'a'.repeat(max), 'Ж'.repeat(max)][roll(7)] ?? '';
    default:
      return String([0, 1, 7, 31_824, 2 ** 31, 4_000_000_000_000][roll(6)]);
  }
};

const odd = [
  null,
  '',
  '-1',
  '-0',
  '007',
  '22204.00',
  '1e3',
  '9007199254740993',
  '99999999999999999999',
  '2026-02-29',
  '2024-02-29',
  '2026-02-30',
  '2026-13-01',
  '2026-13',
  '0000-01',
  'infinity',
  '0044-03-15 BC',
  '9999-12-31',
  '1900-01-01',
  '2026-01-31 10:00:00',
  '?????',
  'что?',
  'a\tb\\c\nd',
  '\uFFFD',
  'Ж'.repeat(41),
  '😀'.repeat(10),
  'x'.repeat(600),
  'contribution',
  'a\\bc',
  'a\bc',
];

/** As PostgreSQL writes it, which has an escape for the backspace too. */
const lineOf = (cells: readonly (string | null)[]) => cells.map(cellText).join('\t').replaceAll('\b', '\\b');

/** COPY's text of rows in key order: mostly sound, of one row in `every` one cell is odd. */
function rowsOf(entity: EntityName, count: number, seed: number, every: number): string[] {
  const roll = dice(seed);
  const columns: readonly Column[] = exchange[entity].columns;
  return Array.from({ length: count }, (_, n) => {
    const cells = columns.map(column => soundCell(column, roll));
    columns.forEach(({ name }, at) => {
      if (name === 'account_id') cells[at] = String(1 + Math.floor(n / 12));
      if (name === 'id' || name === 'line_no') cells[at] = String(n + 1);
      if (name === 'period' && entity !== 'payment') cells[at] = `2025-${String(1 + (n % 12)).padStart(2, '0')}`;
    });
    if (roll(every) === 0) cells[roll(cells.length)] = odd[roll(odd.length)] ?? null;
    const line = lineOf(cells);
    return roll(200) === 0 ? line.slice(0, line.lastIndexOf('\t')) : line;
  });
}

/** In pieces that end anywhere. */
const streamOf = (lines: readonly string[]) => {
  const all = Buffer.from(lines.map(line => `${line}\n`).join(''));
  return Readable.from(
    Array.from({ length: Math.ceil(all.length / 7919) }, (_, n) => all.subarray(n * 7919, (n + 1) * 7919)),
  );
};

let dirs: string[];
beforeEach(() => {
  dirs = [folder(), folder()];
});
afterEach(() => dirs.forEach(removeFolder));

const writerIn = (dataDir: string) =>
  new SqliteCacheWriter({ dataDir, key, onSetAside: () => undefined, onOtherSchema: () => undefined });

const begin = (shadow: ShadowCache) =>
  shadow.begin({ cursor: { xid: '7', seq: '0' }, asOf: '2026-11-01T00:00:00.000Z', totalRows: 2 });

/** All that a file holds, but for the moments at which it was written. */
function contentOf(dataDir: string): Record<string, unknown> {
  const path = join(dataDir, readPointer(dataDir)?.file ?? '');
  const db = openDatabase(path, key, { mustExist: true });
  const all = (sql: string) => db.prepare(sql).raw().all();
  const content = {
    ...Object.fromEntries(
      large.map(name => [name, all(`select ${selectList(name)} from ${name} t order by ${exchange[name].key.join()}`)]),
    ),
    quarantine: all('select entity, key, weight, cell, code, value, raw from quarantine order by 1, 2, 3, 4'),
    listed: all('select * from listed order by 1'),
    seen: all('select * from seen order by 1'),
    orphan: all('select * from orphan order by 1, 2'),
    sound: all('pragma integrity_check'),
  };
  db.close();
  return content;
}

type Tables = readonly (readonly [EntityName, readonly string[]])[];

/** A file of these rows, copied in one way. */
async function copied(
  dataDir: string,
  tables: Tables,
  read: (entity: EntityName, lines: readonly string[], shadow: ShadowCache) => AsyncIterable<CopiedRows>,
) {
  const writer = writerIn(dataDir);
  const shadow = writer.shadow();
  begin(shadow);
  let packed = 0;
  for (const [entity, lines] of tables) {
    for await (const batch of read(entity, lines, shadow)) {
      packed += batch.packed?.rows ?? 0;
      shadow.add(batch);
    }
    shadow.finishEntity(entity);
  }
  shadow.index();
  const tallies = tables.map(([entity]) => shadow.tally(entity));
  writer.swap();
  writer.close();
  return { packed, tallies, content: contentOf(dataDir) };
}

const bothWays = async (tables: Tables) => {
  const plain = await copied(dirs[0] as string, tables, (entity, lines) => parseCopy(entity, streamOf(lines), 500));
  const words = new WordNumbers([]);
  const packed = await copied(dirs[1] as string, tables, (entity, lines) =>
    parsePacked(entity, streamOf(lines), 500, words),
  );
  expect(packed.content).toEqual(plain.content);
  expect(packed.tallies).toEqual(plain.tallies);
  return packed.packed;
};

describe('a packed copy', () => {
  it('is the same as a copy row by row, of sound rows and of odd ones among them', async () => {
    expect(
      await bothWays(large.map((entity, n) => [entity, rowsOf(entity, 4000, n + 1, 40)] as const)),
    ).toBeGreaterThan(8000);
  });

  it('is the same of rows that are nearly all odd', async () => {
    await bothWays(large.map((entity, n) => [entity, rowsOf(entity, 1500, n + 11, 1)] as const));
  });

  it('is the same with each odd cell in each column', async () => {
    const tables = large.map(entity => {
      const columns: readonly Column[] = exchange[entity].columns;
      const sound = rowsOf(entity, columns.length * odd.length, 21, 1e9).map(line => line.split('\t'));
      const spoilt = columns.flatMap((_, at) => odd.map(cell => [at, cell] as const));
      // after a sound row, from which the texts of the others are known
      const lines = sound.map((cells, n) => {
        const [at, cell] = spoilt[n] ?? [0, null];
        return n === 0 || at >= cells.length ? cells.join('\t') : cells.with(at, lineOf([cell])).join('\t');
      });
      return [entity, lines] as const;
    });
    await bothWays(tables);
  });

  it('marks a month that is due before its document, of known days', async () => {
    const at = exchange.period_balance.columns.findIndex(({ name }) => name === 'issued_on');
    const [early, late] = ['2025-01-10', '2025-02-10'] as const;
    const lines = rowsOf('period_balance', 100, 21, 1e9).map((line, n, all) => {
      const [issued, due] = n === all.length - 1 ? [late, early] : n % 2 === 0 ? [early, early] : [late, late];
      return line
        .split('\t')
        .with(at, issued)
        .with(at + 1, due)
        .join('\t');
    });
    await bothWays([['period_balance', lines]]);
  });

  it('keeps the same one of two rows with one key', async () => {
    const lines = rowsOf('payment', 300, 5, 1000);
    const twice = lines.flatMap((line, n) => (n % 50 === 7 ? [line, line.replace(/[^\t]*$/, 'Другой')] : [line]));
    await bothWays([['payment', twice]]);
  });

  it('begun again after a stop goes on with the numbers its texts have', async () => {
    const lines = rowsOf('charge_line', 2000, 3, 50);
    const whole = await copied(dirs[0] as string, [['charge_line', lines]], (entity, all) =>
      parseCopy(entity, streamOf(all), 500),
    );
    const dataDir = dirs[1] as string;
    for (const part of [lines.slice(0, 700), lines.slice(700)]) {
      const writer = writerIn(dataDir);
      const shadow = writer.shadow();
      if (!shadow.started()) begin(shadow);
      for await (const batch of parsePacked('charge_line', streamOf(part), 500, new WordNumbers(shadow.words())))
        shadow.add(batch as unknown as CopiedRows);
      if (part.length > 700) {
        shadow.index();
        writer.swap();
      }
      writer.close();
    }
    expect(contentOf(dataDir)).toEqual(whole.content);
  });

  it('gives no numbers where there are too many texts to be known', async () => {
    const lines = rowsOf('charge_line', 1000, 3, 50);
    const plain = await copied(dirs[0] as string, [['charge_line', lines]], (entity, all) =>
      parseCopy(entity, streamOf(all), 500),
    );
    const packed = await copied(dirs[1] as string, [['charge_line', lines]], (entity, all) =>
      parsePacked(entity, streamOf(all), 500, new WordNumbers(null)),
    );
    expect(packed.content).toEqual(plain.content);
    expect(packed.packed).toBe(0);
  });
});
