// A sign-in under limits, whoever signs in: one answer for an unknown name and a wrong password, counts per name and per terminal, the picture code.
import { fail, ok, type ErrorCode, type Result } from '#contract';
import type { CabinetStore, CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import type { Limit, TerminalStore } from '../../ports/terminal-store.ts';
import { afterFailure, current, forgetAfterMs, lockedUntil, noLimit, captchaDue, type AttemptRules } from './limits.ts';
import { createCaptchaGate } from './captcha-gate.ts';
import { Mutex } from '../../base/mutex.ts';
import type { Visit } from '../visit/index.ts';
import { loginNorm } from './credentials.ts';
import { nameKey } from './codes.ts';
import { guessPassword, lockName } from './password-attempt.ts';
import { reachingFund } from './fund-errors.ts';

export interface Credentials {
  login: string;
  password: string;
  picture?: string | undefined;
}

export interface GuardDeps {
  store: CabinetStore;
  terminalStore: Pick<TerminalStore, 'limit' | 'setLimit'>;
  passwords: Passwords;
  captchas: CaptchaMaker;
  visit: Pick<Visit, 'id'>;
  clock: Clock;
  rules: AttemptRules;
}

/** Who may sign in here: `P` is a person as the fund knows them, `F` what is read with them, `V` what they are answered. */
export interface Door<P extends { passwordHash: string }, F, V> {
  /** names of cabinet users and of staff are counted apart */
  names: 'name' | 'staff';
  /** the terminal's own count of failed sign-ins, apart from that of proofs */
  terminalKey: string;
  wrong: ErrorCode;
  away: ErrorCode;
  find(tx: CabinetTransaction, norm: string): Promise<P | null>;
  /** Writes down the failure; null when there is no such name. */
  failed(tx: CabinetTransaction, person: P | null): Promise<void>;
  succeeded(tx: CabinetTransaction, person: P): Promise<F>;
  begin(found: F, visitId: string): Result<V>;
}

export interface Guard<V> {
  state(login: string): Promise<{ lockedUntil: string | null; picture: string | null }>;
  signIn(input: Credentials): Promise<Result<V>>;
}

/** Every refusal takes at least this long, whatever it was that did not match. */
const answerMs = 400;

export function createGuard<P extends { passwordHash: string }, F, V>(deps: GuardDeps, door: Door<P, F, V>): Guard<V> {
  const { store, terminalStore, passwords, visit, clock, rules } = deps;
  const captcha = createCaptchaGate(deps.captchas);
  // One attempt at a time: two at once must not both slip under the limit.
  const mutex = new Mutex();

  const terminalLimit = async (): Promise<Limit> =>
    current(await terminalStore.limit('terminal', door.terminalKey), clock.now(), forgetAfterMs('terminal', rules));

  const pause = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));

  /** What the fund knows of the name; nothing is known while it is away. */
  async function nameLimit(norm: string): Promise<{ limit: Limit; now: string }> {
    const unknown = { limit: noLimit, now: clock.now() };
    try {
      const found = await store.transaction(tx => tx.limit(nameKey(norm, door.names)));
      return found ? { ...found, limit: current(found.limit, found.now, forgetAfterMs('user', rules)) } : unknown;
    } catch (error) {
      if (error instanceof FundUnreachable) return unknown;
      throw error;
    }
  }

  async function attempt(input: Credentials, visitId: string): Promise<Result<V>> {
    const started = clock.monotonic();
    const norm = loginNorm(input.login);
    const terminal = await terminalLimit();
    const closed = lockedUntil([terminal], clock.now());
    if (closed) return fail('proof.locked', { params: { until: closed } });
    let counted = false;

    const found = await reachingFund<F>(
      () =>
        store.transaction(async tx => {
          const name = await lockName(tx, norm, rules, door.names);
          const locked = lockedUntil([name.limit], name.now);
          if (locked) return fail('proof.locked', { params: { until: locked } });
          if (captchaDue([name.limit, terminal], rules)) {
            const refusal = captcha.refusal(visitId, input.picture);
            if (refusal) return fail(refusal, { field: 'picture' });
          }
          // Counted before the answer is compared, so that pulling the plug in between wins no free attempt.
          await terminalStore.setLimit('terminal', door.terminalKey, afterFailure(terminal, rules, clock.now()));
          counted = true;
          const person = await door.find(tx, norm);
          const guess = await guessPassword(
            tx,
            name,
            { hash: person?.passwordHash ?? null, password: input.password },
            { passwords, rules },
          );
          if (!guess.right || !person) {
            await door.failed(tx, person);
            return guess.lockedUntil
              ? fail('proof.locked', { params: { until: guess.lockedUntil } })
              : fail(door.wrong);
          }
          return ok(await door.succeeded(tx, person));
        }),
      door.away,
    );
    const result = found.ok ? door.begin(found.value, visitId) : found;

    if (counted && (result.ok || result.error.code === door.away))
      await terminalStore.setLimit('terminal', door.terminalKey, terminal);
    if (!result.ok) await pause(Math.max(0, answerMs - (clock.monotonic() - started)));
    return result;
  }

  return {
    async state(login) {
      const norm = loginNorm(login);
      const terminal = await terminalLimit();
      const name = norm ? await nameLimit(norm) : { limit: noLimit, now: clock.now() };
      const until = lockedUntil([name.limit], name.now) ?? lockedUntil([terminal], clock.now());
      const asked = until === null && captchaDue([name.limit, terminal], rules);
      return { lockedUntil: until, picture: asked ? captcha.show(visit.id()) : null };
    },
    signIn(input) {
      // The visit the person began in, not the one their turn comes up in.
      const visitId = visit.id();
      return mutex.run(() => attempt(input, visitId));
    },
  };
}
