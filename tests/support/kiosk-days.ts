// Days at one kiosk by a clock moved by hand: the program's own proof with its limits, asked by visitors or by somebody who guesses.
import type { AccountHeader, Result } from '#contract';
import { createAudit } from '../../src-main/services/audit/index.ts';
import { createProof, type Attempt } from '../../src-main/services/proof/index.ts';
import type { AttemptRules } from '../../src-main/services/sign-in/limits.ts';
import { terminalCounts } from '../../src-main/services/sign-in/terminal-counts.ts';
import { createVisit } from '../../src-main/services/visit/index.ts';
import { dice } from '../bench/measure/random.ts';
import { somebody } from './called.ts';
import { fakeClock } from './fake-clock.ts';
import { memoryCache } from './memory-cache.ts';
import { memoryStore } from './memory-store.ts';

const paidOn = '2026-11-10';
const right = '123,45';

export interface Answer {
  account: number;
  right: boolean;
  number?: string;
}

export function kioskDays(rules: AttemptRules) {
  const clock = fakeClock();
  const store = memoryStore();
  const visit = createVisit({ clock, idle: { warnSeconds: 75, endSeconds: 105 } });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  let picture = '';
  const payment = { id: 1, paid_on: paidOn, posted_on: paidOn, period: '2026-11', amount: 12_345, channel: '' };
  const proof = createProof({
    cache: memoryCache(
      {},
      {
        lastPayments: async account => [{ ...payment, account_id: account }],
        account: async account => ({
          id: account,
          number: String(account),
          account: null,
          premises: null,
          house: null,
        }),
      },
    ),
    store,
    terminal: terminalCounts({ terminalStore: store, clock }, rules.terminal).proof,
    visit,
    clock,
    captchas: { make: () => ({ png: '', text: (picture = '12345') }) },
    audit: createAudit({ store: { appendAudit: async () => undefined }, clock, log, terminalName: '' }),
    rules,
    timeZone: 'UTC',
    refresh: { account: async () => false, limitMs: 0 },
    failedProofs: async () => 0,
    openAccount: async account => ({ account }) as AccountHeader,
  });

  /** Answers are held back for a moment on purpose. */
  async function settle<T>(work: Promise<T>): Promise<T> {
    let done = false;
    void work.finally(() => (done = true)).catch(() => undefined);
    while (!done) {
      await new Promise(resolve => setImmediate(resolve));
      if (!done) clock.advance(50);
    }
    return work;
  }

  return {
    clock,
    endVisit: () => visit.end('button'),
    begin: (account: number) => settle(proof.methods['proof.begin']({ account })),
    /** The picture is read, as a program reads it. */
    async submit({ account, right: isRight, number }: Answer): Promise<Result<unknown>> {
      picture = '';
      await settle(proof.methods['proof.begin']({ account }));
      const attempt: Attempt = {
        account,
        paidOn,
        amount: isRight ? right : '1,00',
        number,
        picture: picture || undefined,
      };
      return settle(proof.methods['proof.submit'](attempt, { who: somebody }));
    },
  };
}

export interface Yield {
  guesses: number;
  opened: number;
}

/**
 * Days of somebody who tries each account once, as often as they may, reads every picture and knows four of a number's six digits.
 * `chance`: how often one guess at the day and the sum is right.
 */
export async function guessingDays(rules: AttemptRules, chance: number, seed: number, days: number): Promise<Yield[]> {
  const kiosk = kioskDays(rules);
  const { next: random } = dice(seed);
  const now = () => Date.parse(kiosk.clock.now());
  const began = now();
  let account = 100_000;
  const all: Yield[] = [];
  for (let end = began; all.length < days;) {
    const day: Yield = { guesses: 0, opened: 0 };
    end += 24 * 3600_000;
    while (now() < end) {
      account += 1;
      const number = random() < 0.01 ? String(account) : '0';
      const answer = await kiosk.submit({ account, right: random() < chance, number });
      kiosk.endVisit();
      const until = answer.ok ? undefined : answer.error.params?.['until'];
      if (until === undefined) day.guesses += 1;
      else kiosk.clock.advance(Math.max(0, Math.min(Date.parse(until), end) - now()));
      if (answer.ok) day.opened += 1;
      // somebody at the screen needs a quarter of a minute
      kiosk.clock.advance(15_000);
    }
    all.push(day);
  }
  return all;
}
