// What the fund does not take waits by elapsed time, whatever the clock says, and what is everybody's trouble is no line's own.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SqliteOutboxQueue } from '../../src-main/adapters/outbox/outbox-queue.ts';
import { FundUnreachable, type FundSource, type Outgoing } from '../../src-main/ports/fund.ts';
import { Sender } from '../../src-main/services/sync/sender.ts';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient } from '../support/postgres.ts';
import { outboxRows } from '../support/payments-rig.ts';
import { eventually, folder, keysOf, listeningLog, removeFolder, startTerminal } from './sync-support.ts';

vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;
let store: Store | null = null;
beforeEach(() => (dataDir = folder()));
afterEach(async () => {
  await store?.close();
  store = null;
  removeFolder(dataDir);
});

/** A sender over a real outbox that holds one item; the fund answers as `answers` says, and its clock and ours are moved by hand. */
async function sending() {
  const keys = await keysOf(dataDir);
  store = await openStore({ dataDir, keys, log: listeningLog() });
  await store.terminalStore.enqueue({ id: randomUUID(), kind: 'audit', payload: {} });
  const answers: { error: Error | null } = { error: null };
  const sent: Outgoing[] = [];
  const clock = fakeClock();
  const wall = { jump: 0 };
  const fund = {
    async send(items: readonly Outgoing[]) {
      if (answers.error) throw answers.error;
      sent.push(...items);
      return null;
    },
  } as unknown as FundSource;
  const sender = new Sender({
    fund,
    outbox: new SqliteOutboxQueue({ dataDir, key: keys.outbox }),
    clock: { ...clock, now: () => new Date(Date.parse(clock.now()) + wall.jump).toISOString() },
    log: listeningLog(),
    terminal: { terminalId: randomUUID(), name: 'Проба', audience: 'kiosk', version: '0' },
    asOf: () => null,
    trouble: () => null,
    facts: () => ({}),
    parted: () => undefined,
    restored: () => undefined,
    identity: () => undefined,
  });
  return { sender, answers, sent, clock, wall };
}

const year = 365 * 24 * 3_600_000;

it('an item refused while the clock was a year ahead is tried again after some minutes', async () => {
  const { sender, answers, sent, clock, wall } = await sending();
  wall.jump = year;
  answers.error = new Error('not now');
  await sender.drain();
  answers.error = null;
  wall.jump = 0;
  await sender.drain();
  expect(sent).toEqual([]);
  clock.advance(2 * 60_000 + 1);
  await sender.drain();
  expect(sent).toHaveLength(1);
});

it('an item refused is tried at once by a program that has just started', async () => {
  const first = await sending();
  first.answers.error = new Error('not now');
  await first.sender.drain();
  await store?.close();
  const again = await sending();
  await again.sender.drain();
  expect(again.sent).toHaveLength(2);
});

it('all are tried again when a fund that was away is back', async () => {
  const { sender, answers, sent, clock } = await sending();
  answers.error = new Error('not now');
  const running = sender.run();
  await eventually(async () => (await outboxRows(dataDir, 'outgoing'))[0]?.['refusals'] === 1);
  answers.error = new FundUnreachable('away');
  await eventually(() => {
    clock.advance(61_000);
    return clock.monotonic() > 130_000;
  });
  answers.error = null;
  await eventually(() => {
    clock.advance(1_000);
    return sent.some(item => item.kind === 'audit');
  });
  expect(clock.monotonic()).toBeLessThan(3_600_000);
  sender.stop();
  await running;
});

it('a grant that is missing for everybody is no line’s own fault, and none waits longer for it', async () => {
  const fund = await freshFundDatabase();
  try {
    await withClient(fund.url, client => seedFund(client, 1, ['2026-10']));
    const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
    try {
      await terminal.until('fresh');
      await withClient(fund.url, client => client.query('revoke insert on terminal.audit from kiosk_writer'));
      await terminal.store.terminalStore.appendAudit({
        at: new Date().toISOString(),
        role: 'owner',
        actor: '',
        accountId: null,
        action: 'visit.ended',
        reason: '',
        details: {},
      });
      await eventually(() => terminal.log.said.find(line => line.event === 'outbox.failed'));
      expect(terminal.log.said.filter(line => line.event === 'outbox.refused')).toEqual([]);
      await withClient(fund.url, client => client.query('grant insert on terminal.audit to kiosk_writer'));
      await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
    } finally {
      await terminal.stop();
    }
  } finally {
    await fund.drop();
  }
});
