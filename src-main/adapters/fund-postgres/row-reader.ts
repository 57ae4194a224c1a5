// One row read by the program's own parser, for what a DBA loads or checks: the row, or the reason in Russian and English.
import type { IntakeCode } from '#contract';
import type { Doubt } from '../../ports/fund.ts';
import type { Column, ColumnKind, EntityName, RowOf } from '../../ports/exchange.ts';
import { exchange } from '../../ports/exchange.ts';
import { type CellDoubt, type Cells, RefusedRow, rowParser } from './row-parser.ts';

export interface Reason {
  ru: string;
  en: string;
}

/** What a cell must be, by what the parser says of it; without the value, so that reasons can be counted by kind. */
const wanted: { readonly [C in IntakeCode]?: Reason } = {
  empty: { ru: 'пусто, а должно быть значение', en: 'empty (NULL), and it must not be' },
  notPositive: { ru: 'нужно целое число больше нуля', en: 'not a positive whole number' },
  notArea: { ru: 'нужно целое число, не меньше нуля', en: 'not a whole number, not negative' },
  notWhole: { ru: 'нужно целое число (деньги — в копейках)', en: 'not a whole number' },
  notPeriod: { ru: 'нужен месяц вида 2026-10', en: 'not a month YYYY-MM' },
  notDay: { ru: 'нужна настоящая дата вида 2026-10-31', en: 'not a real day YYYY-MM-DD' },
  farDay: { ru: 'нужна дата с 1901 по 2099 год', en: 'not a day from 1901 to 2099' },
  notInstant: { ru: 'нужны дата и время с часовым поясом', en: 'not a moment with its time zone' },
  lostLetters: { ru: 'буквы потеряны при перекодировке', en: 'the letters were lost in a change of encoding' },
  notJson: { ru: 'нужен JSON', en: 'not JSON' },
};

/** What is wrong with a cell or a row, in words; without the value. */
export function reasonOf(
  entity: EntityName,
  { column, code, value }: Pick<Doubt, 'column' | 'code' | 'value'>,
): Reason {
  const { kind, max }: Partial<Column> = exchange[entity].columns.find(({ name }) => name === column) ?? {};
  const told = (ru: string, en: string): Reason => ({ ru: `${column}: ${ru}`, en: `${column}: ${en}` });
  if (code === 'columns') return { ru: `столбцов не столько: ${value}`, en: `another number of columns: ${value}` };
  if (code === 'tooLong') return told(`длиннее ${max ?? 500} знаков`, `longer than ${max ?? 500} characters`);
  if (code === 'notOneOf' && Array.isArray(kind))
    return told(`нужно одно из: ${kind.join(', ')}`, `not one of ${kind.join(', ')}`);
  const { ru, en } = wanted[code] ?? { ru: code, en: code };
  return told(ru, en);
}

export type ReadRow<E extends EntityName> = { row: RowOf<E> } | { reason: Reason };

/** Stricter than a terminal, which keeps a row with a doubtful cell: a DBA is to correct what a terminal would leave out. */
export function rowReader<E extends EntityName>(entity: E): (cells: Cells) => ReadRow<E> {
  const parse = rowParser(entity);
  return cells => {
    const doubts: CellDoubt[] = [];
    const read = parse(cells, doubts);
    const [first] = read instanceof RefusedRow ? [read.why] : doubts;
    if (first) return { reason: reasonOf(entity, first) };
    return { row: read as RowOf<E> };
  };
}

const samples: Record<Extract<ColumnKind, string>, string> = {
  key: '1',
  int: '1',
  kopecks: '1',
  area: '1',
  period: '2026-01',
  day: '2026-01-01',
  instant: '2026-01-01 00:00:00+00',
  text: '',
  json: '[]',
};

/** For each column a value its kind takes: stands for a column that a source does not give. */
export const sampleCells = (entity: EntityName): string[] =>
  exchange[entity].columns.map(({ kind }) => (typeof kind === 'string' ? samples[kind] : (kind[0] ?? '')));
