// One row read by the program's own parser, for what a DBA loads or checks: the row, or the reason in Russian and English.
import { intakeWords } from '#contract';
import type { ColumnKind, EntityName, RowOf } from '../../ports/exchange.ts';
import { exchange } from '../../ports/exchange.ts';
import { type CellDoubt, type Cells, RefusedRow, rowParser } from './row-parser.ts';

export interface Reason {
  ru: string;
  en: string;
}

/** The column and what is wrong in it, in the words staff read on the desk's list. */
function reasonOf({ column, code, value }: CellDoubt): Reason {
  const { ru, en } = intakeWords[code];
  const told = (words: string) => (column === '' ? '' : `${column}: `) + words.replace('{value}', value);
  return { ru: told(ru), en: told(en) };
}

export type ReadRow<E extends EntityName> = { row: RowOf<E> } | { reason: Reason };

/** A cell a terminal would cut or take for unknown is a reason too: who loads or checks data can still mend it. */
export function rowReader<E extends EntityName>(entity: E): (cells: Cells) => ReadRow<E> {
  const parse = rowParser(entity);
  return cells => {
    const doubts: CellDoubt[] = [];
    const read = parse(cells, doubts);
    if (read instanceof RefusedRow) return { reason: reasonOf(read.why) };
    const [doubt] = doubts;
    return doubt ? { reason: reasonOf(doubt) } : { row: read };
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
