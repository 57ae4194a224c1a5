// Rows of the exchange for tests: whole ones by its description, of which a test gives only the columns it is about.
import { exchange, type Column, type EntityName, type RowOf } from '../../src-main/ports/exchange.ts';

/** The plainest value of a column: null where it may be, else 0, an empty text, the first word of a list, or a day of October 2026. */
function plain({ kind, nullable }: Column): string | number | null {
  if (nullable) return null;
  switch (kind) {
    case 'key':
    case 'int':
      return 1;
    case 'kopecks':
    case 'area':
      return 0;
    case 'period':
      return '2026-10';
    case 'day':
      return '2026-10-10';
    case 'instant':
      return '2026-10-10T08:00:00.000Z';
    case 'json':
      return '[]';
    case 'text':
      return '';
    default:
      return kind[0] ?? '';
  }
}

export function rowOf<E extends EntityName>(entity: E, given: Partial<RowOf<E>> = {}): RowOf<E> {
  const columns: readonly Column[] = exchange[entity].columns;
  return Object.assign(Object.fromEntries(columns.map(column => [column.name, plain(column)])), given) as RowOf<E>;
}
