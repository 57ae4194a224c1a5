// The mailer port: a session with the fund's SMTP server, and the outcome of each letter.

export interface Letter {
  /** the same at every attempt, so that a mailbox can recognise a repeated letter */
  messageId: string;
  to: readonly string[];
  subject: string;
  /** plain text */
  text: string;
  attachments: readonly { name: string; bytes: Uint8Array }[];
}

/**
 * `sent`: the server accepted it. `refused`: it never will. `later`: not accepted, try again. `unsure`: all of it was handed over
 * without an answer, so it may have been accepted.
 */
export type MailOutcome = { fate: 'sent' } | { fate: 'refused' | 'later' | 'unsure'; why: string };

export interface MailSession {
  /** Never rejects. After any outcome except `sent` and `refused` the session is over. */
  send(letter: Letter): Promise<MailOutcome>;
  close(): void;
}

export interface Mailer {
  /** Connects, secures and signs in; rejects with a sentence when that fails. No letter has been touched then. */
  open(): Promise<MailSession>;
}
