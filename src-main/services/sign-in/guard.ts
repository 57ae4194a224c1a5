// A sign-in under limits, for users and for staff: one answer for an unknown name and a wrong password, counts per name and per terminal, the captcha.
import { fail, ok, type ErrorCode, type Result, type Who } from '#contract';
import type {
  CabinetStore,
  CabinetTransaction,
  NameKind,
  NameState,
  SignedIn,
  SignInEnd,
} from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import { current, lockedUntil, noLimit, captchaDue, type AttemptRules } from './limits.ts';
import type { TerminalCount } from './terminal-count.ts';
import type { Standing } from './terminal-limits.ts';
import { createCaptchaGate } from './captcha-gate.ts';
import { VisitFailures } from './visit-failures.ts';
import { Mutex } from '../../base/mutex.ts';
import type { Visit } from '../visit/index.ts';
import { nameKey } from './codes.ts';
import { loginNorm } from './credentials.ts';
import { reachingFund } from './fund-errors.ts';

export interface Credentials {
  login: string;
  password: string;
  picture?: string | undefined;
}

export interface GuardDeps {
  store: CabinetStore;
  passwords: Passwords;
  captchas: CaptchaMaker;
  visit: Pick<Visit, 'id'>;
  clock: Clock;
  rules: AttemptRules;
}

/** Who may sign in here: `P` is a person as the fund knows them, `F` what is read with them, `V` what they are answered. */
export interface SignInPolicy<P extends SignedIn, F, V> {
  /** names of cabinet users and of staff are counted apart */
  names: NameKind;
  end(tx: CabinetTransaction, ticket: string): Promise<SignInEnd<P>>;
  /** the terminal's own count of failed sign-ins, apart from that of proofs */
  terminal: TerminalCount;
  wrong: ErrorCode;
  away: ErrorCode;
  /** Writes down the failure. */
  failed(tx: CabinetTransaction, end: SignInEnd<P>, who: Who): Promise<void>;
  succeeded(tx: CabinetTransaction, person: P, who: Who): Promise<F>;
  /** `goesOn`: nobody has left since the name was given. */
  begin(found: F, visitId: string, goesOn: boolean): Result<V>;
}

export interface GuardState {
  /** the fund cannot be reached: nobody can sign in */
  away: boolean;
  lockedUntil: string | null;
  lockOf: 'name' | 'terminal' | null;
  picture: string | null;
}

export interface Guard<V> {
  state(login: string): Promise<GuardState>;
  /** `takenBack`: who began it has left since; then nothing begins. */
  signIn(input: Credentials, who: Who, takenBack?: () => boolean): Promise<Result<V>>;
}

/** Every refusal takes at least this long, whatever it was that did not match. */
const answerMs = 400;

export const createGuard = <P extends SignedIn, F, V>(deps: GuardDeps, policy: SignInPolicy<P, F, V>): Guard<V> =>
  new SignInGuard(deps, policy);

class SignInGuard<P extends SignedIn, F, V> implements Guard<V> {
  readonly #deps: GuardDeps;
  readonly #policy: SignInPolicy<P, F, V>;
  readonly #captcha: ReturnType<typeof createCaptchaGate>;
  readonly #failures = new VisitFailures();
  /** One attempt at a time: two at once must not both slip under the limit. */
  readonly #mutex = new Mutex();

  constructor(deps: GuardDeps, policy: SignInPolicy<P, F, V>) {
    this.#deps = deps;
    this.#policy = policy;
    this.#captcha = createCaptchaGate(deps.captchas);
  }

  async state(login: string): Promise<GuardState> {
    const { clock, rules, visit } = this.#deps;
    const norm = loginNorm(login);
    const terminal = await this.#policy.terminal.standing();
    // asked without a name too: whoever comes to the form is told that the fund is away before they type
    const known = await this.#nameState(norm);
    const name = known ?? { limit: noLimit, now: clock.now() };
    const ofName = lockedUntil([name.limit], name.now);
    const until = ofName ?? terminal.lockedUntil;
    const answering = { own: name.limit, visitFailures: this.#failures.total(visit.id()), terminal };
    const asked = until === null && captchaDue(answering, rules);
    const lockOf = ofName ? 'name' : until ? 'terminal' : null;
    return { away: known === null, lockedUntil: until, lockOf, picture: asked ? this.#captcha.show(visit.id()) : null };
  }

  signIn(input: Credentials, who: Who, takenBack = () => false): Promise<Result<V>> {
    // The visit the person began in, not the one their turn comes up in.
    const visitId = this.#deps.visit.id();
    return this.#mutex.run(() => this.#attempt(input, visitId, who, takenBack));
  }

  /** What the fund knows of the name; null while it cannot be reached. */
  async #nameState(norm: string): Promise<NameState | null> {
    const { store } = this.#deps;
    try {
      const found = await store.transaction(tx => tx.signInState(this.#policy.names, norm));
      return { ...found, limit: current(found.limit, found.now) };
    } catch (error) {
      if (error instanceof FundUnreachable) return null;
      throw error;
    }
  }

  async #attempt(input: Credentials, visitId: string, who: Who, takenBack: () => boolean): Promise<Result<V>> {
    const { clock } = this.#deps;
    const policy = this.#policy;
    const started = clock.monotonic();
    const terminal = await policy.terminal.standing();
    if (terminal.lockedUntil) return fail('cabinet.terminalLocked', { params: { until: terminal.lockedUntil } });
    const counting = { counted: false };
    const found = await reachingFund<F>(() => this.#compare({ input, visitId, who }, terminal, counting), policy.away);
    const result = found.ok ? policy.begin(found.value, visitId, !takenBack()) : found;
    await this.#settle(visitId, loginNorm(input.login), { result, counted: counting.counted });
    if (!result.ok) await this.#pause(Math.max(0, answerMs - (clock.monotonic() - started)));
    return result;
  }

  /** Takes the failure counted in advance back, and with a right answer the visit's slips at the name; or counts it for the visit. */
  async #settle(visitId: string, norm: string, attempt: { result: Result<V>; counted: boolean }) {
    const { result, counted } = attempt;
    const { terminal, names, away } = this.#policy;
    if (!counted) return;
    if (result.ok) {
      this.#failures.forgive(visitId, norm);
      return terminal.succeeded(nameKey(norm, names), visitId);
    }
    if (result.error.code === away) return terminal.takeBack(nameKey(norm, names), visitId);
    this.#failures.count(visitId, norm);
  }

  /** The limits and the captcha, then the password: counted by the fund, answered by it once that is committed. */
  async #compare(
    { input, visitId, who }: { input: Credentials; visitId: string; who: Who },
    terminal: Standing,
    counting: { counted: boolean },
  ): Promise<Result<F>> {
    const { store, passwords, rules } = this.#deps;
    const policy = this.#policy;
    const norm = loginNorm(input.login);
    const name = await this.#nameState(norm);
    if (!name) return fail(policy.away);
    const locked = lockedUntil([name.limit], name.now);
    if (locked) return fail('proof.locked', { params: { until: locked } });
    const answering = { own: name.limit, visitFailures: this.#failures.total(visitId), terminal };
    if (captchaDue(answering, rules)) {
      const refusal = this.#captcha.refusal(visitId, input.picture);
      if (refusal) return fail(refusal, { field: 'picture' });
    }
    // Counted before the answer is compared, so that pulling the plug in between wins no free attempt.
    await policy.terminal.count(nameKey(norm, policy.names), visitId);
    counting.counted = true;
    const answer = await passwords.answer(name.salt, input.password);
    const tried = await store.transaction(tx => tx.trySignIn(policy.names, norm, answer));
    if ('lockedUntil' in tried) return fail('proof.locked', { params: { until: tried.lockedUntil } });
    if (tried.waitMs > 0) await this.#pause(tried.waitMs);
    return store.transaction(async tx => {
      const end = await policy.end(tx, tried.ticket);
      if (end.right) return ok(await policy.succeeded(tx, end.right, who));
      await policy.failed(tx, end, who);
      return end.lockedUntil ? fail('proof.locked', { params: { until: end.lockedUntil } }) : fail(policy.wrong);
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => void this.#deps.clock.after(ms, resolve));
  }
}
