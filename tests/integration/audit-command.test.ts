// `npm run audit` on a real log: whole, it says so; a line altered, taken out, put in or taken off the end is named.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { openCabinet, registered } from '../support/cabinet-rig.ts';
import { type FundDatabase, freshFundDatabase, inFund } from '../support/postgres.ts';

const script = fileURLToPath(new URL('../../src-main/cli/audit.ts', import.meta.url));
let fund: FundDatabase;
let folder: string;
let lines: ReturnType<AuditLines['next']>[];
let hall: AuditLines;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kapremont-audit-'));
  fund = await freshFundDatabase();
  hall = new AuditLines();
  lines = Array.from({ length: 6 }, (_, n) =>
    hall.next({ details: { n, words: 'ёж «№ 5» "\\"' }, accountId: n || null }),
  );
  await send(...lines);
  // both chains of another terminal
  const cabinet = openCabinet(fund);
  await registered(fund, cabinet, 'zhitel');
  await cabinet.close();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await fund.drop();
});

async function send(...items: typeof lines): Promise<void> {
  const source = createFundPostgres(fund.terminalOf(hall.terminalId));
  await source.send(items.map(({ id, ...payload }) => ({ id, kind: 'audit', payload: { ...payload } })));
  await source.close();
}

function audit(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, KAPREMONT_FUND_ADMIN: fund.url },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', text => (stdout += text));
    child.stderr.on('data', text => (stderr += text));
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

/** As whoever owns the table could. */
const behindTheTriggers = (statement: string) =>
  inFund(
    fund,
    'alter table terminal.audit disable trigger user',
    statement,
    'alter table terminal.audit enable trigger user',
  );

test('a whole log is said to be whole, in both languages', async () => {
  expect(await audit('--verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('Журнал цел') as string });
  const { code, stdout } = await audit('--verify', '--lang', 'en');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Terminals: 2, lines: \d+\nThe log is whole\n$/)]);
  expect((await audit('--verify', '--from', new Date().toISOString().slice(0, 10))).code).toBe(0);
});

test('a line that was altered is named', async () => {
  await behindTheTriggers(`update terminal.audit set actor = 'petrov' where id = '${lines[2]!.id}'`);
  const { code, stdout } = await audit('--verify');
  expect([code, stdout]).toEqual([1, expect.stringMatching(new RegExp(`хеш строки.*${lines[2]!.id}.*\\[hash\\]`))]);
});

test('a line that was taken out is named by the one after it', async () => {
  await behindTheTriggers(`delete from terminal.audit where id = '${lines[2]!.id}'`);
  const { code, stdout } = await audit('--verify', '--lang', 'en');
  expect([code, stdout]).toEqual([1, expect.stringMatching(new RegExp(`missing: ${lines[3]!.id}.*\\[gap\\]`))]);
});

test('a line put in beside another is a fork, and one an administrator let in is none', async () => {
  const beside = new AuditLines(hall.terminalId, lines[3]!.hash).next({ action: 'proof.failed' });
  await inFund(fund, `select terminal.admit_branch('${hall.terminalId}', '${lines[3]!.hash}')`);
  await send(beside);
  expect((await audit('--verify')).code).toBe(0);
  await inFund(fund, `delete from terminal.chain where branch_of is not null`);
  const { code, stdout } = await audit('--verify');
  expect([code, stdout]).toEqual([1, expect.stringMatching(/\[fork\]/)]);
});

test('the newest line taken off is missed by the fund, and by a sheet of an earlier day when the fund was told to forget', async () => {
  const sheet = join(folder, 'anchor.txt');
  const { stdout: anchor } = await audit('--anchor');
  expect(anchor).toContain(`${hall.terminalId} outbox ${lines.at(-1)!.hash}`);
  writeFileSync(sheet, anchor);
  expect((await audit('--verify', '--against', sheet)).code).toBe(0);
  await behindTheTriggers(`delete from terminal.audit where id = '${lines.at(-1)!.id}'`);
  expect(await audit('--verify')).toMatchObject({ code: 1, stdout: expect.stringContaining('[endMissing]') as string });
  await inFund(fund, `update terminal.chain set head = '${lines.at(-2)!.hash}' where head = '${lines.at(-1)!.hash}'`);
  expect((await audit('--verify')).code).toBe(0);
  const against = await audit('--verify', '--against', sheet);
  expect(against).toMatchObject({ code: 1, stdout: expect.stringContaining('[anchorMissing]') as string });
  writeFileSync(sheet, anchor.replace(lines.at(-1)!.hash, lines.at(-2)!.hash));
  expect(await audit('--verify', '--against', sheet)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('сумма') as string,
  });
});

test('a terminal that says nothing for days is told, and is no fault', async () => {
  await inFund(
    fund,
    `update terminal.terminal set last_seen = now() - interval '10 days', name = 'Зал 7' where id = '${hall.terminalId}'`,
  );
  const { code, stdout } = await audit('--verify');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/Молчат больше трёх дней: 1\n {2}Зал 7 .*10 сут\./)]);
});

test('nothing to do and a wrong day are refused in words, with code 2', async () => {
  for (const args of [[], ['--verify', '--anchor'], ['--verify', '--from', 'вчера'], ['--verify', '--lang', 'de']])
    expect((await audit(...args)).code, args.join(' ')).toBe(2);
});
