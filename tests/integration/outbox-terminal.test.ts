// The outbox: what was promised is kept through a kill, sent once, in order, and chained so that a missing event shows.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nothingSaid, said } from '#contract';
import { chainHash, chainStart } from '../../src-main/adapters/outbox/audit-chain.ts';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import type { StoredJob } from '../../src-main/ports/terminal-store.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, keysOf, listeningLog, removeFolder, startTerminal } from './sync-support.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 1, ['2026-10']));
});
afterAll(() => fund.drop());

let dataDir: string;
let store: Store | null = null;
beforeEach(() => {
  dataDir = folder();
});
afterEach(async () => {
  await store?.close();
  store = null;
  removeFolder(dataDir);
});
const open = async () => (store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() }));

interface AuditRow {
  id: string;
  terminal_id: string;
  at: Date;
  role: string;
  actor: string;
  account_id: string | null;
  action: string;
  reason: string;
  details: Record<string, unknown>;
  visit: string | null;
  shift: string | null;
  prev_hash: string;
  hash: string;
}
const auditOf = async (terminalId: string): Promise<AuditRow[]> =>
  withClient(fund.url, async client => {
    const found = await client.query<AuditRow>('select * from terminal.audit where terminal_id = $1', [terminalId]);
    return found.rows;
  });

/** The events in their chain's order. Fails when one is missing, altered or stands twice. */
function unchain(rows: readonly AuditRow[]): AuditRow[] {
  const next = new Map(rows.map(row => [row.prev_hash, row]));
  const chain: AuditRow[] = [];
  for (let at = next.get(chainStart); at; at = next.get(at.hash)) {
    const { id, terminal_id: terminalId, role, actor, action, reason, details, visit, shift } = at;
    const body = { id, terminalId, role, actor, action, reason, details, visit, shift, at: at.at.toISOString() };
    expect(chainHash(at.prev_hash, { ...body, accountId: at.account_id === null ? null : Number(at.account_id) })).toBe(
      at.hash,
    );
    chain.push(at);
  }
  expect(chain.length).toBe(rows.length);
  return chain;
}

/** Appends events in a process of its own until it is killed right after its `n`th promise. Returns how many were promised. */
async function killedAfter(n: number): Promise<number> {
  const script = fileURLToPath(new URL('./outbox-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise(resolve => child.on('exit', resolve));
  let promised = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    promised = Number(line);
    if (promised === n) child.kill('SIGKILL');
  }
  await exited;
  return promised;
}

/** An event but for its action, as every part of the program writes it. */
const event = () => ({
  at: new Date().toISOString(),
  role: 'owner',
  actor: '',
  accountId: null,
  reason: '',
  details: {},
});

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('outbox', () => {
  it('an item promised survives kill -9, and reaches the fund exactly once', async () => {
    const first = await killedAfter(1);
    const second = await killedAfter(5);
    const kept = await (await open()).terminalStore.outboxSize();
    // the kill may come between a commit and the line that tells of it
    expect(kept).toBeGreaterThanOrEqual(first + second);
    expect(kept).toBeLessThanOrEqual(first + second + 2);
    const terminalId = await (store as Store).terminalStore.terminalId();
    await store?.close();
    store = null;

    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
      const rows = await auditOf(terminalId);
      expect(rows.length).toBe(kept);
      const order = unchain(rows).map(row => row.details['n'] as number);
      // two runs, each counting from one, neither with a gap
      const secondRun = order.lastIndexOf(1);
      expect(order).toEqual([...upTo(secondRun), ...upTo(kept - secondRun)]);
      expect([secondRun >= first, kept - secondRun >= second]).toEqual([true, true]);
    } finally {
      await terminal.stop();
    }
  });

  it('a line tells the visit and the shift it was written in, and its hash covers them', async () => {
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      const { terminalStore } = terminal.store;
      const [visit, shift] = [randomUUID(), randomUUID()];
      await terminalStore.appendAudit({ ...event(), action: 'visit.ended', visit, shift: null });
      await terminalStore.appendAudit({ ...event(), action: 'staff.shiftEnded', visit: null, shift });
      await terminalStore.appendAudit({ ...event(), action: 'proof.failed' });
      await eventually(async () => (await terminalStore.outboxSize()) === 0);
      const lines = unchain(await auditOf(await terminalStore.terminalId()));
      expect(lines.map(line => [line.visit, line.shift])).toEqual([
        [visit, null],
        [null, shift],
        [null, null],
      ]);
    } finally {
      await terminal.stop();
    }
  });

  it('an item whose acknowledgement was lost is sent again and stored once', async () => {
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      const terminalId = await terminal.store.terminalStore.terminalId();
      const { id, ...payload } = new AuditLines(terminalId).next();
      for (let sent = 0; sent < 2; sent++) {
        await terminal.store.terminalStore.enqueue({ id, kind: 'audit', payload: { ...payload } });
        await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
      }
      expect((await auditOf(terminalId)).map(row => row.id)).toEqual([id]);
    } finally {
      await terminal.stop();
    }
  });

  it('an item the fund refuses is kept and holds up none behind it', async () => {
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      const { terminalStore } = terminal.store;
      await terminalStore.enqueue({ id: randomUUID(), kind: 'audit', payload: { at: 'no moment at all' } });
      await terminalStore.appendAudit({ ...event(), action: 'visit.ended' });
      await eventually(async () => (await auditOf(await terminalStore.terminalId())).length === 1);
      await eventually(async () => (await terminalStore.outboxSize()) === 1);
      expect(terminal.log.said.find(line => line.event === 'outbox.refused')).toMatchObject({
        level: 'error',
        details: { kind: 'audit', refusals: 1 },
      });
    } finally {
      await terminal.stop();
    }
  });

  it('the fund hears who the terminal is and how fresh its data is', async () => {
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await terminal.until('fresh');
      const terminalId = await terminal.store.terminalStore.terminalId();
      const row = await eventually(() =>
        withClient(fund.url, async client => {
          const found = await client.query('select * from terminal.terminal where id = $1', [terminalId]);
          return found.rows[0] as Record<string, unknown> | undefined;
        }),
      );
      expect(row).toMatchObject({ name: 'Проба', audience: 'kiosk', version: '0.0.0' });
    } finally {
      await terminal.stop();
    }
  });
});

describe('terminal store', () => {
  it('its id, limits and print jobs outlive a restart', async () => {
    const { terminalStore: before } = await open();
    const id = await before.terminalId();
    const limit = {
      failures: 5,
      lockedUntil: '2026-11-22T10:00:00.000Z',
      locks: 2,
      lastFailureAt: '2026-11-22T09:45:00.000Z',
    };
    await before.setLimit('account', '17', { ...limit, failures: 4 });
    await before.setLimit('account', '17', limit);
    await before.setLimit('user', 'x', { ...limit, failures: 1 });
    await before.clearLimit('user', 'x');
    await before.tally(
      'proof',
      { subject: '17', visit: 'v', at: '2026-11-22T09:45:00.000Z' },
      '2026-11-21T09:45:00.000Z',
    );
    const job: StoredJob = {
      id: randomUUID(),
      printer: 'folder',
      state: 'queued',
      request: '{"account":1}',
      note: nothingSaid,
      createdAt: '2026-11-22T09:00:00.000Z',
      updatedAt: '2026-11-22T09:00:00.000Z',
    };
    expect(await before.addJob(job)).toEqual({ job, added: true });
    const older = { ...job, id: randomUUID(), createdAt: '2026-11-22T08:00:00.000Z' };
    await before.addJob(older);
    await before.setJob(job.id, { state: 'sent', note: said('отдано принтеру', 'with the printer') });
    await before.setPrinted('old', '2025-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z');
    await before.setPrinted('new', '2026-11-22T09:00:00.000Z', '2025-11-22T09:00:00.000Z');
    await store?.close();

    const { terminalStore: after } = await open();
    expect([await after.wasPrinted('old'), await after.wasPrinted('new')]).toEqual([false, true]);
    expect(await after.terminalId()).toBe(id);
    expect(await after.limit('account', '17')).toEqual(limit);
    expect(await after.tallied('proof', '2026-11-22T00:00:00.000Z')).toMatchObject([{ subject: '17', visit: 'v' }]);
    expect(await after.limit('user', 'x')).toEqual({
      failures: 0,
      lockedUntil: null,
      locks: 0,
      lastFailureAt: null,
    });
    expect(await after.addJob({ ...job, note: said('ещё раз', 'again') })).toEqual({
      job: { ...job, state: 'sent', note: said('отдано принтеру', 'with the printer') },
      added: false,
    });
    expect((await after.openJobs()).map(open => open.id)).toEqual([older.id, job.id]);
    await after.setJob(older.id, { state: 'done', request: '' });
    expect((await after.openJobs()).map(open => open.id)).toEqual([job.id]);
    expect(await after.job(randomUUID())).toBeNull();
  });

  it('a write asked for just before closing is kept', async () => {
    const { terminalStore } = await open();
    const asked = Array.from({ length: 20 }, () =>
      terminalStore.appendAudit({ at: new Date().toISOString(), role: 'owner', action: 'visit.ended' }),
    );
    await store?.close();
    await Promise.all(asked);
    expect(await (await open()).terminalStore.outboxSize()).toBe(20);
  });

  it('many calls at once keep the chain whole', async () => {
    const { terminalStore } = await open();
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        await terminalStore.setLimit('user', String(n % 3), {
          failures: n,
          lockedUntil: null,
          locks: 0,
          lastFailureAt: null,
        });
        await terminalStore.appendAudit({
          at: new Date().toISOString(),
          role: 'owner',
          actor: '',
          accountId: null,
          action: 'proof.failed',
          reason: '',
          details: { n },
        });
      }),
    );
    expect(await terminalStore.outboxSize()).toBe(40);
    const terminalId = await terminalStore.terminalId();
    await store?.close();
    store = null;
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
      expect(unchain(await auditOf(terminalId)).length).toBe(40);
    } finally {
      await terminal.stop();
    }
  });
});
