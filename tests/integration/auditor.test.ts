// The auditor through the program's own door, over one PostgreSQL: reads the log of every terminal and does nothing else, here and at the fund.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addCabinetUser } from '../support/cabinet-users.ts';
import { inFund, withClient } from '../support/postgres.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let fund: StaffRig['fund'];
let audited: StaffRig['audited'];
let desk: Terminal;
let hall: Terminal;
const proof = { account: 5, paidOn: '2026-10-05', amount: '222,04' };
const everything = { days: null };

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', petrov: 'admin', revizor: 'auditor' });
  ({ fund, audited } = rig);
  [desk, hall] = await Promise.all([rig.terminal('desk'), rig.terminal('kiosk')]);
  await hall.good('proof.submit', proof);
  await hall.good('statement.get', { account: 5 });
  await desk.good('staff.signIn', { login: 'ivanova', password });
  const opening = { account: 5, reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
  await desk.good('staff.openByDocument', opening);
  await eventually(async () => (await audited('staff.accountOpened')).length > 0);
  await eventually(async () => (await audited('view.shown')).length > 0);
});
afterAll(() => rig.close());
beforeEach(async () => {
  await desk.good('staff.signOut', {});
  await desk.good('visit.end', {});
  await desk.good('staff.signIn', { login: 'revizor', password });
});

/** At the fund as the desk's stolen login would, by these tokens. */
async function atFund(statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return withClient(
    fund.terminalOf(desk.dataDir),
    async client => (await client.query<Record<string, unknown>>(statement, values)).rows,
  );
}

/** A session of a member of staff at the desk's login, as a sign-in begins one. */
const tokenOf = (login: string) =>
  withClient(fund.terminalOf(desk.dataDir), async client => {
    const token = `token of ${login}`;
    await inFund(
      fund,
      `insert into cabinet.session (token_hash, person, staff, epoch, login)
       select sha256('${token}'), s.id, true, s.session_epoch, t.login from cabinet.staff s, terminal.terminal t
       where s.login = '${login}' and t.name = 'Стойка' on conflict do nothing`,
    );
    await client.query('select 1');
    return token;
  });

test('an auditor finds what was done with an account anywhere, newest first, in plain words', async () => {
  const { rows, more } = await desk.good('audit.find', { account: '100 005' });
  expect(more).toBe(false);
  expect(rows.map(({ what, terminal }) => [what.ru, terminal])).toEqual(
    expect.arrayContaining([
      ['Счёт открыт сотрудником по документу', 'Стойка'],
      ['Показано на экране', 'Зал 1'],
      ['Счёт открыт по дате и сумме платежа', 'Зал 1'],
    ]),
  );
  const opened = rows.find(({ what }) => what.ru === 'Счёт открыт сотрудником по документу');
  expect(opened).toMatchObject({
    who: { ru: 'Сотрудник ivanova (ivanova), оператор' },
    accountNumber: '100005',
    more: { ru: 'квитанций нет; документ: паспорт; последние знаки: 1234' },
  });
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

test('filters narrow it down: who, where, what and from which day to which', async () => {
  const { terminals, actions } = await desk.good('audit.choices', {});
  expect(terminals.map(({ name }) => name)).toEqual(['Зал 1', 'Стойка']);
  expect(actions).toContainEqual({
    action: 'proof.failed',
    words: { ru: 'Дата и сумма платежа не подошли', en: expect.any(String) as string },
  });
  const found = async (filter: object) => (await desk.good('audit.find', filter)).rows;
  expect((await found({ actor: 'Ivanova' })).every(({ who }) => who.ru.includes('ivanova'))).toBe(true);
  const inHall = await found({ terminal: terminals[0]!.id });
  expect(inHall.length).toBeGreaterThan(0);
  expect(new Set(inHall.map(({ terminal }) => terminal))).toEqual(new Set(['Зал 1']));
  expect(new Set((await found({ action: 'staff.accountOpened' })).map(({ what }) => what.ru)).size).toBe(1);
  expect(await found({ to: '2020-01-01' })).toEqual([]);
  expect(codeOf(await desk.call('audit.find', { account: '100999' }))).toBe('audit.noAccount');
  expect(await found({ action: '=cmd|calc; Иванов, паспорт 1234' })).toEqual([]);
  expect(JSON.stringify(await audited('audit.read'))).not.toContain('Иванов');
  for (const [from, to] of [
    ['2020-01-01', '9999-12-31'],
    ['0001-01-01', '9999-12-30'],
  ])
    expect((await found({ from, to })).length).toBeGreaterThan(0);
  expect(await found({ from: '2020-01-01', to: '2020-12-31', account: '100005' })).toEqual([]);
});

test('an account whose number has a sign in it is found as people write it', async () => {
  await inFund(fund, `update fund.account set number = 'К-100/2' where id = 5`);
  try {
    await eventually(async () => codeOf(await desk.call('audit.find', { account: 'К-100/2' })) === 'ok');
    for (const account of ['К-100/2', 'к-100/2', 'к 100/2', '№ К-100/2'])
      expect((await desk.good('audit.find', { account })).rows.length, account).toBeGreaterThan(0);
  } finally {
    await inFund(fund, `update fund.account set number = '100005' where id = 5`);
    await eventually(async () => codeOf(await desk.call('audit.find', { account: '100005' })) === 'ok');
  }
});

test('it comes page by page, and none is given twice or left out', async () => {
  for (let i = 0; i < 60; i++) await desk.good('audit.find', { action: 'audit.verified' });
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const page: Awaited<ReturnType<typeof desk.good<'audit.find'>>> = await desk.good('audit.find', {
      action: 'audit.read',
      after,
    });
    expect(page.rows.length).toBeLessThanOrEqual(50);
    seen.push(...page.rows.map(({ id }) => id));
    after = page.rows.at(-1)?.id ?? null;
    ({ more } = page);
  }
  expect(seen.length).toBeGreaterThanOrEqual(60);
  expect(new Set(seen).size).toBe(seen.length);
});

test('each reading is a line of the log with who read and by what, and what was typed is not in it', async () => {
  await desk.good('audit.find', {
    account: '100007',
    actor: 'кто-то чужой',
    action: 'proof.failed',
    from: '2026-11-01',
  });
  expect((await audited('audit.read')).at(-1)).toMatchObject({
    role: 'auditor',
    actor: 'revizor',
    account_id: '7',
    details: { terminal: 'Стойка', actor: '?', action: 'proof.failed' },
  });
  expect(JSON.stringify(await audited('audit.read'))).not.toContain('чужой');
  await desk.good('audit.find', { actor: 'ivanova' });
  const line = (await audited('audit.read')).at(-1);
  expect(line).toMatchObject({ details: { actor: 'ivanova' } });
  expect(line?.['shift']).not.toBeNull();
  await desk.good('audit.verify', everything);
  expect((await audited('audit.verified')).at(-1)).toMatchObject({
    role: 'auditor',
    actor: 'revizor',
    details: { since: '' },
  });
});

test('what is found is saved as a table', async () => {
  const { folder, file, lines, more } = await desk.good('audit.save', { account: '100005' });
  const table = readFileSync(join(folder, file), 'utf8');
  expect(more).toBe(false);
  expect(table.trimEnd().split('\r\n')).toHaveLength(lines + 1);
  expect(table).toContain('Счёт открыт сотрудником по документу');
  await eventually(async () => (await audited('audit.saved')).length > 0);
});

describe('a check of the log', () => {
  test('says that a whole one is whole, with how much was checked', async () => {
    const { terminals, lines, faults } = await desk.good('audit.verify', everything);
    expect([terminals, faults]).toEqual([2, []]);
    expect(lines).toBeGreaterThan(5);
    expect((await desk.good('audit.verify', { days: 1 })).faults).toEqual([]);
  });

  test('names the first broken line of each terminal, its gaps, forks and missing ends, and who is silent', async () => {
    const client = `alter table terminal.audit disable trigger user`;
    const { rows } = await withClient(fund.url, each =>
      each.query<{ id: string }>(
        `select a.id from terminal.audit a join terminal.terminal t on t.id = a.terminal_id where t.name = 'Зал 1' order by a.received_at, a.at`,
      ),
    );
    const [first, second] = rows.map(({ id }) => id);
    const spoil = (statement: string) =>
      inFund(fund, client, statement, 'alter table terminal.audit enable trigger user');
    await spoil(`update terminal.audit set actor = 'petrov' where id = '${first!}'`);
    expect((await desk.good('audit.verify', everything)).faults).toEqual([
      { terminal: 'Зал 1', fault: 'hash', times: 1, line: expect.objectContaining({ id: first }) as object },
    ]);
    await spoil(`update terminal.audit set actor = '' where id = '${first!}'`);
    await spoil(`create table kept as select * from terminal.audit where id = '${first!}'`);
    await spoil(`delete from terminal.audit where id = '${first!}'`);
    expect((await desk.good('audit.verify', everything)).faults).toEqual([
      { terminal: 'Зал 1', fault: 'gap', times: 1, line: expect.objectContaining({ id: second }) as object },
    ]);
    await spoil(`insert into terminal.audit select * from kept`);
    await spoil(
      `update terminal.chain set head = repeat('a', 64) where kind = 'outbox' and terminal_id = (select terminal_id from kept)`,
    );
    await inFund(fund, `update terminal.terminal set last_seen = now() - interval '10 days' where name = 'Зал 1'`);
    const { faults, silent } = await desk.good('audit.verify', everything);
    expect(faults).toEqual([{ terminal: 'Зал 1', fault: 'endMissing', times: 1, line: null }]);
    expect(silent).toEqual([{ terminal: 'Зал 1', days: 10 }]);
    await spoil(
      `insert into terminal.audit select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'received_at', now()))).* from kept k`,
    );
    const forked = (await desk.good('audit.verify', everything)).faults.map(({ fault }) => fault);
    expect(forked).toContain('fork');
    await spoil(
      `delete from terminal.audit a using kept k where a.prev_hash = k.prev_hash and a.terminal_id = k.terminal_id and a.id <> k.id`,
    );
    await spoil(
      `update terminal.chain c set head = (select a.hash from terminal.audit a where a.terminal_id = c.terminal_id
         and not exists (select from terminal.audit n where n.terminal_id = a.terminal_id and n.prev_hash = a.hash) limit 1) where c.head = repeat('a', 64)`,
    );
    await inFund(fund, 'drop table kept');
    expect((await desk.good('audit.verify', everything)).faults).toEqual([]);
  });
});

describe('rights', () => {
  test('an auditor opens no account, prints nothing and lifts no lock', async () => {
    const right = await desk.call('proof.submit', proof);
    expect(codeOf(right)).toBe('staff.notForAuditor');
    const opening = { account: 5, reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
    expect(codeOf(await desk.call('staff.openByDocument', opening))).toBe('staff.notForAuditor');
    expect(codeOf(await desk.call('staff.locks', {}))).toBe('staff.notForAuditor');
    expect(codeOf(await desk.call('lookup.byNumber', { number: '100005' } as never))).toBe('staff.notForAuditor');
    expect(codeOf(await desk.call('cabinet.signIn', { login: 'x', password: 'y', remember: false }))).toBe(
      'staff.notForAuditor',
    );
  });

  test('an operator reads nothing of the log, an administrator does, and nobody without a shift', async () => {
    await desk.good('staff.signIn', { login: 'ivanova', password });
    for (const [method, input] of [
      ['audit.find', {}],
      ['audit.verify', everything],
      ['audit.choices', {}],
      ['audit.save', {}],
    ] as const)
      expect(codeOf(await desk.call(method, input as never))).toBe('staff.auditorNeeded');
    await desk.good('staff.signIn', { login: 'petrov', password });
    expect((await desk.good('audit.find', {})).rows.length).toBeGreaterThan(0);
    await desk.good('staff.signOut', {});
    expect(codeOf(await desk.call('audit.find', {}))).toBe('staff.signInNeeded');
  });

  test('a terminal’s stolen login gets nothing of the log without an auditor’s token, and no work of a clerk with one', async () => {
    await addCabinetUser(fund.url, 'zhitel');
    await inFund(
      fund,
      `insert into cabinet.application (number, job, account_id, address, terminal_id) values (1, gen_random_uuid(), 5, '', gen_random_uuid())`,
    );
    const [clerk, auditor] = [await tokenOf('ivanova'), await tokenOf('revizor')];
    for (const token of ['', 'придуманный', clerk])
      for (const call of [
        `cabinet.ask_audit($1, 'find', '{}', null, null)`,
        `cabinet.ask_audit($1, 'verify', '{"since": "-infinity"}', null, null)`,
        `cabinet.audit_terminals($1)`,
      ])
        await expect(atFund(`select * from ${call}`, [token])).rejects.toThrow(
          /session is over|not for the role operator/,
        );
    for (const call of [
      `cabinet.locks($1)`,
      `cabinet.open_applications($1, 5)`,
      `cabinet.handle_application($1, 1)`,
      `cabinet.lift_lock($1, gen_random_uuid(), 'account', '5')`,
      `cabinet.certificate($1, '123456789012')`,
      `cabinet.attacks($1)`,
      `cabinet.accept_data($1, '{}')`,
    ])
      await expect(atFund(`select * from ${call}`, [auditor]), call).rejects.toThrow(
        /not for the role auditor|permission denied|administrator/,
      );
    for (const sql of [
      'select * from terminal.audit',
      `select terminal.note('admin', 'petrov', 1, 'staff.accountOpened', '{}', null, null)`,
      `select cabinet.auditor_of('${auditor}')`,
    ])
      await expect(atFund(sql)).rejects.toThrow(/permission denied/);
  });

  test('whoever has the desk’s login and an auditor’s token leaves a line all the same', async () => {
    const before = (await audited('audit.read')).length;
    const [asked] = await atFund(
      `select cabinet.ask_audit($1, 'find', '{"account": "100005"}', null, null) as ticket`,
      [await tokenOf('revizor')],
    );
    const rows = await atFund(`select * from cabinet.find_audit($1, null, 50)`, [asked!['ticket']]);
    expect(rows.length).toBeGreaterThan(0);
    const after = await audited('audit.read');
    expect([after.length, after.at(-1)]).toEqual([
      before + 1,
      expect.objectContaining({ actor: 'revizor', account_id: '5' }),
    ]);
    expect((await desk.good('audit.verify', everything)).faults).toEqual([]);
  });
});

test('a reading that is taken back with its line reads nothing, nor does another login’s ticket or an old one', async () => {
  const token = await tokenOf('revizor');
  const ask = `select cabinet.ask_audit('${token}', 'find', '{}', null, null) as ticket`;
  await withClient(fund.terminalOf(desk.dataDir), async client => {
    await client.query('begin');
    const { rows } = await client.query<{ ticket: string }>(ask);
    await client.query('savepoint one');
    for (const call of [`find_audit('${rows[0]!.ticket}', null, 50)`, `verify_audit('${rows[0]!.ticket}')`]) {
      await expect(client.query(`select * from cabinet.${call}`)).rejects.toThrow(/written down first/);
      await client.query('rollback to savepoint one');
    }
    await client.query('rollback');
  });
  const [given] = await atFund(ask);
  await withClient(fund.terminalOf(hall.dataDir), async client => {
    await expect(client.query(`select * from cabinet.find_audit('${given!['ticket']}', null, 50)`)).rejects.toThrow();
  });
  await inFund(fund, `update cabinet.audit_reading set made_at = made_at - interval '2 minutes'`);
  await expect(atFund(`select * from cabinet.find_audit('${given!['ticket']}', null, 50)`)).rejects.toThrow(/first/);
});

describe('what the administrator does at the database', () => {
  const lines = () =>
    withClient(fund.url, async client => {
      const { rows } = await client.query<{
        action: string;
        details: Record<string, unknown>;
        actor: string;
        account_id: string | null;
      }>(
        `select action, details, actor, account_id from terminal.audit where terminal_id = '00000000-0000-0000-0000-000000000000' order by received_at, at`,
      );
      return rows;
    });

  test('leaves a line: staff, locks, a terminal’s login, a branch of a chain, accepted data', async () => {
    await rig.admin.add({
      login: 'novaya',
      loginNorm: 'novaya',
      name: 'Новая',
      role: 'operator',
      passwordHash: '$argon2id$x',
    });
    await rig.admin.setRole('novaya', 'admin');
    await rig.admin.setDisabled('novaya', true);
    for (let i = 0; i < 6; i++) await hall.call('proof.submit', { account: 9, paidOn: '2026-10-05', amount: '1,00' });
    await eventually(async () => (await rig.admin.unlock('100009', '100009')) > 0);
    expect(await rig.admin.unlock('100009', '100009')).toBe(0);
    const other = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
    await inFund(
      fund,
      `select terminal.bind('${other}', 'kiosk_new')`,
      `select terminal.release('kiosk_new')`,
      `select terminal.admit_branch(a.terminal_id, a.hash) from (
         select * from terminal.audit where action = 'proof.succeeded' order by received_at limit 1) a`,
      `insert into terminal.accepted_data (until, terminal_id, staff, counts) values (now(), '${other}', 'petrov', '{"a": 1}')`,
    );
    const told = (await lines()).map(({ action, details }) => [
      action,
      details['change'] ?? details['scope'] ?? details['login'] ?? '',
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['admin.staffChanged', 'added'],
        ['admin.staffChanged', 'role'],
        ['admin.staffChanged', 'disabled'],
        ['admin.lockLifted', 'account'],
        ['admin.terminalBound', 'kiosk_new'],
        ['admin.terminalReleased', 'kiosk_new'],
        ['admin.branchAdmitted', ''],
        ['admin.dataAccepted', 'insert'],
      ]),
    );
    expect(told.filter(([action]) => action === 'admin.lockLifted')).toHaveLength(1);
    const lifted = (await lines()).find(({ action }) => action === 'admin.lockLifted');
    expect(lifted).toMatchObject({ account_id: '9', details: { at: 'Зал 1' } });
    await inFund(fund, `delete from terminal.chain where branch_of is not null`);
  });

  test('is found and checked with all else, and is in nobody’s power to change', async () => {
    const { rows } = await desk.good('audit.find', { account: '100009' });
    // the reading itself is the newest
    expect(rows[1]).toMatchObject({
      what: { ru: 'Запрет снят командой администратора' },
      terminal: 'База фонда',
      who: { ru: expect.stringContaining('администратор базы') as string },
    });
    expect((await desk.good('audit.verify', everything)).faults).toEqual([]);
    await expect(
      inFund(fund, `update terminal.audit set actor = 'x' where action = 'admin.lockLifted'`),
    ).rejects.toThrow(/append-only/);
    await expect(inFund(fund, `delete from terminal.audit where action = 'admin.lockLifted'`)).rejects.toThrow(
      /append-only/,
    );
  });

  test('a terminal’s login writes no such line', async () => {
    const last = await withClient(
      fund.url,
      async client =>
        (
          await client.query<{ head: string }>(
            `select head from terminal.chain where terminal_id = '00000000-0000-0000-0000-000000000000' and kind = 'cabinet'`,
          )
        ).rows[0]?.head,
    );
    await expect(atFund(`select terminal.admin_note('admin.lockLifted', 1, '{}')`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      atFund(
        `insert into terminal.audit (id, terminal_id, at, role, action, details, prev_hash, hash)
         values (gen_random_uuid(), '00000000-0000-0000-0000-000000000000', now(), 'database', 'admin.lockLifted', '{}', $1, 'x')`,
        [last],
      ),
    ).rejects.toThrow(/administrator is not the login/);
  });
});
