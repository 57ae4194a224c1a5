// Proof of ownership: the date and the sum of the account's last payment (DOMAIN, «Proof of ownership»).
import { fail, ok, type AccountHeader, type HandlersOf, type Result } from '#contract';
import { parseDay } from '../../domain/day.ts';
import { parseKopecks } from '../../domain/money.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import type { Limit, LimitScope, TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { Mutex } from '../../base/mutex.ts';
import type { Visit } from '../visit/index.ts';
import { afterFailure, current, forgetAfterMs, lockedUntil, captchaDue, type AttemptRules } from '../sign-in/limits.ts';
import { createCaptchaGate } from '../sign-in/captcha-gate.ts';

export interface Attempt {
  account: number;
  paidOn: string;
  amount: string;
  picture?: string | undefined;
}

export interface Proof {
  methods: HandlersOf<'proof'>;
}

export interface ProofDeps {
  cache: CacheReader;
  store: TerminalStore;
  visit: Visit;
  clock: Clock;
  captchas: CaptchaMaker;
  audit: Audit;
  rules: AttemptRules;
  /** Brings the account's latest figures and gives its header once it is open. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

/** Every refusal takes at least this long, whatever it was that did not match. */
const answerMs = 250;

export function createProof(deps: ProofDeps): Proof {
  const { cache, store, visit, clock, rules } = deps;
  const captcha = createCaptchaGate(deps.captchas);
  // One attempt at a time: two at once must not both slip under the limit.
  const mutex = new Mutex();

  const scopes = (account: number): [LimitScope, string][] => [
    ['account', String(account)],
    ['terminal', ''],
  ];

  const limitOf = async (scope: LimitScope, key: string): Promise<Limit> =>
    current(await store.limit(scope, key), clock.now(), forgetAfterMs(scope, rules));

  const limits = (account: number) => Promise.all(scopes(account).map(([scope, key]) => limitOf(scope, key)));

  const locked = async (account: number) => lockedUntil(await limits(account), clock.now());

  /** Counted before the answer is compared, so that pulling the plug in between wins no free attempt. */
  async function countFailure(account: number): Promise<void> {
    for (const [scope, key] of scopes(account)) {
      await store.setLimit(scope, key, afterFailure(await limitOf(scope, key), rules, clock.now()));
    }
  }

  async function takeBack(account: number, terminalBefore: Limit): Promise<void> {
    await store.clearLimit('account', String(account));
    await store.setLimit('terminal', '', terminalBefore);
  }

  const pause = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));

  async function attempt(input: Attempt, visitId: string): Promise<Result<{ account: AccountHeader }>> {
    const started = clock.monotonic();
    const { account } = input;
    const until = await locked(account);
    if (until) return fail('proof.locked', { params: { until } });
    const paidOn = parseDay(input.paidOn);
    if (!paidOn) return fail('proof.dateImpossible', { field: 'paidOn' });
    if (paidOn > clock.today()) return fail('proof.dateInFuture', { field: 'paidOn' });
    const amount = parseKopecks(input.amount);
    if (amount === null) return fail('proof.amountMalformed', { field: 'amount' });
    if (captchaDue(await limits(account), rules)) {
      const refusal = captcha.refusal(visitId, input.picture);
      if (refusal) return fail(refusal, { field: 'picture' });
    }

    const terminalBefore = await limitOf('terminal', '');
    await countFailure(account);
    const payments = await cache.lastPayments(account);
    const matches = payments.filter(p => p.amount === amount && (p.paid_on === paidOn || p.posted_on === paidOn));
    if (matches.length === 0) {
      await deps.audit.record({ action: 'proof.failed', account });
      const lock = await locked(account);
      if (lock) await deps.audit.record({ action: 'proof.locked', account });
      await pause(Math.max(0, answerMs - (clock.monotonic() - started)));
      return lock ? fail('proof.locked', { params: { until: lock } }) : fail('proof.mismatch');
    }
    await takeBack(account, terminalBefore);
    await deps.audit.record({ action: 'proof.succeeded', account });
    const header = await deps.openAccount(account);
    if (!header || !visit.open(visitId, account)) return fail('visit.accountNotOpen');
    return ok({ account: header });
  }

  const methods: Proof['methods'] = {
    async 'proof.begin'({ account }) {
      const until = await locked(account);
      const asked = until === null && captchaDue(await limits(account), rules);
      return ok({ lockedUntil: until, picture: asked ? captcha.show(visit.id()) : null });
    },
    'proof.submit'(input) {
      // The visit the person began in, not the one their turn comes up in.
      const visitId = visit.id();
      return mutex.run(() => attempt(input, visitId));
    },
  };
  return { methods };
}
