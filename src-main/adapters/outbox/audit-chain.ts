// The audit log's hash chain: every event carries the hash of the previous one, so a missing or altered event is detectable.
import { createHash } from 'node:crypto';

/** The previous hash of a terminal's first event. */
export const chainStart = '0'.repeat(64);

/** JSON with sorted keys and no spaces, so that every program produces the same bytes. `undefined` is left out, as JSON does. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(each => canonicalJson(each ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * SHA-256, in hex, of the previous hash followed by the event's canonical JSON. A `visit` or `shift` that is null is left out of it, so that
 * lines written before these columns were keep their hash.
 */
export const chainHash = (previous: string, { visit, shift, ...event }: Record<string, unknown>): string =>
  createHash('sha256')
    .update(previous)
    .update(canonicalJson({ ...event, visit: visit ?? undefined, shift: shift ?? undefined }))
    .digest('hex');

/** The previous hash of the first line of a terminal's second chain, whose lines are written with what they tell of. */
export const cabinetChainStart = (terminalId: string): string =>
  chainHash(chainStart, { chain: 'cabinet', terminalId });
