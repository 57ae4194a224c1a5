// The letter queue in the fund's PostgreSQL. The terminal that holds the advisory lock sends; the lease on each claim protects against two senders.
import { randomUUID } from 'node:crypto';
import type { Attachment, LetterQueue } from '../../ports/cabinet-store.ts';
import type { FundDatabase } from '../../ports/fund-database.ts';
import { instant } from './rows.ts';
import { caller, type Ask, type Terminal } from './calls.ts';

/** The first half of the lock's key («cabinet letters»). The second half is 0, or a hash of the terminal when it sends only its own letters. */
const lockClass = 0x6b724c74;

/** Longer than sending one letter may take (see the mailer's time limits), so that a live sender never loses its claim. */
const leaseSeconds = 150;

const noMailer =
  'В настройках этого терминала есть smtp, а его вход в базу фонда писем не отправляет: администратор базы даёт право одному терминалу, grant kiosk_mailer to … (docs/fund-database.md, «Letters»).';

export interface LetterQueueOptions {
  database: FundDatabase;
  terminal: Pick<Terminal, 'id'>;
  /** only letters made at this terminal, as in the demo, where each terminal has its own SMTP server */
  ownOnly: boolean;
}

export function createLetterQueue({ database, terminal, ownOnly }: LetterQueueOptions): LetterQueue {
  const ask = <T>(work: (ask: Ask) => Promise<T>): Promise<T> => database.transaction(db => work(caller(db)));

  return {
    async becomeSender(lost, wake) {
      const [may] = await database.transaction(db =>
        db.query(`select pg_has_role(session_user, 'kiosk_mailer', 'member') as mailer, terminal.own($1)`, [
          terminal.id,
        ]),
      );
      if (may?.['mailer'] !== true) throw new Error(noMailer);
      const held = await database.hold(lost, {
        channel: 'cabinet_letter',
        wake: payload => wake(payload === 'mailings' ? 'mailings' : 'letter'),
      });
      try {
        const [row] = await held.query(
          'select pg_try_advisory_lock($1, case when $2 then hashtext($3) else 0 end) as mine',
          [lockClass, ownOnly, terminal.id],
        );
        if (row?.['mine'] === true) return { release: () => held.close() };
      } catch (error) {
        await held.close();
        throw error;
      }
      await held.close();
      return null;
    },
    due: () => ask(async queue => (await queue.value('letters_due', terminal.id, ownOnly)) as boolean),
    claim: () =>
      ask(async queue => {
        const lease = randomUUID();
        const row = await queue.one('claim_letter', terminal.id, ownOnly, lease, leaseSeconds);
        return (
          row && {
            id: row['id'] as string,
            lease,
            to: row['recipients'] as string[],
            subject: row['subject'] as string,
            body: row['body'] as string,
            attachments: row['attachments'] as Attachment[],
            attempts: row['attempts'] as number,
            unsure: row['unsure'] as number,
            createdAt: instant(row['created_at']),
          }
        );
      }),
    sent: ({ id, lease }) => ask(async queue => (await queue.value('letter_sent', id, lease)) as boolean),
    later: ({ id, lease }, seconds, why, unsure) =>
      ask(async queue => {
        await queue.value('letter_later', id, lease, Math.ceil(seconds), why, unsure);
      }),
    failed: ({ id, lease }, why) =>
      ask(async queue => {
        await queue.value('letter_failed', id, lease, why);
      }),
    tidy: () =>
      ask(async queue => {
        await queue.value('tidy');
      }),
  };
}
