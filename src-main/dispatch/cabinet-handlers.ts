// The cabinet's methods, and the demo's letters: which part of the cabinet answers which.
import { fail, ok, type DemoLetter, type MethodName } from '#contract';
import type { Cabinet } from '../services/cabinet/index.ts';
import type { Handlers } from './index.ts';

type CabinetMethod = Extract<MethodName, `cabinet.${string}` | `demo.${string}`>;

/** `demoLetters` is null outside the demo. */
export function cabinetHandlers(
  cabinet: Cabinet,
  demoLetters: (() => Promise<DemoLetter[]>) | null,
): Pick<Handlers, CabinetMethod> {
  const { registration, signIn, recovery, accounts, profile, statement } = cabinet;
  return {
    'cabinet.texts': ({ locale }) => cabinet.texts(locale),
    'cabinet.printText': ({ what, locale, job }) => cabinet.printText(what, locale, job),
    'cabinet.register': input => registration.register(input),
    'cabinet.sendCodeAgain': input => registration.sendCodeAgain(input.registration),
    'cabinet.confirmRegistration': input => registration.confirm(input.registration, input.code),
    'cabinet.signInState': ({ login }) => signIn.state(login),
    'cabinet.signIn': input => signIn.signIn(input),
    'cabinet.signOut': () => cabinet.signOut(),
    'cabinet.user': async () => cabinet.user(),
    'cabinet.recover': ({ login }) => recovery.recover(login),
    'cabinet.recoverWithCode': input => recovery.withCode(input),

    'cabinet.accounts': () => accounts.list(),
    'cabinet.openAccount': ({ account }) => accounts.open(account),
    'cabinet.attach': ({ account }) => accounts.attach(account),
    'cabinet.detach': ({ account }) => accounts.detach(account),
    'cabinet.setMain': ({ account }) => accounts.setMain(account),
    'cabinet.printApplication': ({ account, job }) => cabinet.printApplication(account, job),

    'cabinet.profile': () => profile.get(),
    'cabinet.saveGeneral': input => profile.saveGeneral(input),
    'cabinet.confirmEmail': ({ code }) => profile.confirmEmail(code),
    'cabinet.saveContacts': input => profile.saveContacts(input),
    'cabinet.setConsent': ({ version }) => profile.setConsent(version),
    'cabinet.saveServices': input => profile.saveServices(input),
    'cabinet.changePassword': input => profile.changePassword(input),
    'cabinet.activity': () => profile.activity(),
    'cabinet.mailStatement': input => statement.mail(input),

    'demo.letters': async () => (demoLetters ? ok({ letters: await demoLetters() }) : fail('method.unknown')),
  };
}
