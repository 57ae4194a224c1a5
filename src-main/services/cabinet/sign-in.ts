// Signing in: one answer for an unknown name and a wrong password, limits per name and per terminal, the proof's picture code.
import { fail, ok, type CabinetUser, type Output, type Result } from '../../contract/index.ts';
import type { CabinetStore, UserRow } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { PictureCodes } from '../../ports/pictures.ts';
import type { Limit, TerminalStore } from '../../ports/terminal-store.ts';
import {
  afterFailure,
  current,
  forgetAfterMs,
  lockedUntil,
  noLimit,
  pictureDue,
  type AttemptRules,
} from '../proof/limits.ts';
import { createPictureGate } from '../proof/picture-gate.ts';
import { Turns } from '../sync/waiting.ts';
import type { Visit } from '../visit/index.ts';
import { loginNorm } from './checks.ts';
import { nameKey } from './codes.ts';
import { guessPassword, lockName } from './guess.ts';
import { reachingFund } from './reach.ts';
import { userOf, type Attached, type Sessions } from './session.ts';

export interface SignIn {
  state(login: string): Promise<Result<Output<'cabinet.signInState'>>>;
  signIn(input: SignInInput): Promise<Result<{ user: CabinetUser }>>;
}

export interface SignInInput {
  login: string;
  password: string;
  picture?: string | undefined;
  remember: boolean;
}

export interface SignInDeps {
  store: CabinetStore;
  terminalStore: Pick<TerminalStore, 'limit' | 'setLimit' | 'note' | 'setNote'>;
  passwords: Passwords;
  pictures: PictureCodes;
  sessions: Sessions;
  visit: Pick<Visit, 'id'>;
  clock: Clock;
  rules: AttemptRules;
  /** «Запомнить» works at a desk only */
  remembers: boolean;
}

interface Found {
  user: UserRow;
  accounts: readonly Attached[];
}

/** Every refusal takes at least this long, whatever it was that did not match. */
const answerMs = 400;
const rememberedNote = 'remembered-login';
/** The terminal's own count of failed sign-ins, apart from that of proofs. */
const terminalKey = 'sign-in';

export function createSignIn(deps: SignInDeps): SignIn {
  const { store, terminalStore, passwords, sessions, visit, clock, rules } = deps;
  const picture = createPictureGate(deps.pictures);
  // One attempt at a time: two at once must not both slip under the limit.
  const turns = new Turns();

  const terminalLimit = async (): Promise<Limit> =>
    current(await terminalStore.limit('terminal', terminalKey), clock.now(), forgetAfterMs('terminal', rules));

  const pause = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));

  /** What the fund knows of the name; nothing is known while it is away. */
  async function nameLimit(norm: string): Promise<{ limit: Limit; now: string }> {
    const unknown = { limit: noLimit, now: clock.now() };
    try {
      const found = await store.transaction(tx => tx.limit(nameKey(norm)));
      return found ? { ...found, limit: current(found.limit, found.now, forgetAfterMs('user', rules)) } : unknown;
    } catch (error) {
      if (error instanceof FundUnreachable) return unknown;
      throw error;
    }
  }

  async function attempt(input: SignInInput, visitId: string): Promise<Result<{ user: CabinetUser }>> {
    const started = clock.monotonic();
    const norm = loginNorm(input.login);
    const terminal = await terminalLimit();
    const closed = lockedUntil([terminal], clock.now());
    if (closed) return fail('proof.locked', { params: { until: closed } });
    let counted = false;

    const found = await reachingFund<Found>(() =>
      store.transaction(async tx => {
        const name = await lockName(tx, norm, rules);
        const locked = lockedUntil([name.limit], name.now);
        if (locked) return fail('proof.locked', { params: { until: locked } });
        if (pictureDue([name.limit, terminal], rules)) {
          const refusal = picture.refusal(visitId, input.picture);
          if (refusal) return fail(refusal, { field: 'picture' });
        }
        // Counted before the answer is compared, so that pulling the plug in between wins no free attempt.
        await terminalStore.setLimit('terminal', terminalKey, afterFailure(terminal, rules, clock.now()));
        counted = true;
        const user = await tx.userByLogin(norm);
        const guess = await guessPassword(
          tx,
          name,
          { hash: user?.passwordHash ?? null, password: input.password },
          { passwords, rules },
        );
        if (!guess.right || !user) {
          await tx.audit({ action: 'cabinet.signInFailed', user: user?.id ?? null });
          return guess.lockedUntil
            ? fail('proof.locked', { params: { until: guess.lockedUntil } })
            : fail('cabinet.signInWrong');
        }
        await tx.addActivity(user.id, 'signIn');
        const accounts = await tx.accounts(user.id);
        await tx.audit({ action: 'cabinet.signedIn', user: user.id });
        return ok({ user, accounts });
      }),
    );
    const result = found.ok ? begin(found.value, visitId) : found;

    if (counted && (result.ok || result.error.code === 'cabinet.away'))
      await terminalStore.setLimit('terminal', terminalKey, terminal);
    if (!result.ok) await pause(Math.max(0, answerMs - (clock.monotonic() - started)));
    if (result.ok && deps.remembers)
      await terminalStore.setNote(rememberedNote, input.remember ? input.login.trim() : null);
    return result;
  }

  function begin({ user, accounts }: Found, visitId: string): Result<{ user: CabinetUser }> {
    if (!sessions.begin(visitId, user, accounts)) return fail('visit.signInNeeded');
    const session = sessions.current();
    return session ? ok({ user: userOf(session) }) : fail('visit.signInNeeded');
  }

  return {
    async state(login) {
      const norm = loginNorm(login);
      const terminal = await terminalLimit();
      const name = norm ? await nameLimit(norm) : { limit: noLimit, now: clock.now() };
      const until = lockedUntil([name.limit], name.now) ?? lockedUntil([terminal], clock.now());
      const asked = until === null && pictureDue([name.limit, terminal], rules);
      return ok({
        lockedUntil: until,
        picture: asked ? picture.show(visit.id()) : null,
        rememberedLogin: deps.remembers ? await terminalStore.note(rememberedNote) : null,
      });
    },
    signIn(input) {
      // The visit the person began in, not the one their turn comes up in.
      const visitId = visit.id();
      return turns.take(() => attempt(input, visitId));
    },
  };
}
