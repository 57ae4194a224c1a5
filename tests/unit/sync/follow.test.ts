// Following the change log batch by batch: the next batch is read while this one is applied, and never takes the place of newer rows.
import { describe, expect, it } from 'vitest';
import type { CacheFile, Fetched } from '../../../src-main/ports/cache-writer.ts';
import { type ChangeCursor, FundUnreachable, type FundSource } from '../../../src-main/ports/fund.ts';
import { Ahead, followOnce } from '../../../src-main/services/sync/follow.ts';

/** A log of `length` payments, one a batch; what is read and applied is told in order. */
function parts(length: number) {
  const told: string[] = [];
  let cursor: ChangeCursor = { xid: '0', seq: '0', epoch: 'e' };
  let down = false;
  const fund = {
    changes: async ({ xid }: ChangeCursor) => {
      if (down) throw new FundUnreachable('away');
      const n = Number(xid) + 1;
      told.push(`read ${n}`);
      return {
        changes: [{ entity: 'payment', id: n, accountId: 1, period: null, key: null }],
        cursor: { xid: String(n), seq: '0', epoch: 'e' },
        asOf: '2026-11-28T09:00:00.000Z',
        more: n < length,
        heldBack: false,
      };
    },
    fetch: async () => ({ entity: 'payment', rows: [], rejected: [], doubts: [] }),
  } as unknown as FundSource;
  const file = {
    cursor: () => cursor,
    apply: (fetched: readonly Fetched[], next: ChangeCursor) => {
      told.push(`apply ${fetched[0]?.asked.ids?.join()}`);
      cursor = next;
      return { accounts: [], addresses: false };
    },
    setAsOf: () => undefined,
  } as unknown as CacheFile;
  return { fund, file, told, fail: () => (down = true) };
}

describe('followOnce', () => {
  it('asks for the next batch before it applies this one, and reads each once', async () => {
    const { fund, file, told } = parts(3);
    const ahead = new Ahead();
    for (let n = 0; n < 3; n++) await followOnce(fund, file, undefined, ahead);
    expect(told).toEqual(['read 1', 'read 2', 'apply 1', 'read 3', 'apply 2', 'apply 3']);
  });

  it('reads a batch again when newer rows were stored since', async () => {
    const { fund, file, told } = parts(2);
    const ahead = new Ahead();
    await followOnce(fund, file, undefined, ahead);
    ahead.forget();
    await followOnce(fund, file, undefined, ahead);
    expect(told).toEqual(['read 1', 'read 2', 'apply 1', 'read 2', 'apply 2']);
  });

  it('reads a batch again when the file is at another place in the log', async () => {
    const { fund, told, file } = parts(5);
    const ahead = new Ahead();
    await followOnce(fund, file, undefined, ahead);
    const other = { ...file, cursor: () => ({ xid: '3', seq: '0', epoch: 'e' }) } as CacheFile;
    await followOnce(fund, other, undefined, ahead);
    expect(told).toEqual(['read 1', 'read 2', 'apply 1', 'read 4', 'read 5', 'apply 4']);
  });

  it('a failure to read ahead ends the next round and not this one', async () => {
    const { fund, file, told, fail } = parts(3);
    const ahead = new Ahead();
    const before = fund.changes.bind(fund);
    let asked = 0;
    fund.changes = (after, limit) => {
      if (++asked === 2) fail();
      return before(after, limit);
    };
    expect((await followOnce(fund, file, undefined, ahead)).asOf).toBeNull();
    await expect(followOnce(fund, file, undefined, ahead)).rejects.toThrow(FundUnreachable);
    expect(told).toEqual(['read 1', 'apply 1']);
  });
});
