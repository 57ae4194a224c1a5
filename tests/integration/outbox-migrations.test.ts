// The outbox of a data folder made by any earlier step of the program: brought to the present one with everything it held.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxMigrations } from '../../migrations/outbox/index.ts';
import { chainHash } from '../../src-main/adapters/outbox/audit-chain.ts';
import { openDataSource } from '../../src-main/adapters/outbox/migrate.ts';
import { SqliteOutboxQueue } from '../../src-main/adapters/outbox/outbox-queue.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import type { FileKeys } from '../../src-main/adapters/sqlite/keys.ts';
import type { StoredAttempt } from '../../src-main/ports/attempts.ts';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';

let dataDir: string;
let keys: FileKeys;
let store: Store | null = null;
beforeEach(async () => {
  dataDir = folder();
  keys = await keysOf(dataDir);
});
afterEach(async () => {
  await store?.close();
  store = null;
  removeFolder(dataDir);
});

/** An outbox with the first `steps` migrations, holding these rows. */
async function outboxOf(steps: number, ...statements: string[]): Promise<void> {
  const path = join(dataDir, 'outbox.db');
  await (await openDataSource(path, keys.outbox, outboxMigrations.slice(0, steps))).destroy();
  const db = openDatabase(path, keys.outbox);
  for (const sql of statements) db.exec(sql);
  db.close();
}

const open = async () => {
  const log = listeningLog();
  store = await openStore({ dataDir, keys, log });
  expect(log.said.filter(line => line.event === 'outbox.lost')).toEqual([]);
  return store.terminalStore;
};

const lastHash = 'ab'.repeat(32);
const first = [
  `insert into meta values ('terminal_id', '11111111-1111-4111-8111-111111111111'), ('audit_hash', '${lastHash}'),
     ('note login', 'petrova')`,
  `insert into outgoing (id, kind, payload, put_at, refusals, last_refusal)
     values ('22222222-2222-4222-8222-222222222222', 'audit', '{"action":"visit.ended"}', '2026-10-01T09:00:00.000Z', 3, 'no grant')`,
  `insert into attempt_limit values ('account', '5', 4, '2026-12-01T00:00:00.000Z', 1, '2026-11-30T23:00:00.000Z')`,
  `insert into print_job values ('33333333-3333-4333-8333-333333333333', 'kiosk', 'queued', '{"kind":"statement"}',
     '{"ru":"в очереди","en":"queued"}', '2026-10-01T09:00:00.000Z', '2026-10-01T09:00:01.000Z')`,
];

const attempt: StoredAttempt = {
  id: '44444444-4444-4444-8444-444444444444',
  account: 5,
  amount: 22204,
  state: 'waiting',
  settled: false,
  acquirer: 'loopback',
  acquirerId: 'a-1',
  qr: 'https://qr',
  expiresAt: '2026-11-01T09:15:00.000Z',
  paidAt: null,
  createdAt: '2026-11-01T09:00:00.000Z',
  updatedAt: '2026-11-01T09:00:02.000Z',
  version: 2,
  before: [7, 8],
  creditedBy: null,
  refunded: 0,
};
/** Without the columns that came later. */
const attemptRow = `insert into payment_attempt
  (id, account_id, amount, state, settled, acquirer, acquirer_id, qr, expires_at, paid_at, created_at, updated_at, version, ledger_before,
   credited_by)
  values ('${attempt.id}', 5, 22204, 'waiting', 0, 'loopback', 'a-1', 'https://qr',
  '2026-11-01T09:15:00.000Z', null, '2026-11-01T09:00:00.000Z', '2026-11-01T09:00:02.000Z', 2, '[7,8]', null)`;

async function expectFirst(): Promise<void> {
  const found = await open();
  expect(await found.terminalId()).toBe('11111111-1111-4111-8111-111111111111');
  expect(await found.note('login')).toBe('petrova');
  expect(await found.limit('account', '5')).toEqual({
    failures: 4,
    lockedUntil: '2026-12-01T00:00:00.000Z',
    locks: 1,
    lastFailureAt: '2026-11-30T23:00:00.000Z',
  });
  expect(await found.openJobs()).toEqual([
    {
      id: '33333333-3333-4333-8333-333333333333',
      printer: 'kiosk',
      state: 'queued',
      request: '{"kind":"statement"}',
      note: { ru: 'в очереди', en: 'queued' },
      createdAt: '2026-10-01T09:00:00.000Z',
      updatedAt: '2026-10-01T09:00:01.000Z',
    },
  ]);
  await found.appendAudit({ action: 'visit.ended' });
  const [kept, added] = new SqliteOutboxQueue({ dataDir, key: keys.outbox }).next(10, () => false);
  expect(kept).toEqual({
    id: '22222222-2222-4222-8222-222222222222',
    kind: 'audit',
    payload: { action: 'visit.ended' },
  });
  const { prevHash, hash, ...body } = added?.payload ?? {};
  expect(prevHash).toBe(lastHash);
  expect(hash).toBe(chainHash(lastHash, body));
}

describe('an outbox of an earlier step', () => {
  it('of the first: its id, notes, queue, chain, limits and jobs go on; payments can be begun', async () => {
    await outboxOf(1, ...first);
    await expectFirst();
    const found = store?.terminalStore;
    expect(await found?.unsettledAttempts()).toEqual([]);
    expect((await found?.addAttempt({ ...attempt, version: 1 }, null))?.added).toBe(true);
    expect(await found?.wasPrinted('digest')).toBe(false);
  });

  it('of the second: its payment under way is still under way, and what is printed is remembered from now on', async () => {
    await outboxOf(2, ...first, attemptRow);
    await expectFirst();
    const found = store?.terminalStore;
    expect(await found?.unsettledAttempts()).toEqual([attempt]);
    // one QR an account at a time still holds
    const second = { ...attempt, id: '55555555-5555-4555-8555-555555555555' };
    await expect(found?.addAttempt(second, null)).rejects.toThrow(/UNIQUE/);
    await found?.setPrinted('digest', '2026-11-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z');
    expect(await found?.wasPrinted('digest')).toBe(true);
  });

  it('of the present one: nothing changes', async () => {
    await outboxOf(
      outboxMigrations.length,
      ...first,
      attemptRow,
      `insert into printed values ('digest', '2026-11-01')`,
    );
    await expectFirst();
    expect(await store?.terminalStore.wasPrinted('digest')).toBe(true);
    expect(await store?.terminalStore.attempt(attempt.id)).toEqual(attempt);
  });
});
