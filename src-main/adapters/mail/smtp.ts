// Sends letters through the fund's SMTP server. The connection is opened before a letter is claimed, which keeps the time of doubt about it short.
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import type { Letter, Mailer, MailOutcome, MailSession } from '../../ports/mailer.ts';

export interface SmtpSettings {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` required, `none` only on a trusted network */
  security: 'tls' | 'starttls' | 'none';
  /** null: the server needs no sign-in */
  user: string | null;
  /** a PEM file; null: the system's certificate authorities */
  ca?: string | null;
  from: { name: string; address: string };
}

/** Milliseconds. Sending one letter ends, well or not, long before its claim in the queue expires. */
const letterMs = 100_000;
const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 60_000,
  socketCloseTimeout: 500,
};

interface SmtpFailure extends Error {
  responseCode?: number;
  command?: string;
}

/** `password` is read for every connection, so that a changed one takes effect. */
export function createSmtpMailer(settings: SmtpSettings, password: () => Promise<string | null>): Mailer {
  const { host, port, security, user, ca } = settings;
  return {
    async open() {
      const own = ca ? { tls: { ca: await readFile(ca, 'utf8') } } : {};
      const connection = new SmtpConnection({
        ...timeouts,
        host,
        port,
        name: 'kapremont',
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        ...own,
      });
      // An error between two letters is reported by the next send.
      connection.on('error', () => undefined);
      try {
        await new Promise<void>((resolve, reject) => {
          connection.once('error', reject);
          connection.once('end', () => reject(new Error('the server closed the connection')));
          connection.connect(error => (error ? reject(error) : resolve()));
        });
        if (user !== null) {
          const pass = (await password()) ?? '';
          await new Promise<void>((resolve, reject) =>
            connection.login({ user, credentials: { user, pass } }, error => (error ? reject(error) : resolve())),
          );
        }
      } catch (error) {
        connection.close();
        throw new Error(`Почтовый сервер ${host}:${port} не принимает: ${(error as Error).message}`, { cause: error });
      }
      return session(connection, settings);
    },
  };
}

function session(connection: SmtpConnection, { from }: SmtpSettings): MailSession {
  let over = false;
  const close = () => {
    over = true;
    connection.quit();
    connection.close();
  };
  return {
    close,
    async send(letter) {
      if (over) return { fate: 'later', why: 'the session is over' };
      const outcome = await attempt(connection, letter, from);
      if (outcome.fate === 'refused' && !(await reset(connection))) close();
      if (outcome.fate === 'later' || outcome.fate === 'unsure') close();
      return outcome;
    },
  };
}

async function attempt(connection: SmtpConnection, letter: Letter, from: SmtpSettings['from']): Promise<MailOutcome> {
  const bytes = await compose(letter, from);
  const message = Readable.from([bytes]);
  // Until our last byte is sent, the server cannot have accepted the letter.
  let handedOver = false;
  message.once('end', () => (handedOver = true));
  return new Promise(resolve => {
    const unanswered = (why: string): MailOutcome => ({ fate: handedOver ? 'unsure' : 'later', why });
    const timer = setTimeout(() => {
      resolve(unanswered(`no answer within ${letterMs / 1000} s`));
      connection.close();
    }, letterMs);
    connection.send({ from: from.address, to: [...letter.to] }, message, error => {
      clearTimeout(timer);
      if (!error) return resolve({ fate: 'sent' });
      const { responseCode, command, message: why } = error as SmtpFailure;
      if (!responseCode) return resolve(unanswered(why));
      // A rejected sender is an error in the settings, which will be corrected: the letter is tried again later.
      const final = responseCode >= 500 && command !== 'MAIL FROM';
      return resolve({ fate: final ? 'refused' : 'later', why });
    });
  });
}

const compose = (letter: Letter, from: SmtpSettings['from']): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    new MailComposer({
      from,
      to: [...letter.to],
      subject: letter.subject,
      text: letter.text,
      messageId: letter.messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      attachments: letter.attachments.map(({ name, bytes }) => ({
        filename: name,
        content: Buffer.from(bytes),
        contentType: 'application/pdf',
      })),
    })
      .compile()
      .build((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });

const reset = (connection: SmtpConnection): Promise<boolean> =>
  new Promise(resolve => connection.reset(error => resolve(!error)));
