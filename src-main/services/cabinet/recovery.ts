// A forgotten password: a one-time code by mail. Nothing that can be seen from outside tells a name that exists from one that does not.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type ParsedInput, type Result, type Who } from '#contract';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import { loginNorm, newPasswordRefusal } from '../sign-in/credentials.ts';
import { typedCode } from '../sign-in/codes.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { done } from './session.ts';

export interface RecoveryDeps {
  store: CabinetStore;
  passwords: Passwords;
  texts: Texts;
  lettersAsked: LettersAsked;
  clock: Clock;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;
type NewPassword = ParsedInput<'cabinet.recoverWithCode'>;

/** Every answer takes at least this long: its timing does not tell a login that exists from one that does not. */
const answerMs = 400;

async function evenly<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const started = clock.monotonic();
  const answer = await work();
  const left = answerMs - (clock.monotonic() - started);
  if (left > 0) await new Promise<void>(resolve => void clock.after(left, resolve));
  return answer;
}

/** A user name has no «@»: a text with one is the address given at registration, compared as it is. */
const nameOrAddress = (text: string): string => (text.includes('@') ? text.trim() : loginNorm(text));

async function recover({ store, lettersAsked }: RecoveryDeps, login: string, who: Who): Answer<'cabinet.recover'> {
  const refused = await lettersAsked.count();
  if (refused) return refused;
  const id = randomUUID();
  return reachingFund(() =>
    store.transaction(async tx => {
      await tx.beginRecovery(id, nameOrAddress(login));
      await tx.audit({ action: 'cabinet.recoveryBegun', user: null, who });
      return ok({ recovery: id });
    }),
  );
}

async function withCode(deps: RecoveryDeps, input: NewPassword, who: Who): Answer<'cabinet.recoverWithCode'> {
  const { store, passwords, texts, clock } = deps;
  const refused = newPasswordRefusal(input, null, texts);
  if (refused) return refused;
  const newHash = await passwords.hash(input.password);
  return reachingFund(async (): Promise<Result<Record<string, never>>> => {
    const tried = await store.transaction(tx => tx.tryCode(input.recovery, 'recovery', typedCode(input.code)));
    if ('lockedUntil' in tried) return fail('proof.locked', { params: { until: tried.lockedUntil } });
    if ('state' in tried)
      return fail(tried.state === 'unknown' ? 'cabinet.codeWrong' : 'cabinet.codeExpired', { field: 'code' });
    return store.transaction(async tx => {
      const { right, user, login } = await tx.codeRight(tried.ticket);
      if (!right) {
        await tx.audit({ action: 'cabinet.codeFailed', user: null, who });
        return fail('cabinet.codeWrong', { field: 'code' });
      }
      const weak = newPasswordRefusal(input, login, texts);
      if (weak) return weak;
      await tx.recover(tried.ticket, newHash, clock.today());
      await tx.audit({ action: 'cabinet.passwordRecovered', user, who });
      return done;
    });
  });
}

export const recoveryMethods = (deps: RecoveryDeps): Pick<Handlers, 'cabinet.recover' | 'cabinet.recoverWithCode'> => ({
  'cabinet.recover': ({ login }, { who }) => evenly(deps.clock, () => recover(deps, login, who)),
  'cabinet.recoverWithCode': (input, { who }) => evenly(deps.clock, () => withCode(deps, input, who)),
});
