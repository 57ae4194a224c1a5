// The cabinet: every function that needs a login, each of its parts joined here behind the methods of the contract.
import { ok, type AccountHeader, type CabinetUser, type Locale, type Output, type Result } from '#contract';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { PictureCodes } from '../../ports/pictures.ts';
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { LegalName, Texts } from '../../ports/texts.ts';
import type { Audit } from '../audit/index.ts';
import type { Printing } from '../printing/index.ts';
import type { AttemptRules } from '../sign-in/limits.ts';
import type { Visit } from '../visit/index.ts';
import { createAccounts, type CabinetAccounts } from './accounts.ts';
import { createPaperwork, type Paperwork } from './application.ts';
import { filled, type Letters } from '../mail/letters.ts';
import { createLettersAsked } from '../mail/letters-asked.ts';
import { createProfile, type ProfileService } from './profile.ts';
import { createUserMarks } from './read-marks.ts';
import { createRecovery, type Recovery } from './recovery.ts';
import { createRegistration, type RegistrationService } from './registration.ts';
import { createSessions, done, userOf } from './session.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import type { StatementModel } from '../statement/model.ts';
import { createStatementMail, type StatementMail } from './statement-mail.ts';

export interface Cabinet {
  texts(locale: Locale): Promise<Result<Output<'cabinet.texts'>>>;
  printText(what: LegalName, locale: Locale, job: string): ReturnType<Paperwork['printText']>;
  printApplication: Paperwork['printApplication'];
  registration: RegistrationService;
  signIn: SignIn;
  signOut(): Promise<Result<Record<string, never>>>;
  user(): Result<{ user: CabinetUser | null }>;
  recovery: Recovery;
  accounts: CabinetAccounts;
  profile: ProfileService;
  statement: StatementMail;
  /** For the dispatcher: whether the signed-in user's session still holds. */
  sessionHolds(): Promise<boolean>;
  marks: ReadMarks;
}

export interface CabinetDeps {
  store: CabinetStore;
  terminalStore: Pick<TerminalStore, 'limit' | 'setLimit' | 'note' | 'setNote'>;
  passwords: Passwords;
  texts: Texts;
  letters: Letters;
  pictures: PictureCodes;
  cache: Pick<CacheReader, 'account' | 'operator'>;
  printing: Pick<Printing, 'printout'>;
  statementModel: StatementModel;
  visit: Visit;
  visitMarks: ReadMarks;
  audit: Audit;
  clock: Clock;
  log: Log;
  rules: AttemptRules;
  audience: 'kiosk' | 'desk';
  header(account: number): Promise<AccountHeader | null>;
  openAccount(account: number): Promise<AccountHeader | null>;
}

export function createCabinet(deps: CabinetDeps): Cabinet {
  const { texts, letters, audit, log } = deps;
  const sessions = createSessions(deps);
  const lettersAsked = createLettersAsked(deps);
  const inner = { ...deps, sessions, lettersAsked };
  const paperwork = createPaperwork(deps);

  async function legal(name: LegalName, locale: Locale) {
    const text = texts.legal(name, locale);
    const { name: fund } = await letters.fund(locale);
    return { ...text, body: filled(text.body, { fund }) };
  }

  return {
    async texts(locale) {
      return ok({ agreement: await legal('agreement', locale), consent: await legal('consent', locale) });
    },
    printText: async (what, locale, job) => paperwork.printText(await legal(what, locale), job),
    printApplication: paperwork.printApplication,
    registration: createRegistration(inner),
    signIn: createSignIn({ ...inner, remembers: deps.audience === 'desk' }),
    async signOut() {
      sessions.signOut();
      await audit.record('cabinet.signedOut', null).catch((error: unknown) => log.error('audit not written', error));
      return done;
    },
    user() {
      const session = sessions.current();
      return ok({ user: session && userOf(session) });
    },
    recovery: createRecovery(inner),
    accounts: createAccounts(inner),
    profile: createProfile(inner),
    statement: createStatementMail(inner),
    sessionHolds: () => sessions.holds(),
    marks: createUserMarks(sessions, deps.visitMarks),
  };
}
