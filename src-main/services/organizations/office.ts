// The fund's office rows as the contract shows them.
import { Office } from '#contract';
import type { RowOf } from '../../ports/exchange.ts';

const hours = Office.shape.hours;

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The fund's hours are JSON text of its own making: what does not read as hours is left out, never shown raw. */
export function officeOf(row: RowOf<'office'>): Office {
  const read = hours.safeParse(fromJson(row.hours));
  return { name: row.name, address: row.address, phone: row.phone, hours: read.success ? read.data : [] };
}
