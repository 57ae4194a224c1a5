// Proof of ownership: the date and the sum of one of the account's last payments (docs/domain.md#proof).
import { fail, ok, type AccountHeader, type Answers, type Handlers, type Result, type Who } from '#contract';
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
import { VisitFailures } from '../sign-in/visit-failures.ts';
import { isProvedBy, type Answer } from './payments.ts';

export interface Attempt {
  account: number;
  paidOn: string;
  amount: string;
  picture?: string | undefined;
}

export interface Proof {
  methods: Answers<'proof.begin'> & Pick<Handlers, 'proof.submit'>;
}

export interface ProofDeps {
  cache: CacheReader;
  store: TerminalStore;
  visit: Visit;
  clock: Clock;
  captchas: CaptchaMaker;
  audit: Audit;
  rules: AttemptRules;
  timeZone: string;
  /** Asks the fund for the account's rows of this moment; done after `limitMs` at the latest, whether or not the fund answered. */
  refresh: { account(account: number, limitMs: number): Promise<boolean>; limitMs: number };
  /** Brings the account's latest figures and gives its header once it is open. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

/**
 * Every refusal takes the time limit of asking the fund and this much more: how long an answer takes tells neither whether there is such an account nor
 * whether the fund knew more of it.
 */
const moreMs = 250;

export const createProof = (deps: ProofDeps): Proof => new ProofOfOwnership(deps);

const scopes = (account: number): [LimitScope, string][] => [
  ['account', String(account)],
  ['terminal', ''],
];

class ProofOfOwnership implements Proof {
  readonly #deps: ProofDeps;
  readonly #captcha: ReturnType<typeof createCaptchaGate>;
  readonly #failures = new VisitFailures();
  /** One attempt at a time: two at once must not both slip under the limit. */
  readonly #mutex = new Mutex();

  constructor(deps: ProofDeps) {
    this.#deps = deps;
    this.#captcha = createCaptchaGate(deps.captchas);
  }

  readonly methods: Proof['methods'] = {
    'proof.begin': async ({ account }) => {
      const until = await this.#locked(account);
      const visitId = this.#deps.visit.id();
      const asked = until === null && (await this.#captchaDue(account, visitId));
      return ok({ lockedUntil: until, picture: asked ? this.#captcha.show(visitId) : null });
    },
    'proof.submit': (input, { who }) => {
      // The visit the person began in, not the one their turn comes up in.
      const visitId = this.#deps.visit.id();
      return this.#mutex.run(() => this.#attempt(input, visitId, who));
    },
  };

  async #limitOf(scope: LimitScope, key: string): Promise<Limit> {
    const { store, clock, rules } = this.#deps;
    return current(await store.limit(scope, key), clock.now(), forgetAfterMs(scope, rules));
  }

  #limits(account: number): Promise<Limit[]> {
    return Promise.all(scopes(account).map(([scope, key]) => this.#limitOf(scope, key)));
  }

  async #captchaDue(account: number, visitId: string): Promise<boolean> {
    const own = await this.#limitOf('account', String(account));
    const terminal = await this.#limitOf('terminal', '');
    return captchaDue({ own, visitFailures: this.#failures.total(visitId), terminal }, this.#deps.rules);
  }

  async #locked(account: number): Promise<string | null> {
    return lockedUntil(await this.#limits(account), this.#deps.clock.now());
  }

  /** Counted before the answer is compared, so that pulling the plug in between wins no free attempt. */
  async #countFailure(account: number): Promise<void> {
    const { store, clock, rules } = this.#deps;
    for (const [scope, key] of scopes(account)) {
      await store.setLimit(scope, key, afterFailure(await this.#limitOf(scope, key), rules, clock.now()));
    }
  }

  async #takeBack(account: number, terminal: Limit): Promise<void> {
    await this.#deps.store.clearLimit('account', String(account));
    await this.#deps.store.setLimit('terminal', '', terminal);
  }

  /** The typed day and sum, or why they cannot be those of a payment. */
  #read(input: Attempt): Result<Answer> {
    const paidOn = parseDay(input.paidOn);
    if (!paidOn) return fail('proof.dateImpossible', { field: 'paidOn' });
    if (paidOn > this.#deps.clock.today()) return fail('proof.dateInFuture', { field: 'paidOn' });
    const amount = parseKopecks(input.amount);
    return amount === null ? fail('proof.amountMalformed', { field: 'amount' }) : ok({ paidOn, amount });
  }

  async #attempt(input: Attempt, visitId: string, who: Who): Promise<Result<{ account: AccountHeader }>> {
    const { clock } = this.#deps;
    const started = clock.monotonic();
    const { account } = input;
    const until = await this.#locked(account);
    if (until) return fail('proof.locked', { params: { until } });
    const typed = this.#read(input);
    if (!typed.ok) return typed;
    if (await this.#captchaDue(account, visitId)) {
      const refusal = this.#captcha.refusal(visitId, input.picture);
      if (refusal) return fail(refusal, { field: 'picture' });
    }
    const terminalBefore = await this.#limitOf('terminal', '');
    await this.#countFailure(account);
    if (!(await this.#matches(account, typed.value))) {
      this.#failures.count(visitId, String(account));
      return this.#refuse(account, started, who);
    }
    await this.#takeBack(account, this.#failures.forgiven(visitId, String(account), terminalBefore));
    return this.#open(account, visitId, who);
  }

  /** What the fund has and this terminal has not heard of yet is asked for before an answer counts as wrong. */
  async #matches(account: number, answer: Answer): Promise<boolean> {
    const { refresh } = this.#deps;
    const isProved = () => isProvedBy(this.#deps, account, answer);
    return (await isProved()) || ((await refresh.account(account, refresh.limitMs)) && isProved());
  }

  async #refuse(account: number, started: number, who: Who): Promise<Result<never>> {
    const { audit, clock, refresh } = this.#deps;
    await audit.record({ action: 'proof.failed', account, who });
    const lock = await this.#locked(account);
    if (lock) await audit.record({ action: 'proof.locked', account, who });
    const left = Math.max(0, refresh.limitMs + moreMs - (clock.monotonic() - started));
    await new Promise<void>(resolve => void clock.after(left, resolve));
    return lock ? fail('proof.locked', { params: { until: lock } }) : fail('proof.mismatch');
  }

  async #open(account: number, visitId: string, who: Who): Promise<Result<{ account: AccountHeader }>> {
    const { audit, openAccount, visit } = this.#deps;
    await audit.record({ action: 'proof.succeeded', account, who });
    const header = await openAccount(account);
    if (!header || !visit.open(visitId, account, 'proof')) return fail('visit.accountNotOpen');
    return ok({ account: header });
  }
}
