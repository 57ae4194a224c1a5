// Writes the column tables of docs/fund-database.md from ports/exchange.ts, so that the DBA's page stays current.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { type Column, type Entity, entityNames, exchange } from '../src-main/ports/exchange.ts';

const FILE = new URL('../docs/fund-database.md', import.meta.url);
const BEGIN = '<!-- columns:begin (written by scripts/fund-docs.ts) -->';
const END = '<!-- columns:end -->';

function typeOf(column: Column): string {
  switch (column.kind) {
    case 'key':
      return '`bigint`, above 0';
    case 'int':
      return '`integer` or `bigint`';
    case 'kopecks':
      return '`bigint`, kopecks';
    case 'area':
      return '`integer`, 1/100 m²';
    case 'period':
      return '`text`, `YYYY-MM`';
    case 'day':
      return '`date`';
    case 'instant':
      return '`timestamptz`';
    case 'json':
      return '`jsonb`';
    case 'text':
      return `\`text\`, up to ${column.max ?? 500}`;
    default:
      return column.kind.map(word => `\`${word}\``).join(', ');
  }
}

const changeNames = {
  id: 'by `id`',
  accountPeriod: 'by `account` and `period`',
  key: 'by `key`, the first key column',
};

function tableOf(name: string, entity: Entity): string {
  const rows = entity.columns.map(
    column => `| \`${column.name}\` | ${typeOf(column)} | ${column.nullable ? 'yes' : ''} | ${column.about} |`,
  );
  return [
    `### exchange.${name}`,
    `Key: ${entity.key.map(column => `\`${column}\``).join(', ')}. A change is named ${changeNames[entity.changedBy]}.`,
    ['| column | type and unit | may be empty | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

/** The page with current tables; equal to `page` when they were current. */
export async function withColumns(page: string): Promise<string> {
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]];
  if (before === undefined || after === undefined) throw new Error(`docs/fund-database.md has lost its marks ${BEGIN}`);
  const tables = entityNames.map(name => tableOf(name, exchange[name])).join('\n\n');
  const text = `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
  return format(text, { ...(await resolveConfig(FILE)), parser: 'markdown' });
}

if (import.meta.main) writeFileSync(FILE, await withColumns(readFileSync(FILE, 'utf8')));
