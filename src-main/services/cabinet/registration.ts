// Registration: nothing becomes a user before the code of the letter is given back.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type Locale, type ParsedInput, type Result, type Who } from '#contract';
import { LoginTaken, type CabinetStore, type CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import type { Visit } from '../visit/index.ts';
import { isLogin, loginNorm, newPasswordRefusal, parseEmail } from '../sign-in/credentials.ts';
import { newCode, typedCode } from '../sign-in/codes.ts';
import type { Letters } from '../mail/letters.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { done, userOf, type Sessions } from './session.ts';

export interface RegistrationDeps {
  store: CabinetStore;
  passwords: Passwords;
  texts: Texts;
  letters: Letters;
  lettersAsked: LettersAsked;
  sessions: Sessions;
  visit: Pick<Visit, 'id'>;
}

type Form = ParsedInput<'cabinet.register'>;
type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

/** A new code in place of any earlier one, and the letter that carries it; the answer puts both into a transaction. */
async function prepareCode({ passwords, letters }: RegistrationDeps, login: string, locale: Locale) {
  const code = newCode();
  const [codeHash, letter] = await Promise.all([
    passwords.hash(code),
    letters.write('registration-code', locale, { login, code }),
  ]);
  return async (tx: CabinetTransaction, registration: string, email: string) => {
    await tx.addCode({ id: registration, purpose: 'registration', user: null, newEmail: null, codeHash });
    await tx.putCodeLetter({ id: randomUUID(), ...letter }, null, email);
  };
}

function refusal({ texts }: RegistrationDeps, input: Form): Result<never> | null {
  if (!isLogin(input.login)) return fail('cabinet.loginMalformed', { field: 'login' });
  if (!parseEmail(input.email)) return fail('cabinet.emailMalformed', { field: 'email' });
  const password = newPasswordRefusal(input, input.login, texts);
  if (password) return password;
  if (input.agreementVersion !== texts.legal('agreement', 'ru').version)
    return fail('cabinet.agreementNeeded', { field: 'agreementVersion' });
  if (input.consentVersion !== null && input.consentVersion !== texts.legal('consent', 'ru').version)
    return fail('input.invalid', { field: 'consentVersion' });
  return null;
}

async function register(deps: RegistrationDeps, input: Form, who: Who): Answer<'cabinet.register'> {
  const refused = refusal(deps, input) ?? (await deps.lettersAsked.count());
  if (refused) return refused;
  const login = input.login.normalize('NFKC').trim();
  const email = parseEmail(input.email) as string;
  const locale = input.locale ?? 'ru';
  const [passwordHash, putCode] = await Promise.all([
    deps.passwords.hash(input.password),
    prepareCode(deps, login, locale),
  ]);
  const id = randomUUID();
  return reachingFund(() =>
    deps.store.transaction(async tx => {
      if (await tx.loginTaken(loginNorm(login))) return fail('cabinet.loginTaken', { field: 'login' });
      await tx.addRegistration(id, {
        login,
        loginNorm: loginNorm(login),
        email,
        passwordHash,
        locale,
        agreementVersion: input.agreementVersion as string,
        consentVersion: input.consentVersion,
      });
      await putCode(tx, id, email);
      await tx.audit({ action: 'cabinet.registrationBegun', user: null, who });
      return ok({ registration: id });
    }),
  );
}

async function sendCodeAgain(deps: RegistrationDeps, id: string, who: Who): Answer<'cabinet.sendCodeAgain'> {
  const { store, lettersAsked } = deps;
  const refused = await lettersAsked.count();
  if (refused) return refused;
  const found = await reachingFund(() => store.transaction(async tx => ok(await tx.registration(id))));
  if (!found.ok) return found;
  if (!found.value) return fail('cabinet.codeExpired');
  const { login, locale, email } = found.value;
  const putCode = await prepareCode(deps, login, locale);
  return reachingFund(() =>
    store.transaction(async tx => {
      await putCode(tx, id, email);
      await tx.audit({ action: 'cabinet.codeSentAgain', user: null, who });
      return done;
    }),
  );
}

/** Makes the registration the user `user`, in the transaction that compares the code. */
async function becomeUser(
  { passwords }: RegistrationDeps,
  tx: CabinetTransaction,
  user: string,
  { registration, code: typed }: ParsedInput<'cabinet.confirmRegistration'>,
  who: Who,
): Promise<Result<{ login: string }>> {
  const code = await tx.lockCode(registration, 'registration');
  const wanted = await tx.registration(registration);
  if (!code?.open || !wanted) return fail('cabinet.codeExpired');
  if (!(await passwords.verify(code.codeHash, typedCode(typed)))) {
    await tx.failCode(registration);
    await tx.audit({ action: 'cabinet.codeFailed', user: null, who });
    return fail('cabinet.codeWrong', { field: 'code' });
  }
  const { consentVersion, ...data } = wanted;
  await tx.addUser({ id: user, ...data });
  if (consentVersion !== null) await tx.addConsent(user, consentVersion, true);
  await tx.useCode(registration);
  await tx.dropRegistration(registration);
  await tx.addActivity(user, 'signIn');
  await tx.audit({
    action: 'cabinet.registered',
    user,
    who,
    details: { agreement: data.agreementVersion, consent: consentVersion ?? '' },
  });
  return ok({ login: data.login });
}

async function confirm(
  deps: RegistrationDeps,
  input: ParsedInput<'cabinet.confirmRegistration'>,
  who: Who,
): Answer<'cabinet.confirmRegistration'> {
  const { store, sessions, visit } = deps;
  const visitId = visit.id();
  const user = randomUUID();
  let confirmed: Result<{ login: string }>;
  try {
    confirmed = await reachingFund(() => store.transaction(tx => becomeUser(deps, tx, user, input, who)));
  } catch (error) {
    if (error instanceof LoginTaken) return fail('cabinet.loginTaken', { field: 'login' });
    throw error;
  }
  if (!confirmed.ok) return confirmed;
  const begun = sessions.begin(visitId, { id: user, login: confirmed.value.login, epoch: 1 }, []);
  const session = sessions.current();
  return begun && session ? ok({ user: userOf(session) }) : fail('visit.signInNeeded');
}

export const registrationMethods = (
  deps: RegistrationDeps,
): Pick<Handlers, 'cabinet.register' | 'cabinet.sendCodeAgain' | 'cabinet.confirmRegistration'> => ({
  'cabinet.register': (input, { who }) => register(deps, input, who),
  'cabinet.sendCodeAgain': ({ registration }, { who }) => sendCodeAgain(deps, registration, who),
  'cabinet.confirmRegistration': (input, { who }) => confirm(deps, input, who),
});
