// The vocabulary of the audit log: each action, its meaning, and the details that may be written with it.

/**
 * Every event an auditor can find: its meaning and its details (a name ending in `?` may be missing). The terminal's name is always
 * among them, and `user` where somebody else acted for a user of the cabinet; a value a person typed never is.
 */
export const auditActions = {
  'proof.succeeded': {
    tells: 'An account was opened by the date and sum of its last payment.',
    details: [],
  },
  'proof.failed': {
    tells: 'An attempt to open an account did not match.',
    details: [],
  },
  'proof.locked': {
    tells: 'Attempts on an account or at this terminal were stopped for a while.',
    details: [],
  },
  'lookup.many': {
    tells:
      'More accounts were looked up without proof than a queue explains; how many in the visit and in the hour, in details.',
    details: ['visit', 'hour'],
  },
  'document.printed': {
    tells: 'A payment document was sent to the printer.',
    details: ['period'],
  },
  'certificate.issued': {
    tells: 'A certificate of debt got its number; which, in details. What it certifies is in terminal.certificate.',
    details: ['number'],
  },
  'certificate.printed': {
    tells: 'A certificate of debt was sent to the printer.',
    details: [],
  },
  'view.shown': {
    tells:
      'What is in details was shown after an opening: once an account and kind of view for a visit, once a list of persons’ papers or locks for a shift.',
    details: ['what'],
  },
  'visit.parked': {
    tells: 'A clerk left a visit aside for another visitor.',
    details: [],
  },
  'visit.resumed': {
    tells: 'A clerk went on with a visit left aside.',
    details: [],
  },
  'visit.ended': {
    tells: 'A visit ended; why, and the keys of the accounts it had opened, in details.',
    details: ['why', 'accounts'],
  },
  'outbox.damaged': {
    tells:
      'The terminal’s outbox could not be read whole and was made anew: why, how many lines were saved, what of it was not read, and the hash of the last line it is known to have written.',
    details: ['why', 'saved', 'unread', 'head'],
  },
  'outbox.parted': {
    tells:
      'The fund has a line of this terminal that this terminal knows nothing of: its disk was copied, or put back from an older copy. Its log goes on in a branch; the hash of the last line that both share, in details.',
    details: ['head'],
  },
  'data.mended': {
    tells:
      'A comparison of the terminal’s copy with the fund found rows that differed though no change had told of it, and they were fetched again: of which entity, how many, and of how many accounts.',
    details: ['entities', 'count', 'accounts'],
  },
  'payment.begun': {
    tells: 'A card payment was begun: written down before the acquirer was asked.',
    details: ['attempt'],
  },
  'payment.waiting': {
    tells: 'The acquirer made the payment; it can be paid.',
    details: ['attempt'],
  },
  'payment.succeeded': {
    tells: 'The acquirer said that the payment is paid.',
    details: ['attempt'],
  },
  'payment.declined': {
    tells: 'The acquirer refused the payment, or canceled it for a reason of its own.',
    details: ['attempt'],
  },
  'payment.expired': {
    tells: 'Nobody paid in time.',
    details: ['attempt'],
  },
  'payment.cancelled': {
    tells: 'The person stopped waiting for a payment; should it be paid after all, payment.succeeded follows.',
    details: ['attempt'],
  },
  'payment.unknown': {
    tells: 'The acquirer does not answer; the payment is looked for until it is found.',
    details: ['attempt'],
  },
  'payment.credited': {
    tells: 'The fund’s ledger has the payment.',
    details: ['attempt', 'payment'],
  },
  'payment.refunded': {
    tells: 'A paid payment was given back to the payer, whole or in part: so many kopecks in all.',
    details: ['attempt', 'refunded'],
  },
  'payment.slipPrinted': {
    tells: 'The slip of a paid payment was sent to the printer.',
    details: ['attempt'],
  },
  'application.printed': {
    tells: 'An application form was sent to the printer.',
    details: [],
  },
  'cabinet.viewsPrinted': {
    tells: 'The list of who looked at an attached account was sent to the printer.',
    details: [],
  },
  'text.printed': {
    tells: 'The agreement or the consent was sent to the printer.',
    details: ['version'],
  },
  'range.printed': {
    tells: 'A range of charges or payments was sent to the printer.',
    details: ['what', 'from', 'to'],
  },
  'cabinet.signedOut': {
    tells: 'The user signed out and the visit went on.',
    details: [],
  },
  // The following are written to the fund at once, in the transaction of the change itself; they form the terminal's second chain.
  'cabinet.registrationBegun': {
    tells: 'Somebody filled in the registration form; a code was mailed.',
    details: [],
  },
  'cabinet.codeSentAgain': {
    tells: 'Another code was mailed for a registration.',
    details: [],
  },
  'cabinet.registered': {
    tells: 'A registration was confirmed by its code: the user exists. Which agreement and consent, in details.',
    details: ['agreement', 'consent'],
  },
  'cabinet.signedIn': {
    tells: 'The user signed in.',
    details: [],
  },
  'cabinet.signInFailed': {
    tells: 'The name or the password was wrong; the actor is empty when there is no such name.',
    details: [],
  },
  'cabinet.passwordFailed': {
    tells: 'A signed-in user gave a wrong password where it is asked again.',
    details: [],
  },
  'cabinet.codeFailed': {
    tells: 'A one-time code did not fit.',
    details: [],
  },
  'cabinet.recoveryBegun': {
    tells: 'A new password was asked for by a name, whether or not there is such a name.',
    details: [],
  },
  'cabinet.passwordRecovered': {
    tells: 'The password was set anew by a one-time code.',
    details: [],
  },
  'cabinet.passwordChanged': {
    tells: 'The user changed the password; other visits of theirs end.',
    details: [],
  },
  'cabinet.accountAttached': {
    tells: 'An account proved in this visit was attached to the user.',
    details: [],
  },
  'cabinet.accountDetached': {
    tells: 'An account was taken off the user.',
    details: [],
  },
  'cabinet.mainAccountChosen': {
    tells: 'The user chose the main account.',
    details: [],
  },
  'cabinet.profileChanged': {
    tells: 'Contacts or services of the user were changed; which, in details.',
    details: ['what'],
  },
  'cabinet.emailChanged': {
    tells: 'A new main e-mail was confirmed by its code.',
    details: [],
  },
  'cabinet.consentGiven': {
    tells: 'Consent to process contacts was given; its version, in details.',
    details: ['version'],
  },
  'cabinet.consentWithdrawn': {
    tells: 'Consent was withdrawn; what was kept under it was wiped.',
    details: ['version'],
  },
  'cabinet.applicationMade': {
    tells: 'An application form got its number.',
    details: ['number'],
  },
  'cabinet.statementMailed': {
    tells: 'A range of charges or payments was put into the queue of letters.',
    details: ['what', 'from', 'to'],
  },
  'cabinet.printed': {
    tells: 'Something was printed for a signed-in user; it is in their own list.',
    details: [],
  },
  'cabinet.newsRead': {
    tells: 'A signed-in user opened a news item.',
    details: ['news'],
  },
  'cabinet.mailingQueued': {
    tells: 'A mailing the user has switched on was put into the queue of letters.',
    details: ['kind', 'put'],
  },
  // Staff. The role and the name are fields of the event. What is done in a transaction at the fund is written in it; the rest goes by the outbox.
  'staff.signedIn': {
    tells: 'A shift began.',
    details: [],
  },
  'staff.signedInOffline': {
    tells: 'A shift began while the fund was away, by what the terminal keeps of the clerk’s last sign-in.',
    details: [],
  },
  'staff.shiftTakenUp': {
    tells: 'The fund was back and took up a shift that had begun without it: the password and the rights still hold.',
    details: [],
  },
  'staff.signInFailed': {
    tells: 'Staff’s name or password was wrong; the actor is empty when there is no such name.',
    details: [],
  },
  'staff.applicationHandled': {
    tells: 'An application form was marked as handled; its number, in details.',
    details: ['number'],
  },
  'staff.applicationAccepted': {
    tells:
      'An application form was handled after looking at a document, and its account given to the user, if one is named; its number, and the kind of the document and its last four characters, in details.',
    details: ['number', 'document', 'lastFour'],
  },
  'staff.applicationRefused': {
    tells:
      'A form that is there was to be accepted and was not, for a name that no user has or a form with no account.',
    details: ['number', 'document', 'lastFour', 'why'],
  },
  'staff.shiftEnded': {
    tells: 'A shift ended; why, in details.',
    details: ['why'],
  },
  'staff.screenLocked': {
    tells: 'The screen of the desk was locked; by the clerk or by quiet, in details.',
    details: ['why'],
  },
  'staff.screenUnlocked': {
    tells: 'The locked screen was opened; by the PIN or the password, in details.',
    details: ['by'],
  },
  'staff.unlockFailed': {
    tells:
      'A PIN or a password did not open the locked screen of the clerk who is the actor, whoever typed it; or the password did not fit where a PIN was chosen. Which, in details.',
    details: ['by'],
  },
  'staff.passwordChanged': {
    tells: 'A member of staff changed their own password; their other shifts end.',
    details: [],
  },
  'staff.passwordFailed': {
    tells: 'A member of staff gave a wrong password where a new one was to be set.',
    details: [],
  },
  'staff.pinChosen': {
    tells: 'The clerk chose a PIN for the shift.',
    details: [],
  },
  'staff.accountOpened': {
    tells:
      'An account was opened after looking at a document: the reason, and in details the kind of the document and its last four characters.',
    details: ['document', 'lastFour'],
  },
  'staff.certificateChecked': {
    tells: 'A certificate was looked up by its check code; its number, in details, empty when there is none.',
    details: ['number'],
  },
  'staff.lockLifted': {
    tells: 'A lock was lifted before its time; of what, and of which name and at which other terminal, in details.',
    details: ['scope', 'of?', 'at?'],
  },
  'staff.jobRedirected': {
    tells: 'A waiting print job was sent to another printer; which, in details.',
    details: ['job', 'printer'],
  },
  'staff.houseShown': {
    tells: 'The accounts of a house with their balances were shown at the desk; which house, in details.',
    details: ['house'],
  },
  'staff.houseListPrinted': {
    tells: 'The list of a house was sent to the printer.',
    details: ['house'],
  },
  'staff.defectsSaved': {
    tells: 'The list of defects of the data was written into the folder of documents.',
    details: ['count'],
  },
  'staff.batchBegun': {
    tells: 'Payment documents of a house or of the region were begun; of what, and where to, in details.',
    details: ['house', 'period', 'to'],
  },
  'staff.dataAccepted': {
    tells:
      'Data of the fund that the terminal held back was accepted by an administrator, for all terminals; a whole copy or changes, and the entities and columns with their counts before and after.',
    details: ['what', 'entities'],
  },
  'staff.outboxSeen': {
    tells:
      'Somebody said that they have seen that the outbox of this terminal could not be read whole; since when, in details.',
    details: ['since'],
  },
  'staff.batchEnded': {
    tells: 'Such documents were finished or stopped; how many, in details.',
    details: ['house', 'period', 'documents'],
  },
  // Written by the fund itself, in the transaction that answers: whoever asks cannot leave them out.
  'audit.read': {
    tells: 'The audit log was read; by which filters, in details. A name that no member of staff has is told as «?».',
    details: ['actor?', 'of?', 'action?', 'from?', 'to?'],
  },
  'audit.verified': {
    tells: 'The chains of the log were checked, of lines since a day, in details.',
    details: ['since'],
  },
  'cabinet.viewsAsked': {
    tells: 'A user of the cabinet asked who had looked at an attached account; how many lines it had, in details.',
    details: ['lines'],
  },
  'audit.anchored': {
    tells: 'The ends of all chains were put into a letter to whom the settings name.',
    details: ['chains'],
  },
  'audit.saved': {
    tells: 'Lines that were found were saved as a table; how many, in details.',
    details: ['count'],
  },
  // Of the fund's administrator, by a command or by hand: a chain of their own, of no terminal. The actor is the login of the database.
  'admin.lockLifted': {
    tells:
      'Locks of a name, an account or a terminal were lifted by `npm run staff -- --unlock`; by which user of the system, in details.',
    details: ['scope', 'of?', 'at?', 'os?'],
  },
  'admin.staffChanged': {
    tells: 'A staff account was added, changed, shut out or removed; whose, how and its role, in details.',
    details: ['of', 'change', 'role', 'os?'],
  },
  'admin.terminalBound': {
    tells: 'A terminal was bound to a login of the database; which and what it was before, in details.',
    details: ['at', 'login', 'before', 'os?'],
  },
  'admin.terminalReleased': {
    tells: 'A terminal was parted from its login of the database.',
    details: ['at', 'login', 'os?'],
  },
  'admin.branchAdmitted': {
    tells: 'A chain was let go on once more from an earlier line.',
    details: ['at', 'os?'],
  },
  'admin.dataAccepted': {
    tells:
      'What administrators on shift had accepted of the fund’s data was changed or taken back at the database; how, in details.',
    details: ['change', 'os?'],
  },
} as const satisfies Record<string, { tells: string; details: readonly string[] }>;

export type AuditAction = keyof typeof auditActions;

type Detail<A extends AuditAction> = (typeof auditActions)[A]['details'][number];
type Plain<D> = D extends `${infer Name}?` ? Name : D;
/** The name of any detail. */
export type AuditDetail = Plain<{ [A in AuditAction]: Detail<A> }[AuditAction]>;

type OptionalDetail<D extends string> = D extends `${infer Name}?` ? Name : never;
type Details<D extends string> = Record<Exclude<D, `${string}?`>, string | number> & {
  [Name in OptionalDetail<D>]?: string | number;
};

/** An action with its details. A misspelt action and an unknown or missing detail do not compile. */
export type AuditEntry = {
  [A in AuditAction]: { action: A } & ([Detail<A>] extends [never]
    ? { details?: Record<string, never> }
    : { details: Details<Detail<A>> });
}[AuditAction];
