// The terminal's store of unit tests answers as the outbox file does: the same steps, the same answers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nothingSaid, said } from '#contract';
import type { StoredAttempt } from '../../src-main/ports/attempts.ts';
import type { Limit, StoredJob, TerminalStore } from '../../src-main/ports/terminal-store.ts';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { memoryStore } from '../support/memory-store.ts';
import { folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';

let dataDir: string;
let store: Store;
beforeEach(async () => {
  dataDir = folder();
  store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
});
afterEach(async () => {
  await store.close();
  removeFolder(dataDir);
});

const at = (minute: number) => `2026-11-20T06:${String(minute).padStart(2, '0')}:00.000Z`;
const limit = (lockedUntil: string | null): Limit => ({ failures: 2, lockedUntil, locks: 1, lastFailureAt: at(0) });
const job = (id: string, minute: number): StoredJob => ({
  id,
  printer: 'проба',
  state: 'queued',
  request: '{"kind":"statement"}',
  note: nothingSaid,
  createdAt: at(minute),
  updatedAt: at(minute),
});
const attempt = (id: string, account: number, minute: number): StoredAttempt => ({
  id,
  account,
  amount: 100,
  state: 'waiting',
  settled: false,
  refunded: 0,
  acquirer: 'demo',
  acquirerId: null,
  qr: null,
  expiresAt: null,
  paidAt: null,
  createdAt: at(minute),
  updatedAt: at(minute),
  version: 1,
  before: [],
  creditedBy: null,
});
const [first, second, third] = [
  '00000000-0000-4000-8000-00000000000a',
  '00000000-0000-4000-8000-00000000000b',
  '00000000-0000-4000-8000-00000000000c',
];

const steps: [string, (of: TerminalStore) => Promise<unknown>][] = [
  [
    'limits, the longest lock first',
    async of => {
      await of.setLimit('account', '7', limit(at(20)));
      await of.setLimit('user', 'y', limit(at(30)));
      await of.setLimit('user', 'x', limit(null));
      await of.setLimit('account', '8', limit(at(5)));
      await of.clearLimit('account', '8');
      return [await of.limit('account', '7'), await of.limit('account', '8'), await of.locks(at(10))];
    },
  ],
  [
    'the tally of each kind, oldest first, without what is too old or was taken off',
    async of => {
      const put = (kind: string, subject: string, minute: number, keepFrom = 0) =>
        of.tally(kind, { subject, visit: 'v', at: at(minute) }, at(keepFrom));
      await put('proof', '1', 3);
      await put('proof', '2', 1);
      await put('signIn', 'x', 2);
      await put('proof', '3', 9, 2);
      await put('letters', '', 4);
      await of.clearTally('letters');
      const before = await of.tallied('proof', at(0));
      await of.untally(before.filter(({ subject }) => subject === '1').map(({ seq }) => seq));
      const subjects = (all: { subject: string }[]) => all.map(({ subject }) => subject);
      return [
        subjects(before),
        subjects(await of.tallied('proof', at(0))),
        subjects(await of.tallied('signIn', at(3))),
        subjects(await of.tallied('signIn', at(2))),
        subjects(await of.tallied('letters', at(0))),
      ];
    },
  ],
  [
    'notes',
    async of => {
      await of.setNote('login', 'anna');
      const kept = await of.note('login');
      await of.setNote('login', null);
      return [kept, await of.note('login')];
    },
  ],
  [
    'print jobs, once an id',
    async of => {
      const answers = [await of.addJob(job(first, 2)), await of.addJob(job(second, 1)), await of.addJob(job(first, 9))];
      const open = await of.openJobs();
      await of.setJob(first, { state: 'done', note: said('Вышло', 'Out'), updatedAt: at(4) });
      return [answers, open, await of.openJobs(), await of.job(first), await of.recentJobs(9), await of.recentJobs(1)];
    },
  ],
  [
    'printed documents, forgotten after their time',
    async of => {
      await of.setPrinted('a', at(1), at(0));
      const before = await of.wasPrinted('a');
      await of.setPrinted('b', at(3), at(2));
      return [before, await of.wasPrinted('a'), await of.wasPrinted('b')];
    },
  ],
  [
    'payment attempts, changed at their version alone',
    async of => {
      const added = [await of.addAttempt(attempt(first, 1, 1), null), await of.addAttempt(attempt(first, 1, 2), null)];
      await of.addAttempt(attempt(second, 2, 0), null);
      const refused = await of.addAttempt(attempt(third, 2, 3), null).then(
        () => 'added',
        () => 'refused',
      );
      const unsettled = await of.unsettledAttempts();
      const paid = { state: 'succeeded', settled: true, paidAt: at(3) } as const;
      const changed = [
        await of.changeAttempt(first, 1, paid, at(3), null),
        await of.changeAttempt(first, 1, paid, at(4), null),
      ];
      const credit = await of.accountsToCredit();
      await of.changeAttempt(first, 2, { creditedBy: 5 }, at(5), null);
      await of.forgetAttempts(at(9));
      return [added, refused, unsettled, changed, credit, await of.attempt(first), await of.accountAttempts(2)];
    },
  ],
];

describe('the store in memory answers as the file does:', () => {
  for (const [name, ask] of steps)
    it(name, async () => {
      expect(await ask(memoryStore())).toEqual(await ask(store.terminalStore));
    });
});
