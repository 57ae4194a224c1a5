// The audit chain's bytes: the same for every writer, and different when anything is altered.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, chainHash, chainStart } from '../../../src-main/adapters/outbox/audit-chain.ts';

describe('audit chain', () => {
  it('canonical JSON orders keys at every depth and leaves out what is undefined', () => {
    const one = { b: 1, a: { d: [1, { z: null, y: 'ё' }], c: undefined } };
    const other = { a: { d: [1, { y: 'ё', z: null }] }, b: 1 };
    expect(canonicalJson(one)).toBe('{"a":{"d":[1,{"y":"ё","z":null}]},"b":1}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it('is SHA-256 of the hash before and the event', () => {
    const expected = createHash('sha256').update(`${chainStart}{"action":"visit.ended"}`).digest('hex');
    expect(chainHash(chainStart, { action: 'visit.ended' })).toBe(expected);
  });

  it('a visit and a shift count, and one that is null leaves the hash as it was before lines had them', () => {
    const event = { action: 'visit.ended', accountId: null };
    const bare = chainHash(chainStart, event);
    expect(chainHash(chainStart, { ...event, visit: null, shift: null })).toBe(bare);
    const visit = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
    const [inVisit, inShift] = [
      chainHash(chainStart, { ...event, visit }),
      chainHash(chainStart, { ...event, shift: visit }),
    ];
    expect(new Set([bare, inVisit, inShift]).size).toBe(3);
  });

  it('any altered word, and any other event before it, gives another hash', () => {
    const event = { action: 'proof.failed', accountId: 7, details: { terminal: 'Терминал 1' } };
    const hashes = [
      chainHash(chainStart, event),
      chainHash(chainStart, { ...event, accountId: 8 }),
      chainHash(chainStart, { ...event, details: { terminal: 'Терминал 2' } }),
      chainHash(chainHash(chainStart, {}), event),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
