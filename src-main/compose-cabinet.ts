// Composes the cabinet: its store in the fund's database, its letters with their sender, and its services.
import { chainHash } from './adapters/outbox/audit-chain.ts';
import { createCabinetPostgres } from './adapters/cabinet-postgres/index.ts';
import { createLetterQueue } from './adapters/cabinet-postgres/letter-queue.ts';
import { createFundDatabase } from './adapters/fund-postgres/database.ts';
import { createSmtpMailer } from './adapters/mail/smtp.ts';
import { argon2Passwords } from './adapters/passwords/argon2.ts';
import { passwordFrom, smtpPasswordName } from './adapters/secrets/index.ts';
import { createTexts } from './adapters/texts/index.ts';
import type { CacheReader } from './ports/cache.ts';
import type { CabinetStore } from './ports/cabinet-store.ts';
import type { FundDatabase } from './ports/fund-database.ts';
import type { Paper } from './ports/paper.ts';
import type { Passwords } from './ports/passwords.ts';
import type { SecretStore } from './ports/secrets.ts';
import type { Texts } from './ports/texts.ts';
import { createAttach } from './services/mail/attachments.ts';
import { createCabinet, type Cabinet, type CabinetDeps } from './services/cabinet/index.ts';
import { createLetters } from './services/mail/letters.ts';
import { MailSender } from './services/mail/mail-sender.ts';
import { createMailings } from './services/mail/mailings.ts';
import { createStatementModel } from './services/statement/model.ts';
import type { Documents } from './services/documents/index.ts';
import type { StatementService } from './services/statement/index.ts';
import type { Settings } from './settings.ts';

export interface CabinetParts extends Omit<
  CabinetDeps,
  | 'store'
  | 'passwords'
  | 'texts'
  | 'letters'
  | 'statementModel'
  | 'rules'
  | 'remembers'
  | 'timeZone'
  | 'cache'
  | 'header'
> {
  settings: Settings & { fundUrl: string };
  /** the login's; empty when it stands in the demo's address, or nowhere */
  fundPassword: { password?: string };
  terminalId: string;
  secrets: SecretStore;
  cache: CacheReader;
  statement: StatementService;
  documents: Documents;
  paper: Paper;
}

export interface ComposedCabinet {
  cabinet: Cabinet;
  /** for staff, who sign in by the same rules as users */
  store: CabinetStore;
  passwords: Passwords;
  /** which passwords are too well known */
  texts: Texts;
  stop(): Promise<void>;
}

/** Rejects with a sentence when a text in the fund's own folder is not valid. */
export function composeCabinet(parts: CabinetParts): ComposedCabinet {
  const { settings, fundPassword, terminalId, cache, clock, statement } = parts;
  const database = createFundDatabase(settings.fundUrl, {
    ...fundPassword,
    applicationName: `kapremont ${settings.terminalName} кабинет`.slice(0, 60),
  });
  const store = createCabinetPostgres({
    database,
    terminal: { id: terminalId, name: settings.terminalName },
    chainHash,
    now: clock.now,
  });
  const passwords = argon2Passwords();
  const texts = createTexts(settings.textsDir);
  const letters = createLetters({ cache });
  const statementModel = createStatementModel({ statement, cache, clock });
  const cabinet = createCabinet({
    ...parts,
    store,
    texts,
    letters,
    statementModel,
    header: statement.header,
    passwords,
    rules: settings.proof,
    remembers: settings.onePersonPc,
    timeZone: settings.timeZone,
  });
  const mailings = createMailings({ store, cache, clock });
  const attach = createAttach({ documents: parts.documents, statementModel, paper: parts.paper });
  const sender =
    settings.smtp &&
    composeSender(parts, settings.smtp, database, attach, async () => {
      const anchorTo = settings.smtp?.anchorTo ?? null;
      if (anchorTo !== null) await store.transaction(tx => tx.putAnchor(anchorTo));
      return mailings.run();
    });
  const running = sender?.run();
  return {
    cabinet,
    store,
    passwords,
    texts,
    async stop() {
      sender?.stop();
      await running;
      await database.close();
    },
  };
}

function composeSender(
  { terminalId, secrets, clock, log }: CabinetParts,
  smtp: NonNullable<Settings['smtp']>,
  database: FundDatabase,
  attach: ReturnType<typeof createAttach>,
  runMailings: () => Promise<number>,
): MailSender {
  const password = () => passwordFrom(secrets, smtpPasswordName, 'KAPREMONT_SMTP_PASSWORD');
  return new MailSender({
    queue: createLetterQueue({ database, terminal: { id: terminalId }, ownOnly: smtp.ownLettersOnly }),
    mailer: createSmtpMailer(smtp, password),
    attach,
    clock,
    log,
    domain: smtp.from.address.split('@')[1] ?? 'localhost',
    async hourly() {
      const count = await runMailings();
      if (count > 0) log.info('mailings', { count });
    },
  });
}
