// A sender of letters over a real queue and a real SMTP server, and the queue as the fund's administrator sees it.
import { randomUUID } from 'node:crypto';
import { createLetterQueue } from '../../src-main/adapters/cabinet-postgres/letter-queue.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { createSmtpMailer, type SmtpSettings } from '../../src-main/adapters/mail/smtp.ts';
import type { LetterQueue } from '../../src-main/ports/cabinet-store.ts';
import type { Mailer } from '../../src-main/ports/mailer.ts';
import { MailSender, type MailSenderDeps } from '../../src-main/services/mail/mail-sender.ts';
import { testClock } from './cabinet-rig.ts';
import { withClient, type FundDatabase } from './postgres.ts';

const from = { name: 'Фонд', address: 'fund@example.org' };

export const smtpAt = (port: number, more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: null,
  from,
  ...more,
});

export interface TestSender {
  sender: MailSender;
  queue: LetterQueue;
  terminal: string;
  close(): Promise<void>;
}

export interface SenderOptions {
  ownOnly?: boolean;
  terminal?: string;
  wrapQueue?: (queue: LetterQueue) => LetterQueue;
  wrapMailer?: (mailer: Mailer) => Mailer;
  deps?: Partial<MailSenderDeps>;
}

export function openSender(fund: FundDatabase, port: number, options: SenderOptions = {}): TestSender {
  const terminal = options.terminal ?? randomUUID();
  const database = createFundDatabase(fund.mailerOf(terminal));
  const queue = createLetterQueue({ database, terminal: { id: terminal }, ownOnly: options.ownOnly ?? false });
  const mailer = createSmtpMailer(smtpAt(port), async () => null);
  const sender = new MailSender({
    queue: options.wrapQueue?.(queue) ?? queue,
    mailer: options.wrapMailer?.(mailer) ?? mailer,
    attach: async what => ({ name: `${what.kind} ${what.account}.pdf`, bytes: Buffer.from('%PDF-1.7 a page') }),
    clock: testClock(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    domain: 'example.org',
    hourly: async () => undefined,
    ...options.deps,
  });
  return { sender, queue, terminal, close: () => database.close() };
}

export interface QueuedRow {
  id: string;
  state: string;
  attempts: number;
  unsure: number;
  error: string;
  recipients: string[];
  body: string;
}

/** Puts letters into the queue as the fund's administrator could, one an address. */
export const put = (fund: FundDatabase, addresses: readonly string[], terminal = randomUUID(), more = '') =>
  withClient(fund.url, async client => {
    for (const address of addresses)
      await client.query(
        `insert into cabinet.letter (id, kind, recipients, subject, body, terminal_id) values ($1, 'notice', $2, 'Проверка', $3, $4)`,
        [randomUUID(), [address], `Здравствуйте, ${address}!`, terminal],
      );
    if (more) await client.query(more);
    await client.query(`select pg_notify('cabinet_letter', '')`);
  });

export const queued = (fund: FundDatabase): Promise<QueuedRow[]> =>
  withClient(
    fund.url,
    async client => (await client.query<QueuedRow>(`select * from cabinet.letter order by created_at, id`)).rows,
  );

/** As if so much time had passed: what waits is due, and claims have run out. */
export const later = (fund: FundDatabase) =>
  withClient(fund.url, client =>
    client.query(
      `update cabinet.letter set due_at = now(), claimed_until = case when claim is null then null else now() end`,
    ),
  );
