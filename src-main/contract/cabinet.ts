// The cabinet: registration, sign-in, recovery, the accounts of a login, the profile. All of it lives in the fund's database.
import { z } from 'zod';
import { PrintJob } from './documents.ts';
import { method } from './method.ts';
import { AccountId, Instant, Period, typed, Uuid } from './primitives.ts';
import { AccountHeader } from './statement.ts';

const nothing = z.strictObject({});
const password = typed(200);
/** The language letters will be written in; Russian unless told. */
const lettersIn = z.enum(['ru', 'en']).optional();

/** A legal text a person reads and accepts: its own version and date. Paragraphs are parted by empty lines. */
export const LegalText = z.strictObject({ version: z.string(), title: z.string(), body: z.string() });
export type LegalText = z.infer<typeof LegalText>;

export const CabinetUser = z.strictObject({ login: z.string(), mainAccount: AccountId.nullable() });
export type CabinetUser = z.infer<typeof CabinetUser>;

export const Profile = z.strictObject({
  login: z.string(),
  email: z.string(),
  /** An address that waits for its code; the old one serves until then. */
  emailToConfirm: z.string().nullable(),
  extraEmails: z.array(z.string()),
  homePhone: z.string(),
  mobilePhone: z.string(),
  postalAddress: z.string(),
  preferredContact: z.enum(['email', 'phone', 'post', 'none']),
  /** Consent to process contacts: its version and moment; null when never given or withdrawn. */
  consent: z.strictObject({ version: z.string(), givenAt: Instant }).nullable(),
  services: z.strictObject({
    monthlyDocument: z.boolean(),
    debtReminder: z.boolean(),
    houseNews: z.boolean(),
    noPaper: z.boolean(),
  }),
});
export type Profile = z.infer<typeof Profile>;

export const ActivityRow = z.strictObject({
  at: Instant,
  what: z.enum(['signIn', 'print', 'passwordChanged', 'accountAdded', 'accountRemoved', 'profileChanged']),
  terminal: z.string(),
});

export const AttachedAccount = z.strictObject({ header: AccountHeader, main: z.boolean() });
export type AttachedAccount = z.infer<typeof AttachedAccount>;

export const cabinet = {
  /** The agreement and the consent, in the asked language, as they stand now. */
  'cabinet.texts': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ locale: z.enum(['ru', 'en']) }),
    output: z.strictObject({ agreement: LegalText, consent: LegalText }),
  }),
  /** Prints the agreement or the consent as it stands now. Idempotent by `job`. */
  'cabinet.printText': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ what: z.enum(['agreement', 'consent']), locale: z.enum(['ru', 'en']), job: Uuid }),
    output: PrintJob,
  }),
  /**
   * Begins a registration and mails a code. `agreementVersion` must be the one in force; `consentVersion` is null when the consent
   * is not given: it is never bundled with the agreement. Fails at a field with cabinet.loginTaken, cabinet.loginMalformed,
   * cabinet.emailMalformed, cabinet.passwordWeak, cabinet.passwordLeaked, cabinet.passwordsDiffer, cabinet.agreementNeeded;
   * with cabinet.away when the fund cannot be reached, with proof.locked when too many codes were asked for at this terminal.
   */
  'cabinet.register': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({
      login: typed(64),
      email: typed(254),
      password,
      passwordAgain: password,
      agreementVersion: z.string().max(40).nullable(),
      consentVersion: z.string().max(40).nullable(),
      locale: lettersIn,
    }),
    output: z.strictObject({ registration: Uuid }),
  }),
  /** A new code for a registration whose letter did not come; the one before it is of no use any more. Fails with cabinet.codeExpired. */
  'cabinet.sendCodeAgain': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ registration: Uuid }),
    output: nothing,
  }),
  /**
   * The code from the letter: 15 minutes, five tries. Signs the person in. Fails with cabinet.codeWrong, cabinet.codeExpired, and with
   * cabinet.loginTaken when somebody else was faster with the same name: the form is filled in anew then.
   */
  'cabinet.confirmRegistration': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ registration: Uuid, code: typed(20) }),
    output: z.strictObject({ user: CabinetUser }),
  }),
  /** Whether a picture code is asked for now, and until when attempts are locked; the name a desk PC remembers. */
  'cabinet.signInState': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64) }),
    output: z.strictObject({
      picture: z.string().nullable(),
      lockedUntil: Instant.nullable(),
      rememberedLogin: z.string().nullable(),
    }),
  }),
  /**
   * One answer for an unknown name and a wrong password: cabinet.signInWrong. Also proof.pictureNeeded, proof.pictureWrong, proof.locked,
   * cabinet.away. `remember` keeps the user name only, and is ignored at a kiosk.
   */
  'cabinet.signIn': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64), password, picture: typed(12).optional(), remember: z.boolean() }),
    output: z.strictObject({ user: CabinetUser }),
  }),
  /** The visit goes on with no user and none of the user's accounts open. */
  'cabinet.signOut': method({ audience: 'both', needs: 'user', input: nothing, output: nothing }),
  /** Who is signed in now, if anyone. */
  'cabinet.user': method({
    audience: 'both',
    needs: 'nothing',
    input: nothing,
    output: z.strictObject({ user: CabinetUser.nullable() }),
  }),
  /** Mails a one-time code when the name exists; says the same when it does not. Fails with cabinet.away, proof.locked (as registration). */
  'cabinet.recover': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64) }),
    output: z.strictObject({ recovery: Uuid }),
  }),
  /**
   * 15 minutes, five tries, one use. Fails with cabinet.codeWrong, with cabinet.codeExpired (both alike for a name that does not exist), and
   * as registration at the password. Other visits of the user end; nobody is signed in by it.
   */
  'cabinet.recoverWithCode': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ recovery: Uuid, code: typed(20), password, passwordAgain: password }),
    output: nothing,
  }),

  /** The accounts of the login, the main one first, each with its debt. */
  'cabinet.accounts': method({
    audience: 'both',
    needs: 'user',
    input: nothing,
    output: z.strictObject({ accounts: z.array(AttachedAccount) }),
  }),
  /** Opens an attached account for the visit without proving it again. Fails with cabinet.notAttached. */
  'cabinet.openAccount': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ account: AccountHeader }),
  }),
  /** Attaches an account this visit has opened by proof. Fails with visit.accountNotOpen, cabinet.away. */
  'cabinet.attach': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ accounts: z.array(AttachedAccount) }),
  }),
  'cabinet.detach': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ accounts: z.array(AttachedAccount) }),
  }),
  'cabinet.setMain': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ accounts: z.array(AttachedAccount) }),
  }),
  /**
   * Prints the application form for a flat whose owner cannot prove it; its number reaches the desk. Idempotent by `job`.
   * Nothing of the account is printed but its address.
   */
  'cabinet.printApplication': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ account: AccountId, job: Uuid }),
    output: PrintJob.extend({ number: z.string() }),
  }),

  'cabinet.profile': method({ audience: 'both', needs: 'user', input: nothing, output: Profile }),
  /**
   * «Общие». The password is asked before a change: cabinet.passwordWrong, and proof.locked after too many. A new e-mail serves once its code
   * is given. `extraEmails` are parted by commas; they and the phones need consent: cabinet.consentNeeded.
   */
  'cabinet.saveGeneral': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({
      password,
      email: typed(254),
      extraEmails: typed(1000),
      homePhone: typed(40),
      mobilePhone: typed(40),
    }),
    output: Profile,
  }),
  'cabinet.confirmEmail': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ code: typed(20) }),
    output: Profile,
  }),
  /** «Контактные данные». Contacts may be kept only under consent: cabinet.consentNeeded. */
  'cabinet.saveContacts': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({
      postalAddress: typed(500),
      preferredContact: z.enum(['email', 'phone', 'post', 'none']),
    }),
    output: Profile,
  }),
  /** Gives the consent (its version) or, with null, withdraws it: phones, extra addresses and mailings are wiped at once. */
  'cabinet.setConsent': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ version: z.string().max(40).nullable() }),
    output: Profile,
  }),
  /** «Сервисы». Mailings need consent: cabinet.consentNeeded. */
  'cabinet.saveServices': method({
    audience: 'both',
    needs: 'user',
    input: Profile.shape.services,
    output: Profile,
  }),
  /** Other visits of this user end. Fails with cabinet.passwordWrong and as registration at the new password. */
  'cabinet.changePassword': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ oldPassword: password, password, passwordAgain: password }),
    output: nothing,
  }),
  /** The user's own recent sign-ins and prints, newest first. */
  'cabinet.activity': method({
    audience: 'both',
    needs: 'user',
    input: nothing,
    output: z.strictObject({ rows: z.array(ActivityRow) }),
  }),
  /** Mails the shown range of an open account as PDF to the user's main address. Fails with statement.rangeReversed, statement.noData. */
  'cabinet.mailStatement': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId, what: z.enum(['history', 'payments']), from: Period, to: Period }),
    output: nothing,
  }),
};
