// A certificate of debt on its way: printed at a kiosk, sent through the outbox, looked up at the desk by its code.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, MethodName, Output, Result } from '#contract';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import { compose } from '../../src-main/compose.ts';
import type { Program } from '../../src-main/program.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { Settings } from '../../src-main/settings.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { cableTo } from '../support/cable.ts';
import { seedFund } from '../support/fund-seed.ts';
import { pdfText } from '../support/pdf.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';

const password = 'Берёза-и-4-сосны';
const folders: string[] = [];
let fund: FundDatabase;
let hall: Terminal;
let desk: Terminal;

interface Terminal {
  program: Program;
  printed: string;
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
}

async function terminal(audience: 'kiosk' | 'desk', fundUrl?: string): Promise<Terminal> {
  const dataDir = folder();
  folders.push(dataDir);
  const printed = join(dataDir, 'printed');
  mkdirSync(printed);
  const settings = Settings.parse({
    dataDir,
    fundUrl: fundUrl ?? fund.terminalOf(dataDir),
    audience,
    terminalName: audience === 'desk' ? 'Стойка' : 'Зал 1',
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
  });
  const program = await compose(settings, { checkOutputs: true, log: 'file' });
  const call: Terminal['call'] = async (method, input) =>
    (await program.dispatch({ audience }, method, input)) as Result<Output<typeof method>>;
  await eventually(async () => {
    const info = await call('system.info', {});
    return info.ok && info.value.freshness.state === 'fresh';
  });
  return { program, printed, call };
}

const terminals = () => ({ hall, desk });

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 6, ['2026-09', '2026-10']));
  const owner = createFundDatabase(fund.url);
  const passwordHash = await argon2Passwords().hash(password);
  await createStaffAdmin(owner).add({
    login: 'ivanova',
    loginNorm: loginNorm('ivanova'),
    name: 'Иванова',
    role: 'operator',
    passwordHash,
  });
  await owner.close();
  [hall, desk] = await Promise.all([terminal('kiosk'), terminal('desk')]);
  expect(await desk.call('staff.signIn', { login: 'ivanova', password })).toMatchObject({ ok: true });
});
afterAll(async () => {
  await Promise.all([hall.program.close(), desk.program.close()]);
  folders.forEach(removeFolder);
  await fund.drop();
});

async function printedText(hall = terminals().hall): Promise<string> {
  const [last] = await withClient(fund.url, async client => {
    const { rows } = await client.query<{ paid_on: string; amount: string }>(
      `select paid_on::text, amount::text from exchange.payment where account_id = 1 order by paid_on desc limit 1`,
    );
    return rows;
  });
  const paidOn = last?.paid_on ?? '';
  const amount = formatKopecks(Number(last?.amount));
  const opened = await hall.call('proof.submit', { account: 1, paidOn, amount });
  expect(opened).toMatchObject({ ok: true });
  const job = randomUUID();
  expect(await hall.call('documents.certificate', { account: 1, job })).toMatchObject({ ok: true });
  await eventually(async () => {
    const found = await hall.call('documents.job', { job });
    return found.ok && found.value.state === 'done';
  });
  const files = readdirSync(hall.printed).filter(name => name.endsWith('.pdf'));
  return pdfText(readFileSync(join(hall.printed, files.at(-1) ?? '')));
}

test('a certificate printed at a kiosk is found at the desk by the code on its paper', async () => {
  const text = await printedText();
  expect(text).not.toContain('Справку выдал');
  const number = /№ (С-[0-9A-F]{6}-\d{6})/.exec(text)?.[1];
  const code = /\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? '';
  await eventually(async () => (await desk.call('staff.certificate', { code })).ok);
  expect(await desk.call('staff.certificate', { code })).toMatchObject({
    ok: true,
    value: { number, accountNumber: '100001', terminal: 'Зал 1' },
  });
  const found = await desk.call('staff.certificate', { code });
  const owed = found.ok ? found.value.amount : 0;
  const kept = await withClient(fund.url, async client => {
    const { rows } = await client.query<{ action: string; number: string | null }>(
      `select action, details->>'number' as number from terminal.audit where action like '%ertificate%' order by at`,
    );
    return rows;
  });
  expect(kept).toContainEqual({ action: 'certificate.issued', number });
  expect(kept).toContainEqual({ action: 'certificate.printed', number: null });
  const statement = await hall.call('statement.get', { account: 1 });
  expect(statement).toMatchObject({ ok: true, value: { header: { balance: owed } } });
});

test('a certificate given out on shift names the clerk; while the fund is away it is found where it was given out', async () => {
  const cable = await cableTo(fund.terminalOf('beyond the cable'));
  const other = await terminal('desk', cable.url);
  expect(await other.call('staff.signIn', { login: 'ivanova', password })).toMatchObject({ ok: true });
  cable.pull();
  const text = await printedText(other);
  expect(text).toContain('Справку выдал сотрудник фонда: Иванова');
  const code = /\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? '';
  expect(await other.call('staff.certificate', { code })).toMatchObject({
    ok: true,
    value: { accountNumber: '100001', terminal: 'Стойка' },
  });
  expect(await other.call('staff.certificate', { code: '0000-0000-0000' })).toMatchObject({
    error: { code: 'staff.away' },
  });
  expect(await desk.call('staff.certificate', { code })).toMatchObject({ error: { code: 'certificate.codeUnknown' } });
  await other.program.close();
  await cable.close();
});

test('a code that is none, and one the fund does not have, are told apart', async () => {
  expect(await desk.call('staff.certificate', { code: '12' })).toMatchObject({
    error: { code: 'certificate.codeMalformed', field: 'code' },
  });
  expect(await desk.call('staff.certificate', { code: '0000-0000-0000' })).toMatchObject({
    error: { code: 'certificate.codeUnknown', field: 'code' },
  });
});

test('a kiosk looks nothing up, and a terminal cannot read what others certified', async () => {
  expect(await hall.call('staff.certificate', { code: '0000-0000-0000' })).toMatchObject({ ok: false });
  await expect(
    withClient(fund.terminalUrl, client => client.query('select * from terminal.certificate')),
  ).rejects.toThrow(/permission denied/);
});

test('numbers go on after a restart and are never given twice', async () => {
  const dataDir = folder();
  folders.push(dataDir);
  const keys = await keysOf(dataDir);
  const given: string[] = [];
  for (let start = 0; start < 2; start++) {
    const store = await openStore({ dataDir, keys, log: listeningLog() });
    const one = () =>
      store.terminalStore.addCertificate(
        {
          accountId: 1,
          accountNumber: '1',
          amount: 0,
          overdue: 0,
          day: '2026-11-28',
          issuedAt: '2026-11-28T09:00:00.000Z',
        },
        { action: 'certificate.issued', details: {} },
      );
    given.push(...(await Promise.all([one(), one()])).map(({ number }) => number.slice(-6)));
    await store.close();
  }
  expect(given.toSorted()).toEqual(['000001', '000002', '000003', '000004']);
});
