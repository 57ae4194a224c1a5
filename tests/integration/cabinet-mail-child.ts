// A sender of letters that is killed, with no chance to tidy up, at the step named: before the letter is handed over, or right after.
import { createLetterQueue } from '../../src-main/adapters/cabinet-postgres/letter-queue.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { createSmtpMailer } from '../../src-main/adapters/mail/smtp.ts';
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { MailSender } from '../../src-main/services/mail/mail-sender.ts';
import { smtpAt } from '../support/mail-rig.ts';

const [url = '', port = '', step = ''] = process.argv.slice(2);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
};
const mailer = createSmtpMailer(smtpAt(Number(port)), async () => null);
const sender = new MailSender({
  queue: createLetterQueue({
    database: createFundDatabase(url),
    terminal: { id: crypto.randomUUID() },
    ownOnly: false,
  }),
  mailer: {
    async open() {
      if (step === 'before the session') die();
      const session = await mailer.open();
      return {
        close: session.close,
        async send(letter) {
          if (step === 'before the letter') die();
          const outcome = await session.send(letter);
          if (step === 'after the letter') die();
          return outcome;
        },
      };
    },
  },
  attach: async () => ({ name: 'x.pdf', bytes: new Uint8Array() }),
  clock: systemClock('UTC'),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  domain: 'example.org',
  hourly: async () => undefined,
});
await sender.drain();
process.exit(0);
