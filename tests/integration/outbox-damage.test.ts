// A damaged outbox: what can be read of it goes on under the same id and in the same chain, what cannot is locked and told, and nothing is begun beside it.
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { existsSync, openSync, closeSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteOutboxQueue } from '../../src-main/adapters/outbox/outbox-queue.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { WrongKey } from '../../src-main/adapters/sqlite/errors.ts';
import type { StoredAttempt } from '../../src-main/ports/attempts.ts';
import type { OutboxDamage } from '../../src-main/ports/outbox-damage.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';

// several starts of a thread a test
vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;
beforeEach(() => (dataDir = folder()));
afterEach(() => removeFolder(dataDir));

const pageBytes = 4096;
const outbox = () => join(dataDir, 'outbox.db');
const event = (n: number) => ({
  at: '2026-11-28T09:00:00.000Z',
  role: 'owner',
  actor: '',
  accountId: n,
  action: 'proof.failed',
  reason: 'x'.repeat(300),
  details: { n },
});
const limit = { failures: 0, lockedUntil: '2099-01-01T00:00:00.000Z', locks: 1, lastFailureAt: null };
const attempt = (n: number): StoredAttempt => ({
  id: randomUUID(),
  account: n,
  amount: 432_100,
  state: 'waiting',
  settled: false,
  acquirer: 'loopback',
  acquirerId: null,
  qr: null,
  expiresAt: null,
  paidAt: null,
  createdAt: '2026-11-28T09:00:00.000Z',
  updatedAt: '2026-11-28T09:00:00.000Z',
  version: 1,
  before: [],
  creditedBy: null,
  refunded: 0,
});

const withStore = async <T>(work: (store: Awaited<ReturnType<typeof openStore>>['terminalStore']) => Promise<T>) => {
  const log = listeningLog();
  const store = await openStore({ dataDir, keys: await keysOf(dataDir), log });
  try {
    return { value: await work(store.terminalStore), lost: log.said.filter(line => line.event === 'outbox.lost') };
  } finally {
    await store.close();
  }
};

const queued = async () => {
  const { outbox: key } = await keysOf(dataDir);
  return new SqliteOutboxQueue({ dataDir, key }).next(10_000, () => false);
};

/** A terminal that has written `lines` audit lines, a lock and a payment, none of it sent. Returns its id and the attempt. */
async function used(lines = 60): Promise<{ id: string; paying: string }> {
  const { value, lost } = await withStore(async store => {
    const paying = attempt(7);
    await store.addAttempt(paying, { ...event(7), action: 'payment.begun' });
    for (let n = 1; n < lines; n++) await store.appendAudit(event(n));
    await store.setLimit('account', '5', limit);
    return { id: await store.terminalId(), paying: paying.id };
  });
  expect(lost).toEqual([]);
  return value;
}

function spoilPages(...pages: number[]): void {
  const file = openSync(outbox(), 'r+');
  for (const page of pages) writeSync(file, Buffer.alloc(pageBytes, 0x5a), 0, pageBytes, (page - 1) * pageBytes);
  closeSync(file);
}
/** The first page, a leaf of the queue, and the roots of two tables; of all in the long form. */
async function chosenPages(): Promise<number[]> {
  const { outbox: key } = await keysOf(dataDir);
  const db = openDatabase(outbox(), key);
  const some = process.env['KAPREMONT_FAULTS'] ? '' : `and name in ('outgoing', 'payment_attempt')`;
  const roots = db
    .prepare(`select distinct rootpage from sqlite_master where rootpage > 0 ${some}`)
    .pluck()
    .all() as number[];
  const leaf = db
    .prepare(`select pageno from dbstat where name = 'outgoing' and pagetype = 'leaf' limit 1 offset 2`)
    .pluck()
    .get() as number;
  db.close();
  return [1, ...roots, leaf];
}

const asides = () => readdirSync(dataDir).filter(name => /^outbox\.db\.damaged-\w+$/.test(name));

async function reopened() {
  return withStore(async store => ({
    id: await store.terminalId(),
    waiting: await store.outboxSize(),
    damage: await store.damage(),
    known: await store.limit('account', '5'),
    unknown: await store.limit('account', '6'),
    attempts: await store.unsettledAttempts(),
    attemptsUnknown: await store.attemptsUnknown(),
  }));
}

describe('a damaged outbox', () => {
  it('loses the rows of its damaged page and no others: the first one, a table’s root, a leaf', async () => {
    const { id } = await used();
    const whole = readFileSync(outbox());
    const lines = (await queued()).length;
    for (const page of await chosenPages()) {
      rmSync(join(dataDir, 'outbox.db-wal'), { force: true });
      rmSync(join(dataDir, 'outbox.db-shm'), { force: true });
      writeFileSync(outbox(), whole);
      spoilPages(page);
      const { value } = await reopened();
      expect(value.id, `page ${page}`).toBe(id);
      // a page holds some ten of these lines
      expect(value.waiting, `page ${page}`).toBeGreaterThan(lines - 15);
      if (value.damage) expect(asides().length, `page ${page}`).toBeGreaterThan(0);
    }
  }, 300_000);

  it('is kept aside as it was, with what was saved and what was not told in the log and until it is seen', async () => {
    const { id } = await used();
    const size = statSync(outbox()).size;
    truncateSync(outbox(), Math.floor(size / 2 / pageBytes) * pageBytes);
    const { value, lost } = await reopened();
    expect(value.id).toBe(id);
    expect(lost).toHaveLength(1);
    expect(String(lost[0]?.details['error'])).toContain('повреждён');
    expect(asides()).toEqual([value.damage?.file]);
    const seen = await withStore(async store => {
      const { at } = (await store.damage()) as OutboxDamage;
      return [
        await store.forgetDamage('another', event(0)),
        await store.forgetDamage(at, event(0)),
        await store.damage(),
      ];
    });
    expect(seen.value).toEqual([false, true, null]);
    expect(seen.lost).toEqual([]);
    expect(asides()).toHaveLength(1);
  });

  it.each([
    ['emptied', () => truncateSync(outbox(), 0)],
    ['gone', () => rmSync(outbox())],
    ['nothing but noise', () => writeFileSync(outbox(), Buffer.alloc(pageBytes * 8, 0x5a))],
  ])('%s, it begins again under the same id and from the same line; what is not known is locked', async (_, spoil) => {
    const { id } = await used();
    const head = (await queued()).at(-1)?.payload['hash'];
    for (const end of ['-wal', '-shm']) rmSync(outbox() + end, { force: true });
    spoil();
    const { value, lost } = await reopened();
    expect(lost).toHaveLength(1);
    expect(value).toMatchObject({ id, waiting: 0, attemptsUnknown: true, damage: { head } });
    expect(Date.parse(value.unknown.lockedUntil ?? '')).toBeGreaterThan(Date.now());
    await withStore(store => store.appendAudit(event(1)));
    expect((await queued())[0]?.payload['prevHash']).toBe(head);
  });

  it('whose journal was lost after a kill is noticed, and its rows are not taken for all there was', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./outbox-child.ts', import.meta.url)), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise(resolve => child.on('exit', resolve));
    for await (const line of createInterface({ input: child.stdout })) if (Number(line) === 7) child.kill('SIGKILL');
    await exited;
    for (const end of ['-wal', '-shm']) rmSync(outbox() + end, { force: true });
    const { value, lost } = await reopened();
    expect(lost).toHaveLength(1);
    expect(value.damage).toMatchObject({ why: expect.stringMatching(/older|damaged/) });
    expect(value.attemptsUnknown).toBe(true);
  });

  it('gives a payment back whose own row is lost, from the line that waits for the fund', async () => {
    const { paying } = await used(3);
    const { outbox: key } = await keysOf(dataDir);
    const db = openDatabase(outbox(), key);
    const root = db
      .prepare(`select rootpage from sqlite_master where name = 'payment_attempt'`)
      .pluck()
      .get() as number;
    db.close();
    spoilPages(root);
    const { value } = await reopened();
    expect(value.attempts).toMatchObject([{ id: paying, account: 7, amount: 432_100, state: 'waiting' }]);
    expect(value.attemptsUnknown).toBe(true);
    expect(value.known.lockedUntil).toBe(limit.lockedUntil);
    expect(value.unknown.lockedUntil).toBeNull();
  });
});

describe('a key that does not fit', () => {
  const secrets = () => join(dataDir, 'demo-keys.json');

  it('refuses the start in one sentence, and nothing is lost when the right one is back', async () => {
    const { id } = await used();
    const right = readFileSync(secrets());
    const before = readFileSync(outbox());
    writeFileSync(secrets(), JSON.stringify({ 'cache-key': 'ab'.repeat(32), 'outbox-key': 'cd'.repeat(32) }));
    const refusal: unknown = await withStore(async () => undefined).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WrongKey);
    expect((refusal as Error).message).toMatch(/верните прежний ключ/);
    expect(readFileSync(outbox()).equals(before)).toBe(true);
    expect(readdirSync(dataDir).filter(name => /damaged|recovered|salvage/.test(name))).toEqual([]);
    writeFileSync(secrets(), right);
    const { value, lost } = await reopened();
    expect([value.id, value.waiting, lost]).toEqual([id, 60, []]);
  });

  it('that is lost is not made anew over a file that waits for it', async () => {
    await used();
    rmSync(secrets());
    await expect(keysOf(dataDir)).rejects.toBeInstanceOf(WrongKey);
    expect(existsSync(secrets()) && readFileSync(secrets(), 'utf8').includes('outbox-key')).toBe(false);
  });
});

it('room for the last lines is kept in the file, for a disk that is full', async () => {
  await used(3);
  const { outbox: key } = await keysOf(dataDir);
  const db = openDatabase(outbox(), key);
  const free = db.pragma('freelist_count', { simple: true }) as number;
  db.close();
  expect(free * pageBytes).toBeGreaterThan(900_000);
});
