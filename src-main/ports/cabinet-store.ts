// The cabinet's data in the fund's database: what one transaction may read and change. It cannot list all users.
import type { Who } from '#contract';
import type { LockStore } from './locks.ts';
import type { AuditEntry } from '../domain/audit-actions.ts';
import type { Accepted } from './acceptance.ts';
import type { Limit } from './terminal-store.ts';

export interface UserRow {
  id: string;
  login: string;
  passwordHash: string;
  /** incremented with every change of the password: visits signed in with an earlier one are over */
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
  /** null: no consent was given */
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
  /** null: a recovery for an unknown name */
  user: string | null;
  newEmail: string | null;
  codeHash: string;
  /** not used, not expired, tries left */
  open: boolean;
}

export type CodePurpose = 'registration' | 'recovery' | 'email';

/** What a letter carries besides its text; made into a file by the sending terminal, from its copy of the fund's data. */
export type Attachment =
  | { kind: 'paymentDocument'; account: number; period: string }
  | { kind: 'history' | 'payments'; account: number; from: string; to: string };

export interface LetterDraft {
  id: string;
  kind: 'notice' | 'asked' | 'month' | 'reminder' | 'news';
  /** a mailing's unique key, which can be used only once; null: no limit */
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
  /** the user's id; null when no user is known yet */
  user: string | null;
  account?: number | null;
  who: Who;
  reason?: string;
};

export interface StaffRow {
  id: string;
  login: string;
  name: string;
  role: 'operator' | 'admin';
  passwordHash: string;
  /** incremented with every change of password or role, and when the account is disabled: earlier shifts are over */
  epoch: number;
}

/** An application form that the desk has not handled yet. */
export interface OpenApplication {
  number: number;
  /** null: the person's house is not in the list, and `address` is what they typed */
  account: number | null;
  address: string;
  terminal: string;
  madeAt: string;
}

/** One transaction. One that changes something must call `audit`, otherwise it is rejected. */
export interface IssuedCertificate {
  number: string;
  account: number;
  accountNumber: string;
  /** kopecks */
  amount: number;
  overdue: number;
  /** `YYYY-MM-DD` */
  day: string;
  terminal: string;
}

export interface CabinetTransaction extends LockStore {
  /** Appends the event to this terminal's chain. Call it last: it locks the chain until the transaction ends. */
  audit(event: CabinetAudit): Promise<void>;

  userByLogin(loginNorm: string): Promise<UserRow | null>;
  loginTaken(loginNorm: string): Promise<boolean>;
  /** False when the user's sessions of this epoch are over. Locks the user until the transaction ends. */
  lockUser(user: string, epoch: number): Promise<boolean>;
  epoch(user: string): Promise<number | null>;
  passwordHash(user: string): Promise<string | null>;
  /** Rejects with `LoginTaken`. */
  addUser(user: NewUser): Promise<void>;
  /** Returns the new epoch. */
  setPassword(user: string, hash: string): Promise<number>;

  profile(user: string): Promise<ProfileRow | null>;
  setGeneral(user: string, what: Pick<ProfileRow, 'extraEmails' | 'homePhone' | 'mobilePhone'>): Promise<void>;
  setEmail(user: string, email: string): Promise<void>;
  setContacts(user: string, what: Pick<ProfileRow, 'postalAddress' | 'preferredContact'>): Promise<void>;
  setServices(user: string, services: Services): Promise<void>;
  addConsent(user: string, version: string, given: boolean): Promise<void>;
  wipeContacts(user: string): Promise<void>;

  /** The main account first, then in the order they were attached. */
  accounts(user: string): Promise<{ account: number; main: boolean }[]>;
  attach(user: string, account: number): Promise<void>;
  detach(user: string, account: number): Promise<void>;
  setMain(user: string, account: number): Promise<void>;

  addActivity(user: string, what: ActivityKind): Promise<void>;
  /** Newest first. */
  activity(user: string, most: number): Promise<{ at: string; what: ActivityKind; terminal: string }[]>;
  markNewsRead(user: string, item: number): Promise<void>;
  newsRead(user: string): Promise<number[]>;
  /** The number of this job's form; null when the key was used for another account or at another terminal. */
  makeApplication(job: string, account: number | null, address: string): Promise<number | null>;
  /** For the desk: the form of this number. */
  application(
    number: number,
  ): Promise<{ account: number | null; address: string; terminal: string; madeAt: string } | null>;

  /** Null for a disabled account too. */
  staffByLogin(loginNorm: string): Promise<StaffRow | null>;
  /** Null when the account is disabled or deleted. */
  staffEpoch(staff: string): Promise<number | null>;
  /** False when shifts of this epoch are over. The account is locked until the transaction ends. */
  lockStaff(staff: string, epoch: number): Promise<boolean>;
  /** Newest first. */
  openApplications(most: number): Promise<OpenApplication[]>;
  /** The account of the form, if it has one; null when there is no such form, or it was handled before. */
  handleApplication(number: number, staff: string): Promise<{ account: number | null } | null>;

  /** For every terminal that holds just these numbers back. Refused by the fund to who is no administrator with rights of this epoch. */
  acceptData(staff: string, epoch: number, counts: Accepted): Promise<void>;

  /** The certificate of this check code, given out at any terminal; null when the fund has none. */
  certificate(code: string): Promise<IssuedCertificate | null>;

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
  /** The id of the user's code for confirming a new address. */
  emailCode(user: string): Promise<string | null>;
  failCode(id: string): Promise<void>;
  useCode(id: string): Promise<void>;
  /**
   * Stores a code for the name or the address and, if the user exists, queues the letter in the user's language, the user name in the place
   * of `{login}` in its body. The result does not show which.
   */
  beginRecovery(
    code: { id: string; codeHash: string },
    nameOrAddress: string,
    letter: { id: string; ru: { subject: string; body: string }; en: { subject: string; body: string } },
  ): Promise<void>;

  /** Failures of a name, counted over all terminals; locked until the transaction ends. `now` is the fund's clock. */
  lockLimit(key: string): Promise<{ limit: Limit; now: string }>;
  limit(key: string): Promise<{ limit: Limit; now: string } | null>;
  setLimit(key: string, limit: Limit): Promise<void>;

  putCodeLetter(letter: CodeLetter, user: string | null, address: string): Promise<void>;
  /** To the user's own address. False when its `onceKey` was used before. */
  putLetter(letter: LetterDraft, user: string): Promise<boolean>;
  letterPut(onceKey: string): Promise<boolean>;
  subscribers(): Promise<Subscriber[]>;
}

export interface CabinetStore {
  /** Rejects with `FundUnreachable` within seconds; it is then unknown whether the transaction was committed. */
  transaction<T>(work: (tx: CabinetTransaction) => Promise<T>): Promise<T>;
}

export class LoginTaken extends Error {
  override name = 'LoginTaken';
}

export interface ClaimedLetter {
  id: string;
  /** the id of this claim: the outcome is recorded only while the claim holds */
  lease: string;
  to: string[];
  subject: string;
  body: string;
  attachments: Attachment[];
  /** failed attempts so far */
  attempts: number;
  /** how often the outcome was unknown */
  unsure: number;
  createdAt: string;
}

/** The queue of letters for the terminal that sends them. Every call rejects with `FundUnreachable`. */
export interface LetterQueue {
  /**
   * Resolves when this terminal becomes the sender, until `lost` is called or it calls `release`; null when another terminal is.
   * `wake` is called when a letter was queued, and with `mailings` when a user switched a mailing on.
   */
  becomeSender(
    lost: () => void,
    wake: (why: 'letter' | 'mailings') => void,
  ): Promise<{ release(): Promise<void> } | null>;
  due(): Promise<boolean>;
  claim(): Promise<ClaimedLetter | null>;
  /** False when the claim had expired. */
  sent(letter: ClaimedLetter): Promise<boolean>;
  later(letter: ClaimedLetter, seconds: number, why: string, unsure: boolean): Promise<void>;
  failed(letter: ClaimedLetter, why: string): Promise<void>;
  /** Deletes expired data. */
  tidy(): Promise<void>;
}
