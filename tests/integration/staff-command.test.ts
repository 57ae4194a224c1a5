// `npm run staff` as the fund's administrator runs it: over a real fund, the password through a pipe, a wrong word refused in a sentence.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';

const script = fileURLToPath(new URL('../../src-main/cli/staff.ts', import.meta.url));
const password = 'Берёза-и-4-сосны';
let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());

function staff(args: string[], { typed = '', url = fund.url as string | null } = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve => {
    const env: NodeJS.ProcessEnv = { ...process.env };
    delete env['KAPREMONT_FUND_ADMIN'];
    if (url) env['KAPREMONT_FUND_ADMIN'] = url;
    const child = spawn(process.execPath, [script, ...args], { env });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', text => (stdout += text));
    child.stderr.on('data', text => (stderr += text));
    child.stdin.end(typed);
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

const row = () =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{
      password_hash: string;
      role: string;
      disabled: boolean;
      session_epoch: number;
    }>('select password_hash, role, disabled, session_epoch from cabinet.staff');
    return rows;
  });
const answers = (kept: string, answer: string) =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{ right: boolean }>('select cabinet.answers($1, $2) as right', [kept, answer]);
    return rows[0]?.right;
  });
const add = ['--add', 'Ivanova', '--name', 'Иванова Мария Петровна', '--role', 'operator'];

test('adds one whose password works, lists them, and refuses the same name twice', async () => {
  expect(await staff(add, { typed: `${password}\n` })).toMatchObject({
    code: 0,
    stdout:
      'Иванова Мария Петровна (оператор) входит как «Ivanova». При первом входе программа попросит сменить пароль.\n',
  });
  const [hired] = await row();
  const { password_hash: kept } = hired!;
  const answer = await argon2Passwords().answer(kept, password);
  expect(await answers(kept, answer)).toBe(true);
  // what is kept there is no answer itself
  expect(await answers(kept, kept)).toBe(false);
  expect((await staff(['--list'])).stdout).toMatch(/^Ivanova +оператор +Иванова Мария Петровна\n$/);
  const again = await staff([...add.slice(0, 1), 'IVANOVA', ...add.slice(2)], { typed: password });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('уже есть')]);
  expect(await row()).toHaveLength(1);
});

test('a new password, other rights, a closed and an opened door: each ends the shifts begun before', async () => {
  const epoch = async () => (await row())[0]!.session_epoch;
  const before = await epoch();
  expect((await staff(['--password', 'ivanova'], { typed: 'Клён-и-7-рябин' })).code).toBe(0);
  expect((await staff(['--change', 'ivanova', '--role', 'admin'])).stdout).toContain('теперь администратор');
  expect((await staff(['--disable', 'ivanova'])).code).toBe(0);
  expect((await staff(['--list'])).stdout).toContain('вход закрыт');
  expect((await staff(['--enable', 'ivanova'])).code).toBe(0);
  expect(await epoch()).toBe(before + 4);
  expect((await row())[0]).toMatchObject({ role: 'admin', disabled: false });
});

test('every change is told by --history, by hand made ones too, and none can be taken back', async () => {
  await withClient(fund.url, async dba => {
    await dba.query(`update cabinet.staff set role = 'operator', disabled = true`);
    await dba.query(`delete from cabinet.staff`);
    await expect(dba.query('delete from cabinet.staff_history')).rejects.toThrow(/append-only/);
    await expect(dba.query(`update cabinet.staff_history set by_login = 'nobody'`)).rejects.toThrow(/append-only/);
  });
  const { stdout, stderr } = await staff(['--history']);
  expect(stderr).toBe('');
  const changes = stdout.trim().split('\n').toReversed();
  expect(changes.map(line => line.replace(/^\S+\s+Ivanova\s+(.+) — \S+$/, '$1'))).toEqual([
    'добавлен (оператор)',
    'новый пароль (оператор)',
    'другие права (администратор)',
    'вход закрыт (администратор)',
    'вход открыт (администратор)',
    'другие права (оператор)',
    'вход закрыт (оператор)',
    'удалён (оператор)',
  ]);
});

test.each([
  ['no database', ['--list'], /Назовите базу фонда/],
  ['nothing to do', [], /npm run staff/],
  ['two things at once', ['--list', '--history'], /npm run staff/],
  ['an unknown role', [...add.slice(0, 5), 'boss'], /operator, admin или auditor/],
  ['no name', ['--add', 'petrov', '--role', 'admin'], /назовите сотрудника/],
  ['a name of signs', ['--add', 'a b', '--name', 'А', '--role', 'admin'], /имя/i],
  ['a leaked password', ['--add', 'petrov', '--name', 'Петров', '--role', 'admin'], /пароль/i],
  ['nobody of that name', ['--disable', 'nobody'], /Сотрудника «nobody» нет/],
  ['an unknown option', ['--fire', 'ivanova'], /--fire/],
])('%s is refused in words, with code 2', async (what, args, words) => {
  const { code, stderr, stdout } = await staff(args, {
    typed: 'qwerty123',
    url: what === 'no database' ? null : fund.url,
  });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/at .*\.ts:\d+/);
});

test('a terminal’s login can neither list nor change staff, and is told why not', async () => {
  const { code, stderr } = await staff(['--list'], { url: fund.terminalUrl });
  expect(code).toBe(1);
  expect(stderr).toMatch(/permission denied/);
});

test('lifts the locks of a name, of an account and of a terminal, and says when there are none', async () => {
  const terminal = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
  await staff(add, { typed: password });
  await withClient(fund.url, async client => {
    await client.query(`select terminal.bind($1, 'terminal_test')`, [terminal]);
    await client.query(`update terminal.terminal set name = 'Зал 7' where id = $1`, [terminal]);
    await client.query(
      `insert into cabinet.attempt_limit (key, login, locked_until)
       select cabinet.name_key('staff', s.login_norm), 'terminal_test', now() + interval '1 hour' from cabinet.staff s`,
    );
    for (const scope of ['proof', 'letters'])
      await client.query(
        `insert into terminal.lock (terminal_id, scope, key, locked_until) values ($1, $2, '', now() + interval '1 hour')`,
        [terminal, scope],
      );
  });
  expect(await staff(['--unlock', 'IVANOVA'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('запретов: 1.') as string,
  });
  const lines = await withClient(fund.url, client =>
    client.query<{ os: string; actor: string }>(
      `select a.details ->> 'os' as os, a.actor, session_user as owner from terminal.audit a where a.action = 'admin.lockLifted'`,
    ),
  );
  expect(lines.rows[0]).toMatchObject({
    os: userInfo().username,
    actor: (lines.rows[0] as unknown as { owner: string }).owner,
  });
  expect((await staff(['--unlock', 'ivanova'])).code).toBe(2);
  expect((await staff(['--unlock', 'Зал 7'])).stdout).toContain('Снято запретов: 2.');
  const nothing = await staff(['--unlock', '123456']);
  expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('ничего не закрыто')]);
});
