// The audit log: one enumeration of what is written down about whom, sent to the fund through the outbox.
import type { Log } from '../../ports/log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

/** Every event an auditor can meet, with what it means. Values a person typed are never among the details. */
export const auditActions = {
  'proof.succeeded': 'An account was opened by the date and sum of its last payment.',
  'proof.failed': 'An attempt to open an account did not match.',
  'proof.locked': 'Attempts on an account or at this terminal were stopped for a while.',
  'document.printed': 'A payment document was sent to the printer.',
  'visit.ended': 'A visit that had opened accounts ended.',
  'payment.begun': 'A card payment was begun: written down before the acquirer was asked.',
  'payment.waiting': 'The acquirer made the payment; it can be paid.',
  'payment.succeeded': 'The acquirer said that the payment is paid.',
  'payment.declined': 'The acquirer refused the payment, or canceled it for a reason of its own.',
  'payment.expired': 'Nobody paid in time.',
  'payment.cancelled':
    'The person stopped waiting for a payment; should it be paid after all, payment.succeeded follows.',
  'payment.unknown': 'The acquirer does not answer; the payment is looked for until it is found.',
  'payment.credited': 'The fund’s ledger has the payment.',
  'payment.slipPrinted': 'The slip of a paid payment was sent to the printer.',
  'application.printed': 'An application form was sent to the printer.',
  'text.printed': 'The agreement or the consent was sent to the printer.',
  'range.printed': 'A range of charges or payments was sent to the printer.',
  'cabinet.signedOut': 'The user signed out and the visit went on.',
  // The following are written to the fund at once, in the transaction of what they tell of; their chain is a terminal's second one.
  'cabinet.registrationBegun': 'Somebody filled in the registration form; a code was mailed.',
  'cabinet.codeSentAgain': 'Another code was mailed for a registration.',
  'cabinet.registered':
    'A registration was confirmed by its code: the user exists. Which agreement and consent, in details.',
  'cabinet.signedIn': 'The user signed in.',
  'cabinet.signInFailed': 'The name or the password was wrong; the actor is empty when there is no such name.',
  'cabinet.passwordFailed': 'A signed-in user gave a wrong password where it is asked again.',
  'cabinet.codeFailed': 'A one-time code did not fit.',
  'cabinet.recoveryBegun': 'A new password was asked for by a name, whether or not there is such a name.',
  'cabinet.passwordRecovered': 'The password was set anew by a one-time code.',
  'cabinet.passwordChanged': 'The user changed the password; other visits of theirs end.',
  'cabinet.accountAttached': 'An account proved in this visit was attached to the user.',
  'cabinet.accountDetached': 'An account was taken off the user.',
  'cabinet.mainAccountChosen': 'The user chose the main account.',
  'cabinet.profileChanged': 'Contacts or services of the user were changed; which, in details.',
  'cabinet.emailChanged': 'A new main e-mail was confirmed by its code.',
  'cabinet.consentGiven': 'Consent to process contacts was given; its version, in details.',
  'cabinet.consentWithdrawn': 'Consent was withdrawn; what was kept under it was wiped.',
  'cabinet.applicationMade': 'An application form got its number.',
  'cabinet.statementMailed': 'A range of charges or payments was put into the queue of letters.',
  'cabinet.printed': 'Something was printed for a signed-in user; it is in their own list.',
  'cabinet.newsRead': 'A signed-in user opened a news item.',
  'cabinet.mailingQueued': 'A mailing the user has switched on was put into the queue of letters.',
  // Staff; the role and the name are the event's own. The first four are written at once, like the cabinet's.
  'staff.signedIn': 'A shift began.',
  'staff.signInFailed': 'Staff’s name or password was wrong; the actor is empty when there is no such name.',
  'staff.applicationHandled': 'An application form was marked as handled; its number, in details.',
  'staff.shiftEnded': 'A shift ended; why, in details.',
  'staff.accountOpened':
    'An account was opened after looking at a document: the reason, and in details the kind of the document and its last four characters.',
  'staff.lockLifted': 'A lock was lifted before its time; whose, in details.',
  'staff.jobRedirected': 'A waiting print job was sent to another printer; which, in details.',
  'staff.houseShown': 'The accounts of a house with their balances were shown at the desk; which house, in details.',
  'staff.houseListPrinted': 'The list of a house was sent to the printer.',
  'staff.batchBegun': 'Payment documents of a house or of the region were begun; of what, and where to, in details.',
  'staff.batchEnded': 'Such documents were finished or stopped; how many, in details.',
} as const;
export type AuditAction = keyof typeof auditActions;

/** Who did it, when it was not the owner: staff by role and login, and why when a reason must be given. */
export interface DoneBy {
  role: 'operator' | 'admin';
  actor: string;
  reason?: string;
}

export interface Audit {
  /** Resolves when the event is on disk. `account` is the fund's key, null when the event is about none. */
  record(
    action: AuditAction,
    account: number | null,
    details?: Record<string, string | number>,
    by?: DoneBy,
  ): Promise<void>;
  /** The same event for a store that writes it in one transaction with what it is about. */
  event(
    action: AuditAction,
    account: number | null,
    details?: Record<string, string | number>,
    by?: DoneBy,
  ): Record<string, unknown>;
}

export function createAudit(deps: { store: TerminalStore; clock: Clock; log: Log; terminalName: string }): Audit {
  const event: Audit['event'] = (action, account, details = {}, by) => ({
    at: deps.clock.now(),
    role: by?.role ?? 'owner',
    actor: by?.actor ?? '',
    accountId: account,
    action,
    reason: by?.reason ?? '',
    details: { terminal: deps.terminalName, ...details },
  });
  return {
    event,
    async record(action, account, details, by) {
      await deps.store.appendAudit(event(action, account, details, by));
      deps.log.info('audit', { action });
    },
  };
}
