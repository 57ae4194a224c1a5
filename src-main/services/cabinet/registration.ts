// Registration: nothing becomes a user before the code of the letter is given back.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type ParsedInput, type Result, type Who } from '#contract';
import { LoginTaken, type CabinetStore, type CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import type { Visit } from '../visit/index.ts';
import { isUserLogin, loginNorm, newPasswordRefusal, parseEmail } from '../sign-in/credentials.ts';
import { typedCode } from '../sign-in/codes.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { done, userOf, type Sessions } from './session.ts';

export interface RegistrationDeps {
  store: CabinetStore;
  passwords: Passwords;
  texts: Texts;
  lettersAsked: LettersAsked;
  sessions: Sessions;
  visit: Pick<Visit, 'id'>;
}

type Form = ParsedInput<'cabinet.register'>;
type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

function refusal({ texts }: RegistrationDeps, input: Form): Result<never> | null {
  if (!isUserLogin(input.login)) return fail('cabinet.loginMalformed', { field: 'login' });
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
  const passwordHash = await deps.passwords.hash(input.password);
  const id = randomUUID();
  return reachingFund(() =>
    deps.store.transaction(async tx => {
      const begun = await tx.beginRegistration(id, {
        login,
        loginNorm: loginNorm(login),
        email,
        passwordHash,
        locale,
        agreementVersion: input.agreementVersion as string,
        consentVersion: input.consentVersion,
      });
      await tx.audit({ action: 'cabinet.registrationBegun', user: null, who });
      return begun ? ok({ registration: id }) : fail('cabinet.loginTaken', { field: 'login' });
    }),
  );
}

async function sendCodeAgain(deps: RegistrationDeps, id: string, who: Who): Answer<'cabinet.sendCodeAgain'> {
  const { store, lettersAsked } = deps;
  const refused = await lettersAsked.count();
  if (refused) return refused;
  return reachingFund(() =>
    store.transaction(async tx => {
      const sent = await tx.sendCodeAgain(id);
      await tx.audit({ action: 'cabinet.codeSentAgain', user: null, who });
      return sent ? done : fail('cabinet.codeExpired');
    }),
  );
}

/** Makes the registration the user `user`, by the ticket of a try at its code. */
async function becomeUser(
  tx: CabinetTransaction,
  user: string,
  { ticket, who }: { ticket: string; who: Who },
): Promise<Result<{ login: string; token: string }>> {
  const { right } = await tx.codeRight(ticket);
  if (!right) {
    await tx.audit({ action: 'cabinet.codeFailed', user: null, who });
    return fail('cabinet.codeWrong', { field: 'code' });
  }
  const { agreementVersion, consentVersion, ...signedIn } = await tx.finishRegistration(ticket, user);
  await tx.audit({
    action: 'cabinet.registered',
    user,
    details: { agreement: agreementVersion, consent: consentVersion },
    who,
  });
  return ok(signedIn);
}

async function confirm(
  deps: RegistrationDeps,
  { registration, code }: ParsedInput<'cabinet.confirmRegistration'>,
  who: Who,
): Answer<'cabinet.confirmRegistration'> {
  const { store, sessions, visit } = deps;
  const visitId = visit.id();
  const id = randomUUID();
  let confirmed: Result<{ login: string; token: string }>;
  try {
    confirmed = await reachingFund(async () => {
      const tried = await store.transaction(tx => tx.tryCode(registration, 'registration', typedCode(code)));
      return 'ticket' in tried
        ? store.transaction(tx => becomeUser(tx, id, { ticket: tried.ticket, who }))
        : fail('cabinet.codeExpired');
    });
  } catch (error) {
    if (error instanceof LoginTaken) return fail('cabinet.loginTaken', { field: 'login' });
    throw error;
  }
  if (!confirmed.ok) return confirmed;
  const begun = sessions.begin(visitId, { id, ...confirmed.value }, []);
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
