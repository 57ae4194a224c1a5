// Proof of ownership, rule by rule (docs/domain.md#proof).
import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountHeader, Result } from '#contract';
import { createAudit } from '../../../src-main/services/audit/index.ts';
import { createProof, type Attempt, type Proof } from '../../../src-main/services/proof/index.ts';
import type { StoredAttempt } from '../../../src-main/ports/attempts.ts';
import type { AttemptRules } from '../../../src-main/services/sign-in/limits.ts';
import { terminalCounts } from '../../../src-main/services/sign-in/terminal-counts.ts';
import { Settings } from '../../../src-main/settings.ts';
import { createVisit, type Visit } from '../../../src-main/services/visit/index.ts';
import { somebody } from '../../support/called.ts';
import { fakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { memoryCache } from '../../support/memory-cache.ts';
import { memoryStore } from '../../support/memory-store.ts';

const header: AccountHeader = {
  account: 7,
  number: '220753',
  unifiedNumber: '',
  owner: 'Соколова Людмила Леонидовна',
  address: 'г. Чебоксары',
  area: 4270,
  share: '',
  residential: true,
  closedOn: null,
  balance: 100,
  unread: { months: [], someMonth: false, payments: false },
};
const payment = {
  account_id: 7,
  id: 1,
  paid_on: '2026-11-10',
  posted_on: '2026-11-12',
  period: '2026-11',
  amount: 62204,
  channel: 'Почта',
};
const attempt: Omit<StoredAttempt, 'id' | 'account' | 'amount' | 'state' | 'paidAt' | 'creditedBy'> = {
  settled: true,
  acquirer: 'test',
  acquirerId: null,
  qr: null,
  expiresAt: null,
  createdAt: '2026-11-19T21:20:00Z',
  updatedAt: '2026-11-19T21:30:00Z',
  version: 2,
  before: [],
  refunded: 0,
};
const right: Attempt = { account: 7, paidOn: '2026-11-10', amount: '622,04' };
const wrong: Attempt = { ...right, amount: '622,05' };

let payments: (typeof payment)[];
let clock: FakeClock;
let visit: Visit;
let store: ReturnType<typeof memoryStore>;
let proof: Proof;
let pictureText: string;
let atFund: (account: number) => Promise<boolean>;
let failedElsewhere: (account: number) => Promise<number>;
let rules: AttemptRules;

function build(): Proof {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createProof({
    cache: memoryCache(
      { account: [{ id: 7, number: '220753' }] },
      // what the fund brings meanwhile is there
      { lastPayments: (...asked) => memoryCache({ payment: payments }).lastPayments(...asked) },
    ),
    store,
    visit,
    clock,
    captchas: { make: () => ({ png: '', text: (pictureText = String(Math.random()).slice(2, 7)) }) },
    audit: createAudit({ store, clock, log, terminalName: 'тест' }),
    rules,
    terminal: terminalCounts({ terminalStore: store, clock }, rules.terminal).proof,
    timeZone: 'Europe/Moscow',
    refresh: { account: account => atFund(account), limitMs: 700 },
    failedProofs: account => failedElsewhere(account),
    openAccount: async () => header,
  });
}

/** Answers are held back for a moment on purpose; the clock is moved until one comes. */
async function settle<T>(promise: Promise<T>): Promise<T> {
  let done = false;
  void promise.finally(() => (done = true)).catch(() => undefined);
  for (let i = 0; i < 2500 && !done; i++) {
    await new Promise(resolve => setImmediate(resolve));
    if (!done) clock.advance(5);
  }
  return promise;
}

const submit = (attempt: Attempt) => settle(proof.methods['proof.submit'](attempt, { who: somebody }));
const mistakes = async () => (await store.tallied('proof', '')).length;
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
async function withPicture(attempt: Attempt) {
  await proof.methods['proof.begin']({ account: attempt.account });
  return submit({ ...attempt, picture: pictureText });
}

beforeEach(() => {
  clock = fakeClock();
  visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
  store = memoryStore();
  payments = [payment];
  atFund = async () => false;
  failedElsewhere = async () => 0;
  rules = Settings.parse({}).proof;
  proof = build();
});

describe('proof of ownership', () => {
  test('the day the owner paid opens the account, and so does the day the fund posted it', async () => {
    expect(code(await submit(right))).toBe('ok');
    expect(visit.isOpen(7)).toBe(true);
    visit.end('button');
    expect(code(await submit({ ...right, paidOn: '12.11.2026' }))).toBe('ok');
  });

  test('any of the last three payments opens the account, for an owner whose latest the fund may not have yet', async () => {
    payments = [
      payment,
      { ...payment, id: 2, paid_on: '2026-10-09', posted_on: '2026-10-10', amount: 2 },
      { ...payment, id: 3, paid_on: '2026-09-09', posted_on: '2026-09-10', amount: 3 },
      { ...payment, id: 4, paid_on: '2026-08-09', posted_on: '2026-08-10', amount: 4 },
      { ...payment, id: 5, paid_on: '2026-11-11', posted_on: '2026-11-13', amount: -62204 },
    ];
    proof = build();
    for (const paidOn of ['2026-11-10', '2026-11-12']) expect(code(await submit({ ...right, paidOn }))).toBe('ok');
    expect(code(await submit({ account: 7, paidOn: '2026-10-09', amount: '0,02' }))).toBe('ok');
    expect(code(await submit({ account: 7, paidOn: '2026-09-10', amount: '0,03' }))).toBe('ok');
    expect(code(await submit({ account: 7, paidOn: '2026-08-09', amount: '0,04' }))).toBe('proof.mismatch');
    expect(code(await submit({ account: 7, paidOn: '2026-10-09', amount: '0,03' }))).toBe('proof.mismatch');
  });

  test('a payment dated after today does not take the place of one a person can name', async () => {
    const planted = { ...payment, paid_on: '2062-10-05', posted_on: '2062-10-06', amount: 50_000 };
    payments = [payment, ...[11, 12, 13].map(id => ({ ...planted, id }))];
    proof = build();
    expect(code(await submit({ ...right, paidOn: '2062-10-05', amount: '500' }))).toBe('proof.dateInFuture');
    expect(code(await submit(right))).toBe('ok');
  });

  test('a payment made at this terminal opens the account before the fund has it, and only its own', async () => {
    const made = { account: 7, amount: 46_339, paidAt: '2026-11-19T21:30:00Z', creditedBy: null };
    for (const [id, state] of [['1', 'succeeded'] as const, ['2', 'cancelled'] as const])
      await store.addAttempt({ ...attempt, ...made, id, state, amount: made.amount + Number(id) }, null);
    // half past midnight of the 20th in the fund's time zone
    const paid = { account: 7, paidOn: '2026-11-20', amount: '463,40' };
    expect(code(await submit({ ...paid, account: 8 }))).toBe('proof.mismatch');
    expect(code(await submit({ ...paid, amount: '463,41' }))).toBe('proof.mismatch');
    expect(code(await submit(paid))).toBe('ok');
  });

  test('a kopeck more, a day off, another account and an account without payments get one and the same answer', async () => {
    const answers = [
      await submit(wrong),
      await store.clearLimit('account', '7').then(() => submit({ ...right, paidOn: '2026-11-11' })),
      await withPicture({ ...right, account: 8 }),
      await withPicture({ ...right, account: 999_999 }),
    ];
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(code(answers[0]!)).toBe('proof.mismatch');
    expect(visit.openAccounts()).toEqual([]);
  });

  test('every refusal takes the same time, whatever did not match', async () => {
    const took = async (attempt: Attempt) => {
      const before = clock.monotonic();
      await submit(attempt);
      return clock.monotonic() - before;
    };
    const unknown = await took({ ...right, account: 999_999 });
    const mismatch = await took(wrong);
    // the fund answers of the one account only, and at its limit
    atFund = account => new Promise(resolve => void clock.after(account === 7 ? 700 : 0, () => resolve(account === 7)));
    const asked = await took(wrong);
    store = memoryStore();
    proof = build();
    const unknownAtFund = await took({ ...right, account: 999_999 });
    for (const other of [mismatch, asked, unknownAtFund]) expect(Math.abs(unknown - other)).toBeLessThanOrEqual(10);
    expect(mismatch).toBeGreaterThanOrEqual(750);
  });

  test('a payment the fund has and this terminal not yet opens the account, and is no failure', async () => {
    const newest = { ...payment, id: 2, paid_on: '2026-11-22', posted_on: '2026-11-22', amount: 10000 };
    atFund = async account => account === 7 && payments.push(newest) > 0;
    expect(code(await submit({ ...right, paidOn: '2026-11-22', amount: '100,00' }))).toBe('ok');
    expect((await store.limit('account', '7')).failures).toBe(0);
    expect(store.audit.map(entry => entry['action'])).not.toContain('proof.failed');
  });

  test('an answer that is right by what this terminal has does not wait for the fund', async () => {
    atFund = () => new Promise(() => undefined);
    expect(code(await submit(right))).toBe('ok');
  });

  test('an impossible day, a day to come and a sum in letters are told at their field and cost no attempt', async () => {
    for (let i = 0; i < 4; i++) {
      expect(await submit({ ...right, paidOn: '31.02.2026' })).toMatchObject({
        error: { code: 'proof.dateImpossible', field: 'paidOn' },
      });
      expect(code(await submit({ ...right, paidOn: '2026-11-23' }))).toBe('proof.dateInFuture');
      expect(await submit({ ...right, amount: 'сто рублей' })).toMatchObject({
        error: { code: 'proof.amountMalformed', field: 'amount' },
      });
    }
    expect(await proof.methods['proof.begin']({ account: 7 })).toEqual({
      ok: true,
      value: { lockedUntil: null, lockOf: null, picture: null, number: false },
    });
  });

  test('from the third failure the picture code is asked for, and a right answer without it is not looked at', async () => {
    for (let i = 0; i < 3; i++) await submit(wrong);
    expect(code(await submit(right))).toBe('proof.pictureNeeded');
    await proof.methods['proof.begin']({ account: 7 });
    expect(code(await submit({ ...right, picture: '00000' }))).toBe('proof.pictureWrong');
    expect(visit.isOpen(7)).toBe(false);
    expect(code(await withPicture(right))).toBe('ok');
  });

  test('one visitor’s mistakes give the picture code to them and to the account, not to the next visitor', async () => {
    const asked = async (account: number) => {
      const begun = await proof.methods['proof.begin']({ account });
      return begun.ok && begun.value.picture !== null;
    };
    for (let i = 0; i < 3; i++) await submit(wrong);
    expect([await asked(7), await asked(8)]).toEqual([true, true]);
    visit.end('button');
    expect([await asked(7), await asked(8)]).toEqual([true, false]);
    await submit({ ...wrong, account: 8 });
    expect(await asked(9)).toBe(false);
  });

  test('five mistakes of five visitors close nothing and ask nobody for the picture, and a right answer takes one off', async () => {
    for (let account = 11; account <= 15; account++) {
      await submit({ ...wrong, account });
      visit.end('button');
    }
    expect(await mistakes()).toBe(5);
    expect(code(await submit(right))).toBe('ok');
    expect(await mistakes()).toBe(4);
  });

  test('many mistakes of all visitors ask everybody for the picture first, and close the terminal later, not the account', async () => {
    const guess = async (account: number) => {
      const answer = await withPicture({ ...wrong, account });
      visit.end('button');
      return code(answer);
    };
    for (let account = 101; account <= 110; account++) expect(await guess(account)).toBe('proof.mismatch');
    expect(code(await submit(right))).toBe('proof.pictureNeeded');
    for (let account = 111; account <= 119; account++) expect(await guess(account)).toBe('proof.mismatch');
    expect(await guess(120)).toBe('proof.terminalLocked');
    const begun = await proof.methods['proof.begin']({ account: 7 });
    expect(begun).toMatchObject({ ok: true, value: { lockOf: 'terminal' } });
    clock.advance(15 * 60_000 + 1000);
    expect(code(await submit({ ...right, number: '220753' }))).toBe('ok');
  });

  test('who mistypes and then answers right leaves no mistake behind for those after', async () => {
    await submit({ ...wrong, account: 8 });
    visit.end('button');
    await submit(wrong);
    await submit(wrong);
    await submit(right);
    expect(await mistakes()).toBe(0);
  });

  test('one known answer takes one mistake off a day, so that it buys no guesses', async () => {
    for (const account of [21, 22, 23]) await submit({ ...wrong, account });
    for (let i = 0; i < 5; i++) {
      visit.end('button');
      expect(code(await submit(right))).toBe('ok');
    }
    expect(await mistakes()).toBe(2);
    visit.end('button');
    clock.advance(25 * 3600_000);
    await submit({ ...wrong, account: 24 });
    await submit({ ...wrong, account: 25 });
    visit.end('button');
    await submit(right);
    expect(await mistakes()).toBe(1);
  });

  test('a mistake tells how many tries are left, of an account there is and of one there is not alike', async () => {
    expect(await submit(wrong)).toMatchObject({ error: { params: { left: '4' } } });
    expect(await submit(wrong)).toMatchObject({ error: { params: { left: '3' } } });
    visit.end('button');
    expect(await submit({ ...right, account: 999_999 })).toMatchObject({ error: { params: { left: '4' } } });
  });

  test('a picture code serves one attempt', async () => {
    for (let i = 0; i < 3; i++) await submit(wrong);
    await proof.methods['proof.begin']({ account: 7 });
    const used = pictureText;
    await submit({ ...wrong, picture: used });
    expect(code(await submit({ ...right, picture: used }))).toBe('proof.pictureWrong');
  });

  test('the fifth failure locks the account and no other, even for the right answer, and a restart does not lift it', async () => {
    for (let i = 0; i < 3; i++) await submit(wrong);
    await withPicture(wrong);
    const fifth = await withPicture(wrong);
    expect(code(fifth)).toBe('proof.locked');
    proof = build();
    expect(code(await submit(right))).toBe('proof.locked');
    expect(code(await submit({ ...right, account: 8 }))).toBe('proof.mismatch');
    clock.advance(15 * 60_000 + 1000);
    expect(code(await withPicture(right))).toBe('ok');
  });

  test('attempts made at the same moment do not slip under the limit', async () => {
    const answers = await settle(
      Promise.all(Array.from({ length: 8 }, () => proof.methods['proof.submit'](wrong, { who: somebody }))),
    );
    expect(answers.filter(answer => code(answer) === 'proof.mismatch')).toHaveLength(3);
  });

  test('an attempt is counted before it is compared, so pulling the plug in between wins none', async () => {
    const cut = createProof({
      cache: memoryCache({}, { lastPayments: () => Promise.reject(new Error('plug pulled')) }),
      store,
      visit,
      clock,
      captchas: { make: () => ({ png: '', text: '1' }) },
      audit: createAudit({ store, clock, log: console, terminalName: '' }),
      rules,
      terminal: terminalCounts({ terminalStore: store, clock }, rules.terminal).proof,
      failedProofs: async () => 0,
      timeZone: 'Europe/Moscow',
      refresh: { account: async () => false, limitMs: 700 },
      openAccount: async () => header,
    });
    await expect(settle(cut.methods['proof.submit'](right, { who: somebody }))).rejects.toThrow('plug pulled');
    expect((await store.limit('account', '7')).failures).toBe(1);
  });

  test('an account proved after the visit ended is opened for nobody', async () => {
    const late = proof.methods['proof.submit'](right, { who: somebody });
    visit.end('idle');
    expect(code(await settle(late))).toBe('visit.accountNotOpen');
    expect(visit.openAccounts()).toEqual([]);
  });

  test('the number is asked for where many accounts were got wrong here, and of an account got wrong elsewhere', async () => {
    const asksNumber = async (account: number) => {
      const begun = await settle(proof.methods['proof.begin']({ account }));
      return begun.ok && begun.value.number;
    };
    failedElsewhere = async account => (account === 7 ? 6 : 0);
    expect([await asksNumber(7), await asksNumber(8)]).toEqual([true, false]);
    expect(await submit(right)).toMatchObject({ error: { code: 'proof.numberNeeded', field: 'number' } });
    expect(await mistakes()).toBe(0);
    expect(code(await submit({ ...right, number: '220754' }))).toBe('proof.mismatch');
    expect(code(await submit({ ...right, number: ' 220 753' }))).toBe('ok');
    visit.end('button');
    for (let account = 101; account <= 120; account++) {
      await withPicture({ ...wrong, account });
      visit.end('button');
      clock.advance(5 * 60_000);
    }
    expect(await asksNumber(8)).toBe(true);
  });

  test('the number is asked for always or never where the settings say so', async () => {
    rules = Settings.parse({ proof: { number: 'always' } }).proof;
    proof = build();
    expect(code(await submit(right))).toBe('proof.numberNeeded');
    rules = Settings.parse({ proof: { number: 'never' } }).proof;
    failedElsewhere = async () => 99;
    proof = build();
    expect(code(await submit(right))).toBe('ok');
  });

  test('a fund that does not say who was guessed at keeps nobody waiting longer than its limit, and only once', async () => {
    failedElsewhere = () => new Promise(() => undefined);
    const before = clock.monotonic();
    await settle(proof.methods['proof.begin']({ account: 7 }));
    expect(clock.monotonic() - before).toBeLessThanOrEqual(705);
    const begun = clock.monotonic();
    expect(code(await submit(right))).toBe('ok');
    expect(clock.monotonic() - begun).toBeLessThan(50);
  });

  test('failed attempts are written down without the values entered', async () => {
    await submit(wrong);
    const event = store.audit.find(entry => entry['action'] === 'proof.failed');
    expect(event).toMatchObject({ accountId: 7 });
    expect(JSON.stringify(event)).not.toMatch(/622|2026-11-10/);
  });
});
