// The cabinet's own data in the fund's database: what one transaction may ask and change. No list of users can be had from it.
import type { AuditEntry } from '../domain/audit-actions.ts';
import type { Limit } from './terminal-store.ts';

export interface UserRow {
  id: string;
  login: string;
  passwordHash: string;
  /** grows with every change of the password: a visit that signed in under an earlier one is over */
  epoch: number;
  mainAccount: number | null;
  locale: 'ru' | 'en';
}

export interface NewUser {
  id: string;
  login: string;
  loginNorm: string;
  email: string;
  passwordHash: string;
  locale: 'ru' | 'en';
  agreementVersion: string;
}

export interface Registration extends Omit<NewUser, 'id'> {
  /** null: the consent was not given */
  consentVersion: string | null;
}

export interface ProfileRow {
  login: string;
  email: string;
  emailToConfirm: string | null;
  extraEmails: string[];
  homePhone: string;
  mobilePhone: string;
  postalAddress: string;
  preferredContact: 'email' | 'phone' | 'post' | 'none';
  services: Services;
  consent: { version: string; givenAt: string } | null;
  locale: 'ru' | 'en';
}

export interface Services {
  monthlyDocument: boolean;
  debtReminder: boolean;
  houseNews: boolean;
  noPaper: boolean;
}

export type ActivityKind =
  'signIn' | 'print' | 'passwordChanged' | 'accountAdded' | 'accountRemoved' | 'profileChanged';

export interface CodeRow {
  /** null: a recovery asked for a name nobody has */
  user: string | null;
  newEmail: string | null;
  codeHash: string;
  /** not used, not expired, tries left */
  open: boolean;
}

export type CodePurpose = 'registration' | 'recovery' | 'email';

/** What a letter carries besides its text; made into a file by whoever sends it, from that terminal's copy of the fund's data. */
export type Attachment =
  | { kind: 'paymentDocument'; account: number; period: string }
  | { kind: 'history' | 'payments'; account: number; from: string; to: string };

export interface LetterDraft {
  id: string;
  kind: 'notice' | 'asked' | 'month' | 'reminder' | 'news';
  /** a mailing's own key, taken once for ever; null: no limit */
  onceKey: string | null;
  subject: string;
  body: string;
  attachments: readonly Attachment[];
}

export interface CodeLetter {
  id: string;
  subject: string;
  body: string;
}

export interface Subscriber {
  user: string;
  locale: 'ru' | 'en';
  services: Pick<Services, 'monthlyDocument' | 'debtReminder' | 'houseNews'>;
  accounts: number[];
}

export type CabinetAudit = AuditEntry & {
  /** the user's id; null when nobody is known by then */
  user: string | null;
  account?: number | null;
  /** `system`: done by a schedule, not by a person; `operator` and `admin` are staff */
  role?: 'owner' | 'system' | 'operator' | 'admin';
  /** staff by their login, in the place of a user */
  actor?: string;
  reason?: string;
};

export interface StaffRow {
  id: string;
  login: string;
  name: string;
  role: 'operator' | 'admin';
  passwordHash: string;
  /** grows with every change of password or role, and when the account is disabled: shifts begun before it are over */
  epoch: number;
}

/** An application form nobody at the desk has handled yet. */
export interface OpenApplication {
  number: number;
  account: number;
  address: string;
  terminal: string;
  madeAt: string;
}

/** One transaction. Methods that change something are useless without `audit`: the transaction is then refused. */
export interface CabinetTransaction {
  /** Puts the event behind this terminal's last one. Ask for it last: it holds the chain until the transaction ends. */
  audit(event: CabinetAudit): Promise<void>;

  userByLogin(loginNorm: string): Promise<UserRow | null>;
  loginTaken(loginNorm: string): Promise<boolean>;
  /** False when the user's sessions of this epoch are over. Locks the user until the transaction ends. */
  lockUser(user: string, epoch: number): Promise<boolean>;
  epoch(user: string): Promise<number | null>;
  passwordHash(user: string): Promise<string | null>;
  /** Rejects with `LoginTaken`. */
  addUser(user: NewUser): Promise<void>;
  /** Gives back the new epoch. */
  setPassword(user: string, hash: string): Promise<number>;

  profile(user: string): Promise<ProfileRow | null>;
  setGeneral(user: string, what: Pick<ProfileRow, 'extraEmails' | 'homePhone' | 'mobilePhone'>): Promise<void>;
  setEmail(user: string, email: string): Promise<void>;
  setContacts(user: string, what: Pick<ProfileRow, 'postalAddress' | 'preferredContact'>): Promise<void>;
  setServices(user: string, services: Services): Promise<void>;
  addConsent(user: string, version: string, given: boolean): Promise<void>;
  wipeContacts(user: string): Promise<void>;

  /** The main one first, then as they were attached. */
  accounts(user: string): Promise<{ account: number; main: boolean }[]>;
  attach(user: string, account: number): Promise<void>;
  detach(user: string, account: number): Promise<void>;
  setMain(user: string, account: number): Promise<void>;

  addActivity(user: string, what: ActivityKind): Promise<void>;
  /** Newest first. */
  activity(user: string, most: number): Promise<{ at: string; what: ActivityKind; terminal: string }[]>;
  markNewsRead(user: string, item: number): Promise<void>;
  newsRead(user: string): Promise<number[]>;
  /** The number of this job's form; null when the key was used for another account or elsewhere. */
  makeApplication(job: string, account: number, address: string): Promise<number | null>;
  /** For the desk: the form of this number. */
  application(number: number): Promise<{ account: number; address: string; terminal: string; madeAt: string } | null>;

  /** Null also when the account is disabled. */
  staffByLogin(loginNorm: string): Promise<StaffRow | null>;
  /** Null when the account is disabled or gone. */
  staffEpoch(staff: string): Promise<number | null>;
  /** False when shifts of this epoch are over. Held until the transaction ends. */
  lockStaff(staff: string, epoch: number): Promise<boolean>;
  /** Newest first. */
  openApplications(most: number): Promise<OpenApplication[]>;
  /** The account of the form; null when there is no such form, or it was handled before. */
  handleApplication(number: number, staff: string): Promise<number | null>;

  addRegistration(id: string, registration: Registration): Promise<void>;
  registration(id: string): Promise<Registration | null>;
  dropRegistration(id: string): Promise<void>;
  addCode(code: {
    id: string;
    purpose: CodePurpose;
    user: string | null;
    newEmail: string | null;
    codeHash: string;
  }): Promise<void>;
  /** Locks the code until the transaction ends. */
  lockCode(id: string, purpose: CodePurpose): Promise<CodeRow | null>;
  /** The id of the user's code that waits for a new address to be confirmed. */
  emailCode(user: string): Promise<string | null>;
  failCode(id: string): Promise<void>;
  useCode(id: string): Promise<void>;
  /** Keeps a code for the name, and puts the letter in the user's language into the queue if there is such a user. Does not say. */
  beginRecovery(
    code: { id: string; codeHash: string },
    loginNorm: string,
    letter: { id: string; ru: { subject: string; body: string }; en: { subject: string; body: string } },
  ): Promise<void>;

  /** Failures of a name, counted for all terminals; locked until the transaction ends. `now` is the fund's clock. */
  lockLimit(key: string): Promise<{ limit: Limit; now: string }>;
  limit(key: string): Promise<{ limit: Limit; now: string } | null>;
  setLimit(key: string, limit: Limit): Promise<void>;

  putCodeLetter(letter: CodeLetter, user: string | null, address: string): Promise<void>;
  /** To the user's own address. False when its `onceKey` was taken before. */
  putLetter(letter: LetterDraft, user: string): Promise<boolean>;
  letterPut(onceKey: string): Promise<boolean>;
  subscribers(): Promise<Subscriber[]>;
}

export interface CabinetStore {
  /** Rejects with `FundUnreachable` within some seconds; whether it was committed is then unknown. */
  transaction<T>(work: (tx: CabinetTransaction) => Promise<T>): Promise<T>;
}

export class LoginTaken extends Error {
  override name = 'LoginTaken';
}

export interface ClaimedLetter {
  id: string;
  /** names this claim: what became of the letter is recorded only while it holds */
  lease: string;
  to: string[];
  subject: string;
  body: string;
  attachments: Attachment[];
  /** attempts that failed before */
  attempts: number;
  /** times its fate became unknown */
  unsure: number;
  createdAt: string;
}

/** The queue of letters as the one who sends it sees it. Every call rejects with `FundUnreachable`. */
export interface LetterQueue {
  /**
   * Resolves when this terminal is the one that sends, which it is until `lost` is called or it lets go; null when another one is.
   * `wake` is called when a letter was put in, and with `mailings` when somebody switched a mailing on.
   */
  becomeSender(
    lost: () => void,
    wake: (why: 'letter' | 'mailings') => void,
  ): Promise<{ release(): Promise<void> } | null>;
  due(): Promise<boolean>;
  claim(): Promise<ClaimedLetter | null>;
  /** False when the claim had run out. */
  sent(letter: ClaimedLetter): Promise<boolean>;
  later(letter: ClaimedLetter, seconds: number, why: string, unsure: boolean): Promise<void>;
  failed(letter: ClaimedLetter, why: string): Promise<void>;
  /** Forgets what has served its time. */
  tidy(): Promise<void>;
}
