// One row read by the program's own parser, for what a DBA loads or checks: the row, or the reason in Russian and English.
import type { ColumnKind, EntityName, RowOf } from '../../ports/exchange.ts';
import { exchange } from '../../ports/exchange.ts';
import { type Cells, rowParser } from './row-parser.ts';

export interface Reason {
  ru: string;
  en: string;
}

const russian: readonly (readonly [RegExp, string])[] = [
  [/^empty \(NULL\), and it must not be$/, 'пусто, а должно быть значение'],
  [/^not a positive whole number$/, 'нужно целое число больше нуля'],
  [/^not a whole number, not negative$/, 'нужно целое число, не меньше нуля'],
  [/^not a whole number$/, 'нужно целое число (деньги — в копейках)'],
  [/^not a month YYYY-MM$/, 'нужен месяц вида 2026-10'],
  [/^not a real day YYYY-MM-DD$/, 'нужна настоящая дата вида 2026-10-31'],
  [/^not a moment with its time zone$/, 'нужны дата и время с часовым поясом'],
  [/^not JSON$/, 'нужен JSON'],
  [/^not one of (.+)$/, 'нужно одно из: $1'],
  [/^longer than (\d+) characters$/, 'длиннее $1 знаков'],
];

/** A reason of the parser (`column: what is wrong`) in both languages; a sentence that is not known stays as it is. */
function reasonOf(reason: string): Reason {
  const at = reason.indexOf(': ');
  const [column, wrong] = at < 0 ? ['', reason] : [reason.slice(0, at + 2), reason.slice(at + 2)];
  const known = russian.find(([pattern]) => pattern.test(wrong));
  return { ru: known ? column + wrong.replace(known[0], known[1]) : reason, en: reason };
}

export type ReadRow<E extends EntityName> = { row: RowOf<E> } | { reason: Reason };

export function rowReader<E extends EntityName>(entity: E): (cells: Cells) => ReadRow<E> {
  const parse = rowParser(entity);
  return cells => {
    const read = parse(cells);
    return typeof read === 'string' ? { reason: reasonOf(read) } : { row: read };
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
