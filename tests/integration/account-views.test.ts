// «Кто смотрел мой счёт» over one PostgreSQL: an owner prints from the cabinet who did what with an attached account, and nobody else can.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { addCabinetUser } from '../support/cabinet-users.ts';
import { pdfText } from '../support/pdf.ts';
import { inFund, withClient } from '../support/postgres.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let fund: StaffRig['fund'];
let audited: StaffRig['audited'];
let desk: Terminal;
let hall: Terminal;
const users = new Map<string, string>();

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', revizor: 'auditor' });
  ({ fund, audited } = rig);
  const hash = await argon2Passwords().hash(password);
  for (const [login, account] of [
    ['zhitel', 5],
    ['sosed', 6],
    ['rodnya', 5],
  ] as const) {
    const id = await addCabinetUser(fund.url, login);
    users.set(login, id);
    await withClient(fund.url, async client => {
      await client.query('update cabinet.app_user set password_hash = $2 where id = $1', [id, hash]);
      await client.query('insert into cabinet.attached_account (user_id, account_id) values ($1, $2)', [id, account]);
    });
  }
  [desk, hall] = await Promise.all([rig.terminal('desk'), rig.terminal('kiosk')]);
  const proof = { account: 5, paidOn: '2026-10-05', amount: '222,04' };
  await hall.call('proof.submit', { ...proof, amount: '1,00' });
  await hall.good('proof.submit', proof);
  await hall.good('statement.get', { account: 5 });
  await hall.good('visit.end', {});
  await hall.good('cabinet.signIn', { login: 'rodnya', password, remember: false });
  await hall.good('cabinet.openAccount', { account: 5 });
  await hall.good('visit.end', {});
  await desk.good('staff.signIn', { login: 'ivanova', password });
  await desk.good('staff.openByDocument', { account: 5, reason: 'noPapers', document: 'passport', lastFour: '1234' });
  await desk.good('staff.house', { house: rig.house, reason: 'meeting' });
  for (const [action, lines] of [
    ['proof.failed', 1],
    ['proof.succeeded', 1],
    ['view.shown', 2],
    ['staff.accountOpened', 1],
    ['staff.houseShown', 1],
  ] as const)
    await eventually(async () => (await audited(action)).length >= lines);
});
afterAll(() => rig.close());

const job = () => randomUUID();
async function paperOf(at: Terminal, work: () => Promise<unknown>): Promise<string> {
  const before = new Set(readdirSync(at.printed));
  await work();
  const name = await eventually(() => readdirSync(at.printed).find(each => !before.has(each) && each.endsWith('.pdf')));
  return (await pdfText(readFileSync(join(at.printed, name)))).replace(/\s+/g, ' ');
}

const asZhitel = async () => {
  await hall.good('visit.end', {});
  await hall.good('cabinet.signIn', { login: 'zhitel', password, remember: false });
};

test('the owner gets on paper who looked at the account, when, where and what was done, in plain words', async () => {
  await asZhitel();
  const paper = await paperOf(hall, () => hall.good('cabinet.printViews', { account: 5, job: job() }));
  for (const words of [
    'Кто смотрел счёт',
    'Лицевой счёт 100005',
    'Сотрудник ivanova, оператор',
    'Счёт открыт сотрудником по документу',
    'сам(а), по номеру счёта',
    'Счёт открыт по дате и сумме',
    'посетитель, счёт не открылся',
    'владелец личного кабинета',
    'Показан список дома с остатками',
    'Стойка',
    'Зал 1',
  ])
    expect(paper).toContain(words);
  // nothing of a stranger's: neither the other login of the account, nor the document somebody showed
  expect(paper).not.toContain('rodnya');
  expect(paper).not.toContain('1234');
  expect(paper).not.toContain(users.get('rodnya'));
});

test('asking is a line of the log, and so is the paper; the next list has both', async () => {
  await asZhitel();
  await paperOf(hall, () => hall.good('cabinet.printViews', { account: 5, job: job() }));
  const asked = (await audited('cabinet.viewsAsked')).at(-1);
  expect(asked).toMatchObject({ role: 'owner', actor: users.get('zhitel'), account_id: '5' });
  await eventually(async () => (await audited('cabinet.viewsPrinted')).length > 0);
  const paper = await paperOf(hall, () => hall.good('cabinet.printViews', { account: 5, job: job() }));
  expect(paper).toContain('этот личный кабинет');
  expect(paper).toContain('Запрошен список');
});

test('an auditor who read the lines of the account is on the list too', async () => {
  await desk.good('staff.signIn', { login: 'revizor', password });
  await desk.good('audit.find', { account: '100005' });
  await asZhitel();
  expect(await paperOf(hall, () => hall.good('cabinet.printViews', { account: 5, job: job() }))).toContain(
    'Сотрудник revizor, аудитор',
  );
});

test('an account that is not attached is refused, at the door and at the fund, and with no session nothing is told', async () => {
  await hall.good('visit.end', {});
  await hall.good('cabinet.signIn', { login: 'sosed', password, remember: false });
  const before = readdirSync(hall.printed).length;
  expect(codeOf(await hall.call('cabinet.printViews', { account: 5, job: job() }))).toBe('cabinet.notAttached');
  // opened by proof, it is still not in their cabinet
  await hall.good('proof.submit', { account: 5, paidOn: '2026-10-05', amount: '222,04' });
  expect(codeOf(await hall.call('cabinet.printViews', { account: 5, job: job() }))).toBe('cabinet.notAttached');
  expect(readdirSync(hall.printed).length).toBe(before);
  await inFund(
    fund,
    `insert into cabinet.session (token_hash, person, staff, epoch, login)
     select sha256('of sosed'), u.id, false, u.session_epoch, t.login from cabinet.app_user u, terminal.terminal t where u.login = 'sosed' and t.name = 'Зал 1'`,
  );
  await withClient(fund.terminalOf(hall.dataDir), async client => {
    const ask = (token: string, account: number) =>
      client.query(`select * from cabinet.account_views($1, $2, 100, null, null)`, [token, account]);
    await expect(ask('of sosed', 5)).rejects.toThrow(/not in the cabinet/);
    await expect(ask('придуманный', 6)).rejects.toThrow(/session is over/);
    expect((await ask('of sosed', 6)).rowCount).toBeGreaterThanOrEqual(0);
  });
  await hall.good('visit.end', {});
  expect(codeOf(await hall.call('cabinet.printViews', { account: 5, job: job() }))).toBe('visit.signInNeeded');
});

test('a year is told and no more, the newest first, and how many there are when the paper has not all', async () => {
  await inFund(
    fund,
    'alter table terminal.audit disable trigger user',
    `insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, details, prev_hash, hash)
     select gen_random_uuid(), (select id from terminal.terminal where name = 'Зал 1'), now() - interval '13 months', 'operator', 'davno', 5, 'view.shown', '{"what":"statement"}', 'x', 'y'`,
    `insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, details, prev_hash, hash)
     select gen_random_uuid(), (select id from terminal.terminal where name = 'Зал 1'), now() - g * interval '1 minute', 'system', '', 5, 'payment.credited', '{}', 'x', 'y' || g
     from generate_series(1, 320) g`,
    'alter table terminal.audit enable trigger user',
  );
  await asZhitel();
  const paper = await paperOf(hall, () => hall.good('cabinet.printViews', { account: 5, job: job() }));
  expect(paper).not.toContain('davno');
  expect(paper).toMatch(/Записей всего \d+, здесь последние 300/);
});

test('a visitor has five such sheets in a visit, as of every paper that is nobody’s payment', async () => {
  await asZhitel();
  for (let i = 0; i < 5; i++)
    expect(codeOf(await hall.call('cabinet.printViews', { account: 5, job: job() }))).toBe('ok');
  expect(codeOf(await hall.call('cabinet.printViews', { account: 5, job: job() }))).toBe('print.enough');
});
