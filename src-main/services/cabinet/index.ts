// The cabinet: every function that needs a login, each of its parts joined here.
import { ok, type AccountHeader, type HandlersOf, type Locale, type Who } from '#contract';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { LegalName, Texts } from '../../ports/texts.ts';
import type { Audit } from '../audit/index.ts';
import type { Printing } from '../printing/index.ts';
import type { AttemptRules } from '../sign-in/limits.ts';
import type { TerminalCounts } from '../sign-in/terminal-counts.ts';
import type { Visit } from '../visit/index.ts';
import { accountsMethods } from './accounts.ts';
import { createPaperwork } from './application.ts';
import { filled, type Letters } from '../mail/letters.ts';
import { createLettersAsked } from '../mail/letters-asked.ts';
import { profileMethods } from './profile.ts';
import { createUserMarks } from './read-marks.ts';
import { recoveryMethods } from './recovery.ts';
import { registrationMethods } from './registration.ts';
import { createSessions, done, userOf, type Sessions } from './session.ts';
import { signInMethods } from './sign-in.ts';
import type { StatementModel } from '../statement/model.ts';
import { createStatementMail } from './statement-mail.ts';
import { viewsPrintMethods } from './views-print.ts';

export interface Cabinet {
  methods: HandlersOf<'cabinet'>;
  /** Notes for the signed-in user, when there is one and the fund can be reached, that something was printed. */
  notePrinted(account: number | null, who: Who): Promise<void>;
  /** For the dispatcher: whether the signed-in user's session still holds. */
  sessionHolds(): Promise<boolean>;
  /** The accounts in the cabinet of who is signed in, as last read. */
  attached(): readonly number[];
  marks: ReadMarks;
}

export interface CabinetDeps {
  store: CabinetStore;
  terminalStore: Pick<TerminalStore, 'note' | 'setNote'>;
  counts: TerminalCounts;
  passwords: Passwords;
  texts: Texts;
  letters: Letters;
  captchas: CaptchaMaker;
  cache: Pick<CacheReader, 'account' | 'operator'>;
  printing: Pick<Printing, 'printout'>;
  statementModel: StatementModel;
  visit: Visit;
  visitMarks: ReadMarks;
  audit: Audit;
  clock: Clock;
  log: Log;
  rules: AttemptRules;
  /** the PC is of one person: it may keep the name they sign in with */
  remembers: boolean;
  /** the fund's, an IANA name */
  timeZone: string;
  header(account: number): Promise<AccountHeader | null>;
  openAccount(account: number): Promise<AccountHeader | null>;
}

/** A text of the fund's own with its name in it. */
async function legalText({ texts, letters }: CabinetDeps, name: LegalName, locale: Locale) {
  const text = texts.legal(name, locale);
  const { name: fund } = await letters.fund(locale);
  return { ...text, body: filled(text.body, { fund }) };
}

async function signOut({ audit, log }: CabinetDeps, sessions: Sessions, who: Who) {
  sessions.signOut();
  await audit
    .record({ action: 'cabinet.signedOut', account: null, who })
    .catch((error: unknown) => log.error('audit not written', error));
  return done;
}

export function createCabinet(deps: CabinetDeps): Cabinet {
  const sessions = createSessions(deps);
  const inner = { ...deps, sessions, lettersAsked: createLettersAsked(deps.counts) };
  const paperwork = createPaperwork(deps);
  const statement = createStatementMail(inner);
  const user = () => {
    const session = sessions.current();
    return session && userOf(session);
  };

  const methods: Cabinet['methods'] = {
    'cabinet.texts': async ({ locale }) =>
      ok({ agreement: await legalText(deps, 'agreement', locale), consent: await legalText(deps, 'consent', locale) }),
    'cabinet.printText': async ({ what, locale, job }, { who }) =>
      paperwork.printText(await legalText(deps, what, locale), job, who),
    'cabinet.printApplication': paperwork.printApplication,
    'cabinet.printAbsentHouse': paperwork.printAbsentHouse,
    'cabinet.signOut': (_, { who }) => signOut(deps, sessions, who),
    'cabinet.user': async () => ok({ user: user() }),
    'cabinet.mailStatement': statement.mail,
    ...registrationMethods(inner),
    ...signInMethods(inner),
    ...recoveryMethods(inner),
    ...accountsMethods(inner),
    ...profileMethods(inner),
    ...viewsPrintMethods(inner),
  };
  return {
    methods,
    notePrinted: statement.printed,
    sessionHolds: () => sessions.holds(),
    attached: () => (sessions.current()?.accounts ?? []).map(({ account }) => account),
    marks: createUserMarks(sessions, deps.visitMarks),
  };
}
