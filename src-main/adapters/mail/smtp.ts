// Letters over the fund's SMTP server. The connection is opened before any letter is taken, so that what happens to one is never in doubt for long.
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import type { Letter, Mailer, MailOutcome, MailSession } from '../../ports/mailer.ts';

export interface SmtpSettings {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` demanded, `none` only where nobody can listen in */
  security: 'tls' | 'starttls' | 'none';
  /** null: the server asks for none */
  user: string | null;
  /** a PEM file; null: the authorities the system knows */
  ca?: string | null;
  from: { name: string; address: string };
}

/** The whole of one letter is done, one way or the other, well before its claim in the queue runs out. */
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

/** `password` is asked for at every connection, so that a changed one is noticed. */
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
      // What breaks while no letter is on its way is met by the next one.
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
  // Before the last byte has left us the server cannot have taken the letter.
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
      // A refused sender is a fault of the settings, which somebody will mend; the letter is not to blame.
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
