// The cabinet: registration, sign-in, recovery, the accounts of a login, the profile. All of its data lives in the fund's database.
import { z } from 'zod';
import { PrintJob } from './documents.ts';
import { method } from './method.ts';
import { AccountId, Instant, Period, typed, Uuid } from './primitives.ts';
import { AccountHeader } from './statement.ts';

const nothing = z.strictObject({});
const password = typed(200);
/** The language of letters; Russian by default. */
const lettersIn = z.enum(['ru', 'en']).optional();

/** A legal text to read and accept, with its own version and date. Paragraphs are separated by empty lines. */
export const LegalText = z.strictObject({ version: z.string(), title: z.string(), body: z.string() });
export type LegalText = z.infer<typeof LegalText>;

export const CabinetUser = z.strictObject({ login: z.string(), mainAccount: AccountId.nullable() });
export type CabinetUser = z.infer<typeof CabinetUser>;

export const Profile = z.strictObject({
  login: z.string(),
  email: z.string(),
  /** A new address that waits for its code; the old one stays in use until then. */
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
/** `missing`: how many more are in the cabinet whose data this terminal does not have or could not read. */
export const AttachedAccounts = z.strictObject({
  accounts: z.array(AttachedAccount),
  missing: z.int().nonnegative(),
});

export const cabinet = {
  /** The current agreement and consent in the given language. */
  'cabinet.texts': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ locale: z.enum(['ru', 'en']) }),
    output: z.strictObject({ agreement: LegalText, consent: LegalText }),
  }),
  /** Prints the current agreement or consent. Idempotent by `job`. */
  'cabinet.printText': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ what: z.enum(['agreement', 'consent']), locale: z.enum(['ru', 'en']), job: Uuid }),
    output: PrintJob,
  }),
  /**
   * Begins a registration and mails a code. `agreementVersion` must be the current one; `consentVersion` is null when the consent
   * is not given: it is never bundled with the agreement. Fails at a field with cabinet.loginTaken, cabinet.loginMalformed,
   * cabinet.emailMalformed, cabinet.passwordWeak, cabinet.passwordLeaked, cabinet.passwordsDiffer, cabinet.agreementNeeded;
   * with cabinet.away when the fund cannot be reached, with cabinet.lettersLocked after too many codes from this terminal.
   */
  'cabinet.register': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({
      login: typed(64),
      email: typed(254),
      password,
      passwordAgain: password,
      agreementVersion: typed(40).nullable(),
      consentVersion: typed(40).nullable(),
      locale: lettersIn,
    }),
    output: z.strictObject({ registration: Uuid }),
  }),
  /** Mails a new code for a registration; the previous code stops working. Fails with cabinet.codeExpired. */
  'cabinet.sendCodeAgain': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ registration: Uuid }),
    output: nothing,
  }),
  /**
   * Takes the code from the letter (15 minutes, five tries) and signs the person in. Fails with cabinet.codeWrong, cabinet.codeExpired, and
   * with cabinet.loginTaken when the name was registered meanwhile: the form must then be filled in again.
   */
  'cabinet.confirmRegistration': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ registration: Uuid, code: typed(20) }),
    output: z.strictObject({ user: CabinetUser }),
  }),
  /** Whether a captcha is required now, until when attempts are locked, and the name that the PC of one person remembers. */
  'cabinet.signInState': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64) }),
    output: z.strictObject({
      picture: z.string().nullable(),
      lockedUntil: Instant.nullable(),
      /** the fund cannot be reached: nobody can sign in */
      away: z.boolean(),
      /** what is locked: this name here, or this terminal for all names */
      lockOf: z.enum(['name', 'terminal']).nullable(),
      /** the PC is of one person: «Запомнить имя» may be offered */
      remembers: z.boolean(),
      rememberedLogin: z.string().nullable(),
    }),
  }),
  /**
   * An unknown name and a wrong password give the same answer, cabinet.signInWrong. Also fails with proof.pictureNeeded,
   * proof.pictureWrong, proof.locked, cabinet.terminalLocked, cabinet.away. `remember` keeps only the user name;
   * where the PC is not of one person it fails with cabinet.sharedPc.
   */
  'cabinet.signIn': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(64), password, picture: typed(12).optional(), remember: z.boolean() }),
    output: z.strictObject({ user: CabinetUser }),
  }),
  /** The visit goes on with no user and none of the user's accounts open. */
  'cabinet.signOut': method({ audience: 'both', needs: 'user', input: nothing, output: nothing }),
  /** The signed-in user, or null. */
  'cabinet.user': method({
    audience: 'both',
    needs: 'nothing',
    input: nothing,
    output: z.strictObject({ user: CabinetUser.nullable() }),
  }),
  /** Mails a one-time code and the user name when the name, or the registered address given instead, exists; the answer is the same when it does not. Fails with cabinet.away, cabinet.lettersLocked. */
  'cabinet.recover': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ login: typed(254) }),
    output: z.strictObject({ recovery: Uuid }),
  }),
  /**
   * Takes the code (15 minutes, five tries, one use) and sets a password. Fails with cabinet.codeWrong, cabinet.codeExpired (both also for an
   * unknown name), and as registration at the password. Other visits of the user end; this one does not sign in.
   */
  'cabinet.recoverWithCode': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ recovery: Uuid, code: typed(20), password, passwordAgain: password }),
    output: nothing,
  }),

  /** The accounts of the login with their debts, the main one first. */
  'cabinet.accounts': method({
    audience: 'both',
    needs: 'user',
    input: nothing,
    output: AttachedAccounts,
  }),
  /** Opens an attached account for the visit without a new proof. Fails with cabinet.notAttached. */
  'cabinet.openAccount': method({
    audience: 'both',
    needs: 'user',
    shows: 'account',
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ account: AccountHeader }),
  }),
  /**
   * Attaches an account that the signed-in user has opened by a proof of this visit. One opened by a document at the desk is given by a form
   * (staff.acceptApplication). Fails with visit.accountNotOpen, cabinet.proofNeeded, cabinet.away.
   */
  'cabinet.attach': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: AttachedAccounts,
  }),
  'cabinet.detach': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: AttachedAccounts,
  }),
  'cabinet.setMain': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId }),
    output: AttachedAccounts,
  }),
  /**
   * Prints the application form for a flat whose owner cannot prove the account; the desk gets the form's number. Idempotent by `job`.
   * The form shows nothing of the account except its address, and the number where it is the one the visitor typed.
   */
  'cabinet.printApplication': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ account: AccountId, typedNumber: typed(64).optional(), job: Uuid }),
    output: PrintJob.extend({ number: z.string() }),
  }),

  /**
   * Prints an application form of somebody whose house is not in the list: the address as typed, and the managing company if they know it.
   * The desk gets the form's number. Idempotent by `job`. Fails with cabinet.placeNeeded.
   */
  'cabinet.printAbsentHouse': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ place: typed(300), company: typed(300), job: Uuid }),
    output: PrintJob.extend({ number: z.string() }),
  }),

  /**
   * Prints who looked at an attached account in the last twelve months, and what they did with it; idempotent by `job`. Fails with
   * cabinet.notAttached, cabinet.away, print.enough, print.paused.
   */
  'cabinet.printViews': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId, job: Uuid }),
    output: PrintJob,
  }),

  'cabinet.profile': method({ audience: 'both', needs: 'user', input: nothing, output: Profile }),
  /**
   * «Общие». A change needs the password: cabinet.passwordWrong, and proof.locked after too many failures. A new e-mail is used only after
   * its code is given. `extraEmails` are separated by commas; they and the phones need consent: cabinet.consentNeeded.
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
  /** «Контактные данные». Contacts are kept only under consent: cabinet.consentNeeded. */
  'cabinet.saveContacts': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({
      postalAddress: typed(500),
      preferredContact: z.enum(['email', 'phone', 'post', 'none']),
    }),
    output: Profile,
  }),
  /** Gives the consent (its version) or withdraws it (null), which deletes phones, extra addresses and mailings at once. */
  'cabinet.setConsent': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ version: typed(40).nullable() }),
    output: Profile,
  }),
  /** «Сервисы». Mailings need consent: cabinet.consentNeeded. */
  'cabinet.saveServices': method({
    audience: 'both',
    needs: 'user',
    input: Profile.shape.services,
    output: Profile,
  }),
  /** Changes the password; other visits of the user end. Fails with cabinet.passwordWrong and as registration at the new password. */
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
  /** Mails the shown range of an open account as a PDF to the user's main address. Fails with statement.rangeReversed, statement.noData. */
  'cabinet.mailStatement': method({
    audience: 'both',
    needs: 'user',
    input: z.strictObject({ account: AccountId, what: z.enum(['history', 'payments']), from: Period, to: Period }),
    output: nothing,
  }),
};
