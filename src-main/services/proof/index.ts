// Proof of ownership: the date and the sum of one of the account's last payments (docs/domain.md#proof).
import { fail, ok, type AccountHeader, type Answers, type Handlers, type Result, type Who } from '#contract';
import { parseDay } from '../../domain/day.ts';
import { accountKeys } from '../../domain/account-number.ts';
import { parseKopecks } from '../../domain/money.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import type { Limit, TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { Mutex } from '../../base/mutex.ts';
import type { Held, Visit } from '../visit/index.ts';
import { afterFailure, current, isLocked, captchaDue, type AttemptRules } from '../sign-in/limits.ts';
import type { Standing } from '../sign-in/terminal-limits.ts';
import type { TerminalCount } from '../sign-in/terminal-count.ts';
import { createCaptchaGate } from '../sign-in/captcha-gate.ts';
import { VisitFailures } from '../sign-in/visit-failures.ts';
import { createElsewhere, type Elsewhere } from './elsewhere.ts';
import { isProvedBy, type Answer } from './payments.ts';

export interface Attempt {
  account: number;
  paidOn: string;
  amount: string;
  /** the account's number, where it is asked for */
  number?: string | undefined;
  picture?: string | undefined;
}

export interface Proof {
  methods: Answers<'proof.begin'> & Pick<Handlers, 'proof.submit'>;
}

export interface ProofDeps {
  cache: CacheReader;
  store: TerminalStore;
  /** mistakes of all visitors at this terminal */
  terminal: TerminalCount;
  visit: Visit;
  clock: Clock;
  captchas: CaptchaMaker;
  audit: Audit;
  rules: AttemptRules;
  timeZone: string;
  /** Asks the fund for the account's rows of this moment; done after `limitMs` at the latest, whether or not the fund answered. */
  refresh: { account(account: number, limitMs: number): Promise<boolean>; limitMs: number };
  /** How often the account was got wrong lately, at whatever terminal; rejects while the fund cannot be reached. */
  failedProofs(account: number): Promise<number>;
  /** Brings the account's latest figures and gives its header once it is open. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

/**
 * Every refusal takes the time limit of asking the fund and this much more: how long an answer takes tells neither whether there is such an account nor
 * whether the fund knew more of it.
 */
const moreMs = 250;

export const createProof = (deps: ProofDeps): Proof => new ProofOfOwnership(deps);

/** What is asked for now, and of what. */
interface Asked {
  lock: { of: 'account' | 'terminal'; until: string } | null;
  picture: boolean;
  number: boolean;
  own: Limit;
}

const locked = ({ of, until }: NonNullable<Asked['lock']>) =>
  fail(of === 'account' ? 'proof.locked' : 'proof.terminalLocked', { params: { until } });

class ProofOfOwnership implements Proof {
  readonly #deps: ProofDeps;
  readonly #captcha: ReturnType<typeof createCaptchaGate>;
  readonly #failures = new VisitFailures();
  readonly #elsewhere: Elsewhere;
  /** One attempt at a time: two at once must not both slip under the limit. */
  readonly #mutex = new Mutex();

  constructor(deps: ProofDeps) {
    this.#deps = deps;
    this.#captcha = createCaptchaGate(deps.captchas);
    this.#elsewhere = createElsewhere(deps);
  }

  readonly methods: Proof['methods'] = {
    'proof.begin': async ({ account }) => {
      const visitId = this.#deps.visit.id();
      const { lock, picture, number } = await this.#asked(account, visitId);
      return ok({
        lockedUntil: lock && lock.until,
        lockOf: lock && lock.of,
        picture: picture && lock === null ? this.#captcha.show(visitId) : null,
        number,
      });
    },
    'proof.submit': (input, { who }) => {
      // The visit the person began in, not the one their turn comes up in.
      const held = this.#deps.visit.held();
      return this.#mutex.run(() => this.#attempt(input, held, who));
    },
  };

  async #ownLimit(account: number): Promise<Limit> {
    return current(await this.#deps.store.limit('account', String(account)), this.#deps.clock.now());
  }

  async #asked(account: number, visitId: string): Promise<Asked> {
    const { terminal, clock, rules } = this.#deps;
    const [own, all] = await Promise.all([this.#ownLimit(account), terminal.standing()]);
    const ofAccount = isLocked(own, clock.now()) ? own.lockedUntil : null;
    return {
      own,
      lock:
        ofAccount !== null
          ? { of: 'account', until: ofAccount }
          : all.lockedUntil !== null
            ? { of: 'terminal', until: all.lockedUntil }
            : null,
      picture: captchaDue({ own, visitFailures: this.#failures.total(visitId), terminal: all }, rules),
      number: await this.#numberDue(account, all),
    };
  }

  /** A number cannot be reckoned from an area and a tariff. */
  async #numberDue(account: number, terminal: Standing): Promise<boolean> {
    const { number } = this.#deps.rules;
    if (number !== 'byRisk') return number === 'always';
    return terminal.risk || (await this.#elsewhere.isGuessedAt(account));
  }

  /** Counted before the answer is compared, so that pulling the plug in between wins no free attempt. */
  async #countFailure(account: number, visitId: string, own: Limit): Promise<Limit> {
    const { store, terminal, clock, rules } = this.#deps;
    const after = afterFailure(own, rules, clock.now());
    await store.setLimit('account', String(account), after);
    await terminal.count(String(account), visitId);
    return after;
  }

  async #takeBack(account: number, visitId: string): Promise<void> {
    await this.#deps.store.clearLimit('account', String(account));
    this.#failures.forgive(visitId, String(account));
    await this.#deps.terminal.succeeded(String(account), visitId);
  }

  /** The typed day and sum, or why they cannot be those of a payment. */
  #read(input: Attempt): Result<Answer> {
    const paidOn = parseDay(input.paidOn);
    if (!paidOn) return fail('proof.dateImpossible', { field: 'paidOn' });
    if (paidOn > this.#deps.clock.today()) return fail('proof.dateInFuture', { field: 'paidOn' });
    const amount = parseKopecks(input.amount);
    return amount === null ? fail('proof.amountMalformed', { field: 'amount' }) : ok({ paidOn, amount });
  }

  async #attempt(input: Attempt, held: Held, who: Who): Promise<Result<{ account: AccountHeader }>> {
    const { clock } = this.#deps;
    const started = clock.monotonic();
    const { account } = input;
    const visitId = held.visit;
    const asked = await this.#asked(account, visitId);
    if (asked.lock) return locked(asked.lock);
    const typed = this.#read(input);
    if (!typed.ok) return typed;
    if (asked.number && !input.number?.trim()) return fail('proof.numberNeeded', { field: 'number' });
    if (asked.picture) {
      const refusal = this.#captcha.refusal(visitId, input.picture);
      if (refusal) return fail(refusal, { field: 'picture' });
    }
    const after = await this.#countFailure(account, visitId, asked.own);
    const isRight =
      (!asked.number || (await this.#isNumber(account, input.number))) && (await this.#matches(account, typed.value));
    if (!isRight) {
      this.#failures.count(visitId, String(account));
      return this.#refuse(account, after, started, who);
    }
    await this.#takeBack(account, visitId);
    return this.#open(account, held, who);
  }

  async #isNumber(account: number, typed = ''): Promise<boolean> {
    const view = await this.#deps.cache.account(account);
    return view !== null && accountKeys(typed).some(key => accountKeys(view.number).includes(key));
  }

  /** What the fund has and this terminal has not heard of yet is asked for before an answer counts as wrong. */
  async #matches(account: number, answer: Answer): Promise<boolean> {
    const { refresh } = this.#deps;
    const isProved = () => isProvedBy(this.#deps, account, answer);
    return (await isProved()) || ((await refresh.account(account, refresh.limitMs)) && isProved());
  }

  async #refuse(account: number, own: Limit, started: number, who: Who): Promise<Result<never>> {
    const { audit, clock, refresh, rules, terminal } = this.#deps;
    await audit.record({ action: 'proof.failed', account, who });
    const ofTerminal = (await terminal.standing()).lockedUntil;
    const lock =
      own.lockedUntil !== null
        ? ({ of: 'account', until: own.lockedUntil } as const)
        : ofTerminal !== null && ({ of: 'terminal', until: ofTerminal } as const);
    if (lock) await audit.record({ action: 'proof.locked', account, who });
    const left = Math.max(0, refresh.limitMs + moreMs - (clock.monotonic() - started));
    await new Promise<void>(resolve => void clock.after(left, resolve));
    return lock
      ? locked(lock)
      : fail('proof.mismatch', { params: { left: String(rules.failuresToLock - own.failures) } });
  }

  async #open(account: number, held: Held, who: Who): Promise<Result<{ account: AccountHeader }>> {
    const { audit, openAccount, visit } = this.#deps;
    await audit.record({ action: 'proof.succeeded', account, who });
    const header = await openAccount(account);
    if (!header || !visit.open(held, account, 'proof')) return fail('visit.accountNotOpen');
    return ok({ account: header });
  }
}
