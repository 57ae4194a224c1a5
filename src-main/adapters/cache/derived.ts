// What the cache makes of the fund's words so that they can be searched: plain account numbers and stable ids of places.
import { createHash } from 'node:crypto';
import { normalizeAccountNumber, normalizeUnifiedNumber } from '../../domain/account-number.ts';

/** An account number as people's input is compared with it; one the rule does not know keeps its letters, without spaces and in capitals. */
export function searchableNumber(number: string): string {
  const known = normalizeAccountNumber(number);
  return known.ok ? known.value : number.replaceAll(/\s/gu, '').toUpperCase();
}

/** ЕЛС likewise. */
export const searchableUnified = (number: string): string =>
  normalizeUnifiedNumber(number) ?? number.replaceAll(/\s/gu, '').toUpperCase();

const known = new Map<string, number>();

/**
 * The id of a settlement (kind, name) or a street (the settlement's, then its own): 48 bits of a hash of its names, so that a place has the
 * same id in every cache file and a visit in mid-search survives a new snapshot.
 */
export function placeId(...names: string[]): number {
  const text = names.join('\u0000');
  let id = known.get(text);
  if (id === undefined) {
    id = createHash('sha256').update(text).digest().readUIntBE(0, 6) + 1;
    if (known.size > 100_000) known.clear();
    known.set(text, id);
  }
  return id;
}
