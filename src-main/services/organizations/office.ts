// The fund's office rows as the contract shows them.
import { Office } from '../../contract/index.ts';
import type { RowOf } from '../../ports/exchange.ts';

const hours = Office.shape.hours;

/** The fund's hours are JSON text of its own making: what does not read as hours is left out, never shown raw. */
export function officeOf(row: RowOf<'office'>): Office {
  let parsed: unknown = [];
  try {
    parsed = JSON.parse(row.hours);
  } catch {
    parsed = [];
  }
  const read = hours.safeParse(parsed);
  return { name: row.name, address: row.address, phone: row.phone, hours: read.success ? read.data : [] };
}
