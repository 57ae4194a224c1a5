// Mail as the sender of letters sees it: a session with the fund's SMTP server, and what became of each letter.

export interface Letter {
  /** the same at every attempt, so that a mailbox can tell a repeated letter */
  messageId: string;
  to: readonly string[];
  subject: string;
  /** plain text */
  text: string;
  attachments: readonly { name: string; bytes: Uint8Array }[];
}

/**
 * `sent`: the server has taken it. `refused`: it never will. `later`: it has not, try again. `unsure`: all of it was handed over and
 * no answer came, so it may or may not be on its way.
 */
export type MailOutcome = { fate: 'sent' } | { fate: 'refused' | 'later' | 'unsure'; why: string };

export interface MailSession {
  /** Never rejects. After any fate but `sent` and `refused` the session is over. */
  send(letter: Letter): Promise<MailOutcome>;
  close(): void;
}

export interface Mailer {
  /** Connects, secures and signs in; rejects with a sentence when that fails. No letter has been touched then. */
  open(): Promise<MailSession>;
}
