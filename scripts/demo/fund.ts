// The demo's fund: a real PostgreSQL with an invented region, and the settings of a terminal that reads it.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { secretName, shopIdName } from '../../src-main/adapters/acquirers/index.ts';
import { plainFileStore } from '../../src-main/adapters/secrets/plain-file.ts';
import { demoShop, startDemoAcquirer } from '../acquirer/demo.ts';
import type { LoopbackAcquirer } from '../acquirer/index.ts';
import { startMailSink, type MailSink } from '../mail-sink.ts';
import { demoWalkAccounts, fillDemo, type WalkAccount } from './index.ts';
import { Settings } from '../../src-main/settings.ts';
import { databaseAddress } from '../../src-main/cli/options.ts';
import { demoStaff, seedDemoStaff } from './staff.ts';
import type { Steps } from '../../src-main/cli/steps.ts';

export interface DemoFund {
  /** for the demo's own tools: fills, invented payments */
  superuserUrl: string;
  /** receives the program's letters and delivers none */
  mail: MailSink;
  /** takes card payments but no money */
  acquirer: LoopbackAcquirer;
  stop(): Promise<void>;
}

const database = 'kapremont_demo';

/** The demo's database: the server's address may name one of several, each of the demo by its name. No other database is ever filled. */
export const demoDatabase = (server: string): string => {
  const named = decodeURIComponent(new URL(server).pathname.slice(1));
  return named.startsWith(`${database}_`) ? named : database;
};

/** The server for the demo's region in place of the embedded one; its address with a password is in KAPREMONT_DEMO_SERVER. */
export const demoServer = (given: string | undefined): string | undefined =>
  databaseAddress('--postgres', given, 'KAPREMONT_DEMO_SERVER') ?? undefined;

/** Starts a PostgreSQL (or uses `server`), migrates it and fills the region once. Shows the progress. */
export async function startDemoFund(
  options: { dataDir: string; accounts?: number | undefined; server?: string | undefined },
  steps: Steps,
): Promise<DemoFund> {
  const embedded = options.server
    ? null
    : await steps.run('База фонда: PostgreSQL', () =>
        startEmbeddedPostgres({ dataDir: join(options.dataDir, 'postgres') }),
      );
  try {
    const server = options.server ?? embedded?.superuserUrl ?? '';
    const superuserUrl = await steps.run('Схема обмена', () => migrateFund(server, demoDatabase(server)));
    await steps.run('Учебный регион', progress =>
      fillDemo(superuserUrl, {
        ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
        onProgress: progress,
      }),
    );
    await seedDemoStaff(superuserUrl);
    const mail = await startMailSink(join(options.dataDir, 'почта'), ({ to, subject }) =>
      steps.say(`✉ ${subject} — ${to}`),
    );
    const acquirer = await startDemoAcquirer({
      dataDir: options.dataDir,
      superuserUrl,
      trouble: error => steps.say(`Учебный платёж не зачислен: ${(error as Error).message}`),
    });
    return {
      superuserUrl,
      mail,
      acquirer,
      async stop() {
        await mail.stop();
        await acquirer.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The settings of the demo's terminal: its printer and its mail are folders, and its welcome screen shows an account to try. */
export async function demoSettings(fund: DemoFund, base: Settings): Promise<Settings> {
  // One login per data folder: two programs on one server must not change each other's password.
  const login = `kiosk_demo_${createHash('sha256').update(base.dataDir).digest('hex').slice(0, 8)}`;
  const fundUrl = await createTerminalLogin(fund.superuserUrl, login, randomBytes(18).toString('hex'), {
    mailer: true,
  });
  const [account] = await demoWalkAccounts(fund.superuserUrl, { count: 1 });
  const folder = join(base.dataDir, 'напечатано');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return Settings.parse({
    ...base,
    fundUrl,
    acquirer: base.acquirer.kind === 'none' ? await demoAcquirer(fund, base.dataDir) : base.acquirer,
    printers: base.printers.length > 0 ? base.printers : [{ name: 'Папка', kind: 'folder', folder }],
    smtp: base.smtp ?? {
      host: '127.0.0.1',
      port: fund.mail.port,
      security: 'none',
      ownLettersOnly: true,
      from: { name: 'Учебный фонд', address: 'fund@example.org' },
    },
    demo: account
      ? {
          account: welcomeAccount(account),
          letters: fund.mail.folder,
          staff: demoStaff.map(({ login, password, role }) => ({ login, password, role })),
        }
      : null,
  });
}

async function demoAcquirer({ acquirer }: DemoFund, dataDir: string) {
  const secrets = plainFileStore(dataDir);
  await secrets.set(shopIdName, demoShop.shopId);
  await secrets.set(secretName, demoShop.secret);
  return { kind: 'yookassa', baseUrl: acquirer.baseUrl } as const;
}

const welcomeAccount = ({ number, address, paidOn, amount }: WalkAccount) => ({
  accountNumber: number,
  address,
  paidOn,
  amount,
});
