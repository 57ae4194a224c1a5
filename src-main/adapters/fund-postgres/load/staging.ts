// Staging: the rows of a source as they were read, in a table of their own, each good or refused with its reason. What is staged outlives an interrupted load.
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Column, EntityName } from '../../../ports/exchange.ts';
import { exchange } from '../../../ports/exchange.ts';
import { cellText } from '../copy-text.ts';
import { rowReader, sampleCells } from '../row-reader.ts';
import { LoadRefused, type Source, type SourceRow } from './source.ts';
import type { TableFacts } from './table-facts.ts';

export const stagedTable = (entity: EntityName) => `fund_load.${entity}`;

export interface Staged {
  entity: EntityName;
  /** columns of the fund's table that the source gives */
  columns: readonly string[];
  /** columns of the source that the exchange does not know */
  unknown: readonly string[];
  /** columns of the table that the source leaves out: they stay as they are */
  absent: readonly string[];
  source: Source;
  /** it was staged by an earlier run, which did not finish */
  again: boolean;
}

/** The most an `integer` column holds. */
const INT4_MAX = 2_147_483_647;
const FLUSH = 256 * 1024;

export function matchColumns(source: Source, facts: TableFacts): Pick<Staged, 'columns' | 'unknown' | 'absent'> {
  const known = exchange[source.entity].columns.map(column => column.name as string);
  const columns = known.filter(name => source.columns.includes(name));
  const twice = columns.filter(name => source.columns.indexOf(name) !== source.columns.lastIndexOf(name));
  if (twice.length > 0) throw new LoadRefused(`${source.name}: столбец стоит дважды: ${twice.join(', ')}.`);
  const absent = known.filter(name => !columns.includes(name));
  const needed = absent.filter(name => {
    const column = facts.columns.get(name);
    return facts.key.includes(name) || (column?.notNull && !column.hasDefault);
  });
  if (needed.length > 0)
    throw new LoadRefused(
      `${source.name}: нет столбцов ${needed.join(', ')}. Названия столбцов — в docs/fund-database.md, «exchange.${source.entity}»; ` +
        `в источнике есть: ${source.columns.join(', ').slice(0, 500)}.`,
    );
  const unknown = source.columns.filter(name => !known.includes(name));
  return { columns, unknown, absent };
}

/** Stages a source, unless the same content is staged already. One transaction: a source is staged whole or not at all. */
export async function stage(
  client: pg.Client,
  source: Source,
  facts: TableFacts,
  progress: (rows: number) => void,
): Promise<Staged> {
  const match = matchColumns(source, facts);
  const fingerprint = await source.fingerprint();
  const found = await client.query<{ fingerprint: string | null }>(
    'select fingerprint from fund_load.staged where entity = $1',
    [source.entity],
  );
  const staged = { entity: source.entity, source, ...match };
  if (fingerprint !== null && found.rows[0]?.fingerprint === fingerprint) return { ...staged, again: true };
  const table = stagedTable(source.entity);
  // The domain of a month is of the table alone; its check is the parser's too.
  const list = match.columns.map(name => (name === 'period' ? 'period::text as period' : name)).join(', ');
  await client.query('begin');
  try {
    await client.query('delete from fund_load.staged where entity = $1', [source.entity]);
    await client.query(`drop table if exists ${table}`);
    await client.query(
      `create unlogged table ${table} as
       select null::bigint as place, null::text as refused, ${list} from fund.${source.entity} with no data`,
    );
    await fill(client, source, match.columns, facts, progress);
    await client.query('insert into fund_load.staged (entity, fingerprint) values ($1, $2)', [
      source.entity,
      fingerprint,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
  await client.query(`analyze ${table}`);
  return { ...staged, again: false };
}

async function fill(
  client: pg.Client,
  source: Source,
  columns: readonly string[],
  facts: TableFacts,
  progress: (rows: number) => void,
): Promise<void> {
  const line = lineMaker(source, columns, facts);
  const into = client.query(
    copyFrom(`copy ${stagedTable(source.entity)} (place, refused, ${columns.join(', ')}) from stdin`),
  );
  const written = finished(into);
  // the loop below sees it at its next write
  written.catch(() => undefined);
  let text = '';
  let rows = 0;
  const flush = async () => {
    if (text !== '' && !into.write(text)) await Promise.race([once(into, 'drain'), written]);
    text = '';
  };
  try {
    for await (const batch of source.rows()) {
      for (const row of batch) {
        text += line(row);
        if (text.length > FLUSH) await flush();
      }
      progress((rows += batch.length));
    }
    await flush();
    into.end();
    await written;
  } catch (error) {
    into.destroy();
    throw error;
  }
}

const plainDay = /^(\d\d)\.(\d\d)\.(\d{4})$/;

/** A cell of a file as the exchange means it: null for no value, a day as YYYY-MM-DD, no spaces around. Texts stay as they are. */
function typed(cell: string, column: Column): string | null {
  if (column.kind === 'text') return cell === '' && column.nullable ? null : cell;
  const text = cell.trim();
  if (text === '') return null;
  return column.kind === 'day' ? text.replace(plainDay, '$3-$2-$1') : text;
}

/** What PostgreSQL itself would refuse, and with it the whole copy. */
function unstorable(cells: readonly (string | null)[], columns: readonly Column[]): string | null {
  for (const [i, cell] of cells.entries()) {
    const column = columns[i];
    if (cell === null || !column) continue;
    if (cell.includes('\uFFFD')) return `${column.name}: есть знаки, которых нет в кодировке файла`;
    if (cell.includes('\0') || (column.kind === 'json' && cell.includes('\\u0000')))
      return `${column.name}: есть знак с кодом 0`;
  }
  return null;
}

/** The line of COPY for a row: its values, or its key alone with the reason why it is refused. */
function lineMaker(source: Source, given: readonly string[], facts: TableFacts): (row: SourceRow) => string {
  const columns: readonly Column[] = exchange[source.entity].columns;
  const read = rowReader(source.entity);
  const samples = sampleCells(source.entity);
  const from = columns.map(column => (given.includes(column.name) ? source.columns.indexOf(column.name) : -1));
  const small = given.filter(name => facts.columns.get(name)?.type === 'integer');
  const cellsFrom = (cells: readonly (string | null)[]) =>
    columns.map((column, i) => {
      const at = from[i] ?? -1;
      if (at < 0) return column.nullable ? null : (samples[i] ?? null);
      const cell = cells[at] ?? null;
      return cell === null || !source.quoted ? cell : typed(cell, column);
    });
  const refused = (place: number, cells: readonly (string | null)[], reason: string) => {
    const keyed = read(
      columns.map(({ name }, i) => (facts.key.includes(name) ? (cells[i] ?? null) : (samples[i] ?? ''))),
    );
    const row = 'row' in keyed ? (keyed.row as Record<string, string | number | null>) : null;
    const values = given.map(name => cellText(row && facts.key.includes(name) ? (row[name] ?? null) : null));
    return `${place}\t${cellText(reason)}\t${values.join('\t')}\n`;
  };
  return ({ cells: raw, place }) => {
    if (raw.length !== source.columns.length)
      return refused(place, [], `столбцов ${raw.length}, а в заголовке ${source.columns.length}`);
    const cells = cellsFrom(raw);
    const bad = unstorable(cells, columns);
    if (bad !== null) return refused(place, [], bad);
    const result = read(cells);
    if ('reason' in result) return refused(place, cells, result.reason.ru);
    const row = result.row as Record<string, string | number | null>;
    const large = small.find(name => Math.abs(Number(row[name] ?? 0)) > INT4_MAX);
    if (large !== undefined) return refused(place, cells, `${large}: слишком большое число`);
    let line = `${place}\t\\N`;
    for (const name of given) line += `\t${cellText(row[name] ?? null)}`;
    return `${line}\n`;
  };
}
