// A forgotten password: a one-time code by mail. Nothing that can be seen from outside tells a name that exists from one that does not.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type ParsedInput, type Result, type Who } from '#contract';
import type { CabinetStore, CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import { formatDay } from '../../domain/day.ts';
import { noLimit } from '../sign-in/limits.ts';
import { loginNorm, newPasswordRefusal } from '../sign-in/credentials.ts';
import { nameKey, newCode, typedCode } from '../sign-in/codes.ts';
import type { Letters } from '../mail/letters.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { done } from './session.ts';

export interface RecoveryDeps {
  store: CabinetStore;
  passwords: Passwords;
  texts: Texts;
  letters: Letters;
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

async function recover(deps: RecoveryDeps, login: string, who: Who): Answer<'cabinet.recover'> {
  const { store, passwords, letters, lettersAsked } = deps;
  const refused = await lettersAsked.count();
  if (refused) return refused;
  const code = newCode();
  const id = randomUUID();
  // The letter is written before anybody knows whether there is someone to send it to; only the database finds that out.
  const [codeHash, ru, en] = await Promise.all([
    passwords.hash(code),
    letters.write('recovery-code', 'ru', { code }),
    letters.write('recovery-code', 'en', { code }),
  ]);
  return reachingFund(() =>
    store.transaction(async tx => {
      await tx.beginRecovery({ id, codeHash }, nameOrAddress(login), { id: randomUUID(), ru, en });
      await tx.audit({ action: 'cabinet.recoveryBegun', user: null, who });
      return ok({ recovery: id });
    }),
  );
}

/** The new password, the lifted lock, the letter about it and the audit event. */
async function setPassword(
  { letters, clock }: RecoveryDeps,
  tx: CabinetTransaction,
  user: string,
  profile: { login: string; locale: 'ru' | 'en' },
  { hash, who }: { hash: string; who: Who },
): Promise<void> {
  const name = nameKey(loginNorm(profile.login));
  await tx.lockLimit(name);
  await tx.setLimit(name, noLimit);
  await tx.setPassword(user, hash);
  await tx.addActivity(user, 'passwordChanged');
  const letter = await letters.write('password-changed', profile.locale, {
    login: profile.login,
    at: formatDay(clock.today()),
  });
  await tx.putLetter({ id: randomUUID(), kind: 'notice', onceKey: null, attachments: [], ...letter }, user);
  await tx.audit({ action: 'cabinet.passwordRecovered', user, who });
}

async function withCode(deps: RecoveryDeps, input: NewPassword, who: Who): Answer<'cabinet.recoverWithCode'> {
  const { store, passwords, texts } = deps;
  const refused = newPasswordRefusal(input, null, texts);
  if (refused) return refused;
  const newHash = await passwords.hash(input.password);
  return reachingFund(() =>
    store.transaction(async (tx): Promise<Result<Record<string, never>>> => {
      const code = await tx.lockCode(input.recovery, 'recovery');
      const right = await passwords.verify(code?.codeHash ?? null, typedCode(input.code));
      if (code && !code.open) return fail('cabinet.codeExpired', { field: 'code' });
      const profile = code?.user ? await tx.profile(code.user) : null;
      if (!code?.user || !profile || !right) {
        if (code) await tx.failCode(input.recovery);
        await tx.audit({ action: 'cabinet.codeFailed', user: code?.user ?? null, who });
        return fail('cabinet.codeWrong', { field: 'code' });
      }
      const weak = newPasswordRefusal(input, profile.login, texts);
      if (weak) return weak;
      await tx.useCode(input.recovery);
      await setPassword(deps, tx, code.user, profile, { hash: newHash, who });
      return done;
    }),
  );
}

export const recoveryMethods = (deps: RecoveryDeps): Pick<Handlers, 'cabinet.recover' | 'cabinet.recoverWithCode'> => ({
  'cabinet.recover': ({ login }, { who }) => evenly(deps.clock, () => recover(deps, login, who)),
  'cabinet.recoverWithCode': (input, { who }) => evenly(deps.clock, () => withCode(deps, input, who)),
});
