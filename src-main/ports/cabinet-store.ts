// The cabinet's data in the fund's database: what one transaction may read and change. It cannot list all users.
import type { StaffRole, Who } from '#contract';
import type { AuditReading } from './audit-reading.ts';
import type { LockStore } from './locks.ts';
import type { AuditEntry } from '../domain/audit-actions.ts';
import type { Accepted } from './acceptance.ts';
import type { Limit } from './terminal-store.ts';

/** Who signed in, as the fund knows them. */
export interface SignedIn {
  id: string;
  login: string;
  /** what everything after the sign-in is called with: this login's alone, and over after some quiet or with a new password */
  token: string;
}

export interface SignedInUser extends SignedIn {
  mainAccount: number | null;
  locale: 'ru' | 'en';
}

export interface SignedInStaff extends SignedIn {
  name: string;
  role: StaffRole;
}

/** Names of cabinet users, and those of staff. */
export type NameKind = 'name' | 'staff';

/** What is known of a name before anything is compared. */
export interface NameState {
  /** what a hash of its password is made with; a name nobody has is given one too, always the same */
  salt: string;
  /** at this terminal; failures of all terminals in the last hour when these are more */
  limit: Limit;
  /** the fund's clock */
  now: string;
}

/** A counted try: its ticket, and how long its outcome is not told yet; or until when there is none. */
export type Tried = { ticket: string; waitMs: number } | { lockedUntil: string };

/** The outcome of a try. `person` is who the name is, whether or not the answer was right; null for a name nobody has. */
export interface SignInEnd<P extends SignedIn> {
  right: P | null;
  person: Pick<P, 'id' | 'login'> | null;
  /** of staff; empty otherwise */
  role: string;
  lockedUntil: string | null;
}

/** A registration as it was asked for. */
export interface Registration {
  login: string;
  loginNorm: string;
  email: string;
  passwordHash: string;
  locale: 'ru' | 'en';
  agreementVersion: string;
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

export type CodePurpose = 'registration' | 'recovery';

/** A counted try at a code, or why none was made: nobody has it, it was used or has run out, or its name was guessed at too often. */
export type CodeTried = { ticket: string } | { state: 'unknown' | 'closed' } | { lockedUntil: string };

/** What a letter carries besides its text; made into a file by the sending terminal, from its copy of the fund's data. */
export type Attachment =
  | { kind: 'paymentDocument'; account: number; period: string }
  | { kind: 'history' | 'payments'; account: number; from: string; to: string };

/** A mailing: its template by its kind, and what is filled in. */
export interface MailingDraft {
  kind: 'month' | 'reminder' | 'news';
  /** a mailing's unique key, which can be used only once */
  onceKey: string;
  values: Record<string, string>;
  attachments: readonly Attachment[];
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

export interface CabinetTransaction extends LockStore, AuditReading {
  /** Appends the event to this terminal's chain. Call it last: it locks the chain until the transaction ends. */
  audit(event: CabinetAudit): Promise<void>;

  signInState(of: NameKind, loginNorm: string): Promise<NameState>;
  /** Counts a try and compares. Its outcome is told by `endSignIn`, in a later transaction. `answer` is the password's hash with the name's salt. */
  trySignIn(of: NameKind, loginNorm: string, answer: string): Promise<Tried>;
  endSignIn(of: 'name', ticket: string): Promise<SignInEnd<SignedInUser>>;
  endSignIn(of: 'staff', ticket: string): Promise<SignInEnd<SignedInStaff>>;
  /** False when the session is over: after quiet, with a new password, a disabled account. Otherwise its quiet begins anew. */
  sessionHolds(of: NameKind, token: string): Promise<boolean>;
  endSession(token: string): Promise<void>;
  /** The outcome of a try at the password of who is on shift; when it is right the new one serves, and their other shifts end. */
  changeStaffPassword(
    token: string,
    ticket: string,
    hash: string,
  ): Promise<{ right: boolean; lockedUntil: string | null }>;
  /** An administrator has set the password: it is known to two. */
  staffMustChange(token: string): Promise<boolean>;
  /** The outcome of a try at the password of the user signed in. What needs the password takes the same ticket within a minute. */
  passwordRight(token: string, ticket: string): Promise<{ right: boolean; lockedUntil: string | null }>;
  /** Other sessions of the user end; a letter tells them. `today` is the fund's day. */
  changePassword(token: string, ticket: string, hash: string, today: string): Promise<void>;

  profile(token: string): Promise<ProfileRow>;
  /** A new main address gets a code by letter; the present one takes a code back. */
  saveGeneral(
    token: string,
    ticket: string,
    what: Pick<ProfileRow, 'extraEmails' | 'homePhone' | 'mobilePhone' | 'email'>,
  ): Promise<void>;
  tryEmailCode(token: string, code: string): Promise<CodeTried>;
  /** With a right code: the new address serves, and the old one is told. */
  confirmEmail(token: string, ticket: string): Promise<void>;
  setContacts(token: string, what: Pick<ProfileRow, 'postalAddress' | 'preferredContact'>): Promise<void>;
  setServices(token: string, services: Services): Promise<void>;
  addConsent(token: string, version: string, given: boolean): Promise<void>;
  wipeContacts(token: string): Promise<void>;

  /** The main account first, then in the order they were attached. */
  accounts(token: string): Promise<{ account: number; main: boolean }[]>;
  /** False when the proof, of `provedAt` (ISO UTC), is too old. */
  attach(token: string, account: number, provedAt: string): Promise<boolean>;
  detach(token: string, account: number): Promise<void>;
  setMain(token: string, account: number): Promise<void>;

  addActivity(token: string, what: ActivityKind): Promise<void>;
  /** Newest first. */
  activity(token: string, most: number): Promise<{ at: string; what: ActivityKind; terminal: string }[]>;
  markNewsRead(token: string, item: number): Promise<void>;
  newsRead(token: string): Promise<number[]>;
  /** A range of charges or payments, to the user's own address. */
  mailStatement(token: string, what: Attachment & { kind: 'history' | 'payments' }): Promise<void>;
  /** The number of this job's form; null when the key was used for another account or at another terminal. */
  makeApplication(job: string, account: number | null, address: string): Promise<number | null>;

  /** Newest first. */
  openApplications(token: string, most: number): Promise<OpenApplication[]>;
  /** The account of the form, if it has one; null when there is no such form, or it was handled before. */
  handleApplication(token: string, number: number): Promise<{ account: number | null } | null>;
  /** Handles the form and attaches its account to the user of the name, if one is given. */
  acceptApplication(
    token: string,
    number: number,
    loginNorm: string,
  ): Promise<{ outcome: 'done' | 'gone' | 'noAccount' | 'userUnknown'; account: number | null; user: string | null }>;
  /** For every terminal that holds just these numbers back. Refused by the fund to who is no administrator. */
  acceptData(token: string, counts: Accepted): Promise<void>;
  /** The certificate of this check code, given out at any terminal; null when the fund has none. */
  certificate(token: string, code: string): Promise<IssuedCertificate | null>;

  /** Mails a code; false when the name is taken. */
  beginRegistration(id: string, registration: Registration): Promise<boolean>;
  /** False when nobody waits for a code of this registration. */
  sendCodeAgain(id: string): Promise<boolean>;
  tryCode(id: string, purpose: CodePurpose, code: string): Promise<CodeTried>;
  /** The outcome of a try, in a later transaction; the user of a right recovery code. */
  codeRight(ticket: string): Promise<{ right: boolean; user: string | null; login: string }>;
  /** With a right code: the registration becomes the user `user`, signed in. Rejects with `LoginTaken`. */
  finishRegistration(
    ticket: string,
    user: string,
  ): Promise<{ login: string; token: string; agreementVersion: string; consentVersion: string }>;
  /** Mails a code to who has the name or the address, if anybody has. The result does not show whether. */
  beginRecovery(id: string, nameOrAddress: string): Promise<void>;
  /** With a right code: a new password, the name's locks lifted, a letter about it. */
  recover(ticket: string, hash: string, today: string): Promise<void>;

  /** The sending terminal alone. False when its `onceKey` was used before. */
  putMailing(user: string, mailing: MailingDraft): Promise<boolean>;
  letterPut(onceKey: string): Promise<boolean>;
  /** The ends of the audit log's chains, to this address; false when they were put in today already. The fund writes the line of it. */
  putAnchor(recipient: string): Promise<boolean>;
  subscribers(): Promise<Subscriber[]>;
}

export interface CabinetStore {
  /** Rejects with `FundUnreachable` within seconds, or within `limitMs`; it is then unknown whether the transaction was committed. */
  transaction<T>(work: (tx: CabinetTransaction) => Promise<T>, limitMs?: number): Promise<T>;
}

/** The session of a token is over: who was signed in has to sign in again. */
export class SessionOver extends Error {
  override name = 'SessionOver';
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
