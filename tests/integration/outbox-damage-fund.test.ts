// After a damaged outbox the fund takes what was saved, lines that are lost stay a gap in its log, and a payment that waited is told and followed again.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startLoopbackAcquirer, type LoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { seedFund } from '../support/fund-seed.ts';
import { attemptOf, paymentsRig, shop } from '../support/payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, keysOf, listeningLog, removeFolder, startTerminal } from './sync-support.ts';

vi.setConfig({ testTimeout: 120_000 });

let fund: FundDatabase;
let dataDir: string;
let acquirer: LoopbackAcquirer | null = null;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 3, ['2026-10']));
});
afterAll(() => fund.drop());
beforeEach(() => (dataDir = folder()));
afterEach(async () => {
  await acquirer?.close();
  acquirer = null;
  removeFolder(dataDir);
});

const event = (n: number) => ({
  at: new Date().toISOString(),
  role: 'owner',
  actor: '',
  accountId: n,
  action: 'proof.failed',
  reason: 'x'.repeat(300),
  details: { n },
});

async function spoilLeaf(): Promise<void> {
  const { outbox: key } = await keysOf(dataDir);
  const path = join(dataDir, 'outbox.db');
  const db = openDatabase(path, key);
  const page = db
    .prepare(`select pageno from dbstat where name = 'outgoing' and pagetype = 'leaf' order by pageno limit 1 offset 2`)
    .pluck()
    .get() as number;
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
  closeSync(file);
}

const rowsOf = (sql: string, values: unknown[]) =>
  withClient(fund.url, async client => (await client.query(sql, values)).rows as Record<string, unknown>[]);

it('the fund takes every line that was saved, behind the lost ones too, and the heartbeat tells until it is seen', async () => {
  const before = await startTerminal(dataDir, fund.terminalOf(dataDir));
  const id = await before.store.terminalStore.terminalId();
  await before.store.terminalStore.appendAudit(event(0));
  await eventually(async () => (await before.store.terminalStore.outboxSize()) === 0);
  await before.stop();
  const alone = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
  for (let n = 1; n <= 40; n++) await alone.terminalStore.appendAudit(event(n));
  await alone.close();
  await spoilLeaf();

  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  try {
    const { terminalStore } = terminal.store;
    const saved = (await terminalStore.damage())?.waiting ?? 0;
    expect(saved).toBeGreaterThan(25);
    expect(saved).toBeLessThan(40);
    await terminalStore.appendAudit(event(41));
    await eventually(async () => (await terminalStore.outboxSize()) === 0);
    const lines = await rowsOf('select details from terminal.audit where terminal_id = $1', [id]);
    expect(lines).toHaveLength(1 + saved + 1);
    const gaps = await rowsOf(
      `select 1 from terminal.audit a where terminal_id = $1 and prev_hash <> repeat('0', 64)
       and not exists (select from terminal.audit b where b.terminal_id = $1 and b.hash = a.prev_hash)`,
      [id],
    );
    expect(gaps).toHaveLength(1);
    const trouble = async () =>
      (await rowsOf('select trouble from terminal.terminal where id = $1', [id]))[0]?.['trouble'];
    await eventually(async () => (await trouble()) === 'outboxDamaged');
  } finally {
    await terminal.stop();
  }
});

it('a line that the fund has is no gap, whatever a terminal says', async () => {
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  const id = await terminal.store.terminalStore.terminalId();
  for (const n of [1, 2]) await terminal.store.terminalStore.appendAudit(event(n));
  await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
  await terminal.stop();
  const [line] = await rowsOf('select hash from terminal.audit where terminal_id = $1 limit 1', [id]);
  await withClient(fund.terminalOf(dataDir), async client => {
    await expect(client.query('select terminal.admit_gap($1)', [line?.['hash']])).rejects.toMatchObject({
      code: 'KT003',
    });
  });
});

it('a payment that waited when the outbox was lost comes back from the fund, and its outcome from the acquirer', async () => {
  const books = (acquirer = await startLoopbackAcquirer(shop));
  const attempt = randomUUID();
  const first = await startTerminal(dataDir, fund.terminalOf(dataDir));
  await first.until('fresh');
  const rig = await paymentsRig({ dataDir, baseUrl: books.baseUrl, store: first.store });
  attemptOf(await rig.payments.methods['payments.begin']({ account: 1, attempt, amount: '4321,00' }));
  await eventually(async () => (await first.store.terminalStore.outboxSize()) === 0);
  await rig.stop();
  await first.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `outbox.db${end}`), { force: true });
  books.pay(books.ledger()[0]?.id ?? '');

  const again = await startTerminal(dataDir, fund.terminalOf(dataDir));
  let answers = false;
  const ownIntents = async () => {
    if (!answers) throw new Error('the fund is away');
    return again.sync.ownIntents();
  };
  const back = await paymentsRig({ dataDir, baseUrl: books.baseUrl, store: again.store, ownIntents });
  try {
    await back.payments.recover();
    const second = { account: 1, attempt: randomUUID(), amount: '4321,00' };
    expect(await back.payments.methods['payments.begin'](second)).toMatchObject({
      ok: false,
      error: { code: 'payment.unavailable' },
    });
    answers = true;
    const found = await eventually(async () => {
      const pending = await back.payments.methods['payments.pending']({ account: 1 });
      return pending.ok && pending.value.attempts.find(each => each.attempt === attempt && each.state === 'succeeded');
    });
    expect(found).toMatchObject({ amount: 432_100 });
  } finally {
    await back.stop();
    await again.stop();
  }
});
