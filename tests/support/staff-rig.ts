// Terminals with staff over one PostgreSQL: real hashing, paper and files in folders, each called through the program's own door.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { secretName, shopIdName } from '../../src-main/adapters/acquirers/index.ts';
import { plainFileStore } from '../../src-main/adapters/secrets/plain-file.ts';
import { compose } from '../../src-main/compose.ts';
import type { Input, MethodName, Output, Result, StaffRole } from '#contract';
import type { Program } from '../../src-main/program.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { Settings } from '../../src-main/settings.ts';
import { eventually, folder, removeFolder } from '../integration/sync-support.ts';
import { seedFund } from './fund-seed.ts';
import { shop } from './payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from './postgres.ts';

export const password = 'Берёза-и-4-сосны';

export interface Terminal {
  program: Program;
  printed: string;
  dataDir: string;
  ended: (string | null)[];
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
}

export interface StaffRig {
  fund: FundDatabase;
  admin: ReturnType<typeof createStaffAdmin>;
  /** the first of the fund's houses */
  house: number;
  terminal(audience: 'kiosk' | 'desk', settings?: Record<string, unknown>): Promise<Terminal>;
  /** Lines of an action that have come to the fund, oldest first. */
  audited(action: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

export const signIn = (at: Terminal, login: string, as = password) => at.call('staff.signIn', { login, password: as });

async function startTerminal(
  fund: FundDatabase,
  dataDir: string,
  audience: 'kiosk' | 'desk',
  other: Record<string, unknown>,
): Promise<Terminal> {
  const printed = join(dataDir, 'printed');
  mkdirSync(printed, { recursive: true });
  // nobody listens there: what is sent to it waits
  const silent = {
    name: 'Немой',
    kind: 'tcp9100',
    host: '127.0.0.1',
    port: 9,
    profile: 'generic-80',
    for: ['statement'],
  };
  if (other['acquirer']) {
    await plainFileStore(dataDir).set(shopIdName, shop.shopId);
    await plainFileStore(dataDir).set(secretName, shop.secret);
  }
  const settings = Settings.parse({
    dataDir,
    fundUrl: fund.terminalOf(dataDir),
    audience,
    terminalName: audience === 'desk' ? 'Стойка' : 'Зал 1',
    printers: [...(audience === 'desk' ? [silent] : []), { name: 'Папка', kind: 'folder', folder: printed }],
    proof: { failuresToPicture: 99 },
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
    ...other,
  });
  const program = await compose(settings, { checkOutputs: true, log: 'file' });
  const ended: (string | null)[] = [];
  program.onEvent((event, payload) => {
    if (event === 'staff.shift') ended.push((payload as { why: string | null }).why);
  });
  const call: Terminal['call'] = async (method, input) =>
    (await program.dispatch({ audience }, method, input)) as Result<Output<typeof method>>;
  const good: Terminal['good'] = async (method, input) => {
    const result = await call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
    return result.value;
  };
  await eventually(async () => (await good('system.info', {})).freshness.state === 'fresh');
  return { program, printed, dataDir, ended, call, good };
}

/** A fund of twenty accounts with these operators and administrators. */
export async function staffRig(staff: Record<string, StaffRole>): Promise<StaffRig> {
  const fund = await freshFundDatabase();
  const house = await withClient(fund.url, async client => {
    await seedFund(client, 20, ['2026-09', '2026-10']);
    const { rows } = await client.query<{ id: string }>('select id from exchange.house order by id limit 1');
    await client.query(
      `update fund.period_balance set closing = closing + 1 where account_id = 3 and period = '2026-10'`,
    );
    // everybody else's owner has one name
    await client.query(`update fund.account set last_name = 'Петрова' where id = 8`);
    return Number(rows[0]?.id);
  });
  const owner = createFundDatabase(fund.url);
  const admin = createStaffAdmin(owner);
  const passwordHash = await argon2Passwords().hash(password);
  for (const [login, role] of Object.entries(staff))
    await admin.add({ login, loginNorm: loginNorm(login), name: `Сотрудник ${login}`, role, passwordHash });
  const started: Terminal[] = [];
  const folders: string[] = [];
  return {
    fund,
    admin,
    house,
    async terminal(audience, settings = {}) {
      const dataDir = folder();
      folders.push(dataDir);
      const one = await startTerminal(fund, dataDir, audience, settings);
      started.push(one);
      return one;
    },
    audited: action =>
      withClient(fund.url, async client => {
        const { rows } = await client.query<Record<string, unknown>>(
          `select role, actor, account_id, reason, details, visit, shift from terminal.audit where action = $1
           order by received_at, at`,
          [action],
        );
        return rows;
      }),
    async close() {
      await Promise.all(started.map(({ program }) => program.close()));
      await owner.close();
      folders.forEach(removeFolder);
      await fund.drop();
    },
  };
}
