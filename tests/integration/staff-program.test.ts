// Staff through the program's own door: a desk and a kiosk over one PostgreSQL, real hashing, paper and files in folders.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#contract';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { addCabinetUser, attachedTo } from '../support/cabinet-users.ts';
import { pdfText } from '../support/pdf.ts';
import { withClient } from '../support/postgres.ts';
import { codeOf, password, signIn, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

const reason = 'visitor';
let rig: StaffRig;
let fund: StaffRig['fund'];
let admin: StaffRig['admin'];
let audited: StaffRig['audited'];
let house: number;
let desk: Terminal;
let hall: Terminal;

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', petrov: 'admin', uvolena: 'operator', zabyla: 'operator' });
  ({ fund, admin, audited, house } = rig);
  [desk, hall] = await Promise.all([rig.terminal('desk'), rig.terminal('kiosk')]);
});
afterAll(() => rig.close());
beforeEach(async () => {
  await desk.good('staff.signOut', {});
  await desk.good('visit.end', {});
});

describe('signing in', () => {
  test('a terminal with no shift is refused, and a cabinet user’s name opens none', async () => {
    expect(codeOf(await desk.call('staff.house', { house, reason }))).toBe('staff.signInNeeded');
    expect(codeOf(await signIn(desk, 'nobody'))).toBe('staff.signInWrong');
    expect((await desk.good('staff.shift', {})).staff).toBeNull();
  });

  test('a shift begins by name and password, outlives visits and ends by its button', async () => {
    expect(codeOf(await signIn(desk, 'ivanova', 'не тот пароль 1'))).toBe('staff.signInWrong');
    const { staff } = await desk.good('staff.signIn', { login: 'Ivanova', password });
    expect(staff).toEqual({ login: 'ivanova', name: 'Сотрудник ivanova', role: 'operator' });
    await desk.good('visit.end', {});
    expect(codeOf(await desk.call('staff.house', { house, reason }))).toBe('ok');
    await desk.good('staff.signOut', {});
    expect(codeOf(await desk.call('staff.house', { house, reason }))).toBe('staff.signInNeeded');
    expect(await audited('staff.signedIn')).toContainEqual(
      expect.objectContaining({ role: 'operator', actor: 'ivanova' }),
    );
    expect((await audited('staff.signInFailed')).length).toBeGreaterThan(0);
    expect(JSON.stringify(await audited('staff.signInFailed'))).not.toContain('не тот пароль');
  });

  test('wrong passwords at a kiosk do not shut a named member of staff out of the desk', async () => {
    for (let i = 0; i < 4; i++) expect(codeOf(await signIn(hall, 'zabyla', 'не тот 1'))).toBe('staff.signInWrong');
    expect((await desk.good('staff.signInState', { login: 'ZABYLA' })).lockedUntil).toBeNull();
    expect(codeOf(await signIn(desk, 'zabyla'))).toBe('ok');
    await desk.good('staff.signOut', {});
    // a cabinet user of the same name is somebody else
    expect((await desk.good('cabinet.signInState', { login: 'zabyla' })).lockedUntil).toBeNull();
  });

  test('a password changed or an account disabled elsewhere ends the shift at its next operation in the fund’s database', async () => {
    await desk.good('staff.signIn', { login: 'uvolena', password });
    await admin.setDisabled(loginNorm('uvolena'), true);
    expect(codeOf(await desk.call('staff.applications', {}))).toBe('staff.signInNeeded');
    expect((await desk.good('staff.shift', {})).staff).toBeNull();
    expect(desk.ended.at(-1)).toBe('rightsChanged');
    expect(codeOf(await signIn(desk, 'uvolena'))).toBe('staff.signInWrong');
  });

  test('at a kiosk the shift ends with the visit, and the desk’s work is not there', async () => {
    await hall.good('staff.signIn', { login: 'petrov', password });
    expect(codeOf(await hall.call('staff.locks', {}))).toBe('ok');
    expect(codeOf(await hall.call('staff.house', { house, reason }))).toBe('method.notForYou');
    await hall.good('visit.end', {});
    expect(codeOf(await hall.call('staff.locks', {}))).toBe('staff.signInNeeded');
  });

  test('a lost window ends it', async () => {
    await desk.good('staff.signIn', { login: 'ivanova', password });
    desk.program.windowLost('gone');
    expect((await desk.good('staff.shift', {})).staff).toBeNull();
  });
});

test('visitors who try invented names shut no staff out of the kiosk, and a setting takes the sign-in off it', async () => {
  for (let i = 0; i < 25; i++)
    expect(codeOf(await signIn(hall, `vydumka${i}`, 'не тот 1'))).toMatch(/staff.signInWrong|proof.pictureNeeded/);
  await hall.good('visit.end', {});
  expect((await hall.good('staff.signInState', { login: 'petrov' })).lockedUntil).toBeNull();
  const closed = await rig.terminal('kiosk', { staffAtKiosk: false });
  expect(codeOf(await signIn(closed, 'petrov'))).toBe('method.notForYou');
  expect((await closed.good('system.info', {})).staffSignIn).toBe(false);
});

describe('a terminal’s login at the fund', () => {
  test('lists no staff and changes none', async () => {
    await withClient(fund.terminalUrl, async client => {
      for (const sql of [
        'select * from cabinet.staff',
        `update cabinet.staff set role = 'admin'`,
        `insert into cabinet.staff (login, login_norm, name, role, password_hash) values ('xxx', 'xxx', 'x', 'admin', '$argon2id$')`,
        'delete from cabinet.staff',
        'update cabinet.application set handled_at = now()',
      ])
        await expect(client.query(sql)).rejects.toThrow(/permission denied/);
    });
  });
});

describe('the desk', () => {
  beforeEach(() => desk.good('staff.signIn', { login: 'ivanova', password }).then(() => undefined));

  test('lifts a lock, and the owner may prove again', async () => {
    const right = { account: 5, paidOn: '2026-10-05', amount: '222,04' };
    for (let i = 0; i < 5; i++) await desk.call('proof.submit', { ...right, amount: '1,00' });
    expect(codeOf(await desk.call('proof.submit', right))).toBe('proof.locked');
    const { locks } = await desk.good('staff.locks', {});
    expect(locks.map(({ scope, account, terminal }) => [scope, account?.number ?? null, terminal])).toEqual([
      ['account', '100005', ''],
    ]);
    await desk.good('staff.liftLock', { id: locks[0]!.id });
    await desk.good('staff.liftLock', { id: locks[0]!.id });
    expect((await desk.good('staff.locks', {})).locks).toEqual([]);
    expect(codeOf(await desk.call('proof.submit', right))).toBe('ok');
    const lines = await eventually(async () => {
      const found = await audited('staff.lockLifted');
      return found.length > 0 ? found : null;
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ role: 'operator', actor: 'ivanova', account_id: '5' });
  });

  test('sees and lifts a lock of another terminal, which hears of it from the fund', async () => {
    const right = { account: 6, paidOn: '2026-10-05', amount: '222,04' };
    for (let i = 0; i < 5; i++) await hall.call('proof.submit', { ...right, amount: '1,00' });
    expect(codeOf(await hall.call('proof.submit', right))).toBe('proof.locked');
    const lock = await eventually(async () => (await desk.good('staff.locks', {})).locks[0]);
    expect(lock).toMatchObject({ scope: 'account', account: { number: '100006' }, terminal: 'Зал 1' });
    await desk.good('staff.liftLock', { id: lock.id });
    expect((await desk.good('staff.locks', {})).locks).toEqual([]);
    await eventually(async () => !(await hall.good('proof.begin', { account: 6 })).lockedUntil);
    expect(codeOf(await hall.call('proof.submit', right))).toBe('ok');
    const [line] = (await audited('staff.lockLifted')).filter(each => each['account_id'] === '6');
    expect(line).toMatchObject({ actor: 'ivanova', details: { scope: 'account', at: 'Зал 1' } });
    await hall.good('visit.end', {});
  });

  test('an account got wrong at several terminals is opened by its number as well, until it was opened', async () => {
    const asksNumber = async () => (await hall.good('proof.begin', { account: 8 })).number;
    for (const at of [hall, desk])
      for (let i = 0; i < 3; i++) await at.call('proof.submit', { account: 8, paidOn: '2026-10-05', amount: '1,00' });
    const right = { account: 8, paidOn: '2026-10-05', amount: '222,04' };
    await eventually(asksNumber);
    expect(codeOf(await hall.call('proof.submit', right))).toBe('proof.numberNeeded');
    expect(codeOf(await hall.call('proof.submit', { ...right, number: '100008' }))).toBe('ok');
    await eventually(async () => !(await asksNumber()));
    await hall.good('visit.end', {});
  });

  test('opens an account by a checked document, and writes down why and four characters, no more', async () => {
    const asked = { account: 7, reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
    expect(codeOf(await desk.call('staff.openByDocument', { ...asked, lastFour: '4509 123456' }))).toBe(
      'input.tooLong',
    );
    expect(codeOf(await desk.call('staff.openByDocument', { ...asked, lastFour: 'АБВГ' }))).toBe(
      'staff.lastFourMalformed',
    );
    expect(codeOf(await desk.call('staff.openByDocument', { ...asked, account: 999 }))).toBe('lookup.notFound');
    expect(codeOf(await desk.call('statement.get', { account: 7 }))).toBe('visit.accountNotOpen');
    const { account } = await desk.good('staff.openByDocument', asked);
    expect(account.account).toBe(7);
    expect(codeOf(await desk.call('statement.get', { account: 7 }))).toBe('ok');
    const line = await eventually(async () =>
      (await audited('staff.accountOpened')).find(each => each['account_id'] === '7'),
    );
    expect(line).toMatchObject({ role: 'operator', actor: 'ivanova', account_id: '7', reason: 'noPapers' });
    expect(line['details']).toMatchObject({ document: 'passport', lastFour: '1234' });
    await desk.good('visit.end', {});
    expect(codeOf(await desk.call('statement.get', { account: 7 }))).toBe('visit.accountNotOpen');
    expect((await desk.good('staff.shift', {})).staff).not.toBeNull();
  });

  test('has the number of a form printed in the hall, and marks it once', async () => {
    const { number } = await hall.good('cabinet.printApplication', { account: 4, job: randomUUID() });
    const { applications } = await desk.good('staff.applications', {});
    const form = applications.find(({ shown }) => shown === number) ?? expect.fail('the form is not on the list');
    expect(form).toMatchObject({ hit: { account: 4 }, terminal: 'Зал 1' });
    expect(form.accountNumber).not.toBe('');
    await desk.good('staff.applicationHandled', { number: form.number });
    expect(codeOf(await desk.call('staff.applicationHandled', { number: form.number }))).toBe('staff.applicationGone');
    expect((await desk.good('staff.applications', {})).applications.some(({ shown }) => shown === number)).toBe(false);
    expect(await audited('staff.applicationHandled')).toContainEqual(
      expect.objectContaining({ actor: 'ivanova', account_id: '4' }),
    );
  });

  const formOf = async (number: string) =>
    (await desk.good('staff.applications', {})).applications.find(({ shown }) => shown === number) ??
    expect.fail('the form is not on the list');
  const checked = { document: 'passport', lastFour: '4567' } as const;

  test('accepts a form: its account goes to the owner’s cabinet, by a checked document, once, and it is written down', async () => {
    const user = await addCabinetUser(fund.url, 'sokolova');
    const { number } = await hall.good('cabinet.printApplication', { account: 4, job: randomUUID() });
    const form = await formOf(number);
    const accept = (login: string, more = {}) =>
      desk.call('staff.acceptApplication', { number: form.number, login, ...checked, ...more });
    expect(codeOf(await accept('sokolova', { lastFour: '4' }))).toBe('staff.lastFourMalformed');
    expect(codeOf(await accept('nobody'))).toBe('staff.userUnknown');
    expect(await attachedTo(fund.url, user)).toEqual([]);
    expect(codeOf(await accept('Sokolova'))).toBe('ok');
    expect(await attachedTo(fund.url, user)).toEqual(['4']);
    expect(codeOf(await accept('sokolova'))).toBe('staff.applicationGone');
    const lines = await audited('staff.applicationAccepted');
    expect(lines.map(line => [line['actor'], line['account_id']])).toEqual([['ivanova', '4']]);
    // a name tried in vain does not go unseen
    expect(await audited('staff.applicationRefused')).toEqual([
      expect.objectContaining({ actor: 'ivanova', details: expect.objectContaining({ why: 'staff.userUnknown' }) }),
    ]);
    expect(lines[0]?.['details']).toMatchObject({ document: 'passport', lastFour: '4567', number: form.number });
  });

  test('accepts a form of somebody with no cabinet, and gives the account to nobody', async () => {
    const { number } = await hall.good('cabinet.printApplication', { account: 4, job: randomUUID() });
    const form = await formOf(number);
    await desk.good('staff.acceptApplication', { number: form.number, login: ' ', ...checked });
    expect((await desk.good('staff.applications', {})).applications.some(({ shown }) => shown === number)).toBe(false);
  });

  test('sees a name locked at another terminal and lifts it there', async () => {
    const other = await rig.terminal('kiosk', { terminalName: 'Зал 2' });
    for (let i = 0; i < 5; i++) await signIn(other, 'zabyla', 'не тот 1');
    expect(codeOf(await signIn(other, 'zabyla'))).toBe('proof.locked');
    const { locks } = await desk.good('staff.locks', {});
    const lock = locks.find(({ scope }) => scope === 'staff');
    expect(lock).toMatchObject({ login: 'zabyla', terminal: 'Зал 2', account: null });
    await desk.good('staff.liftLock', { id: lock!.id });
    expect(codeOf(await signIn(other, 'zabyla'))).toBe('ok');
    await other.good('visit.end', {});
    const line = await eventually(async () =>
      (await audited('staff.lockLifted')).find(({ details }) => (details as { of?: string }).of === 'zabyla'),
    );
    expect(line).toMatchObject({ actor: 'ivanova', details: { scope: 'staff', at: 'Зал 2' } });
  });

  test('shows what looks like guessing, and to an administrator alone who opens accounts by the dozen', async () => {
    const asked = { reason: 'noPapers', document: 'passport', lastFour: '0000' } as const;
    for (let account = 10; account < 15; account++) await desk.good('staff.openByDocument', { account, ...asked });
    const signs = () => desk.good('staff.signs', {});
    // the accounts locked above
    await eventually(async () =>
      (await signs()).attacks.some(({ terminal, locks }) => terminal === 'Зал 1' && locks > 0),
    );
    expect((await signs()).openings).toEqual([]);
    await desk.good('staff.signOut', {});
    await desk.good('staff.signIn', { login: 'petrov', password });
    const [opening] = await eventually(async () => {
      const { openings } = await signs();
      return openings.length > 0 && openings;
    });
    expect(opening).toMatchObject({ login: 'ivanova', sameTail: 5 });
  });

  test('has the oldest forms first, page by page, and one by its number; a kiosk prints no more than a queue needs', async () => {
    const print = (account: number) => hall.call('cabinet.printApplication', { account, job: randomUUID() });
    const printed: string[] = [];
    const codes: string[] = [];
    await hall.good('visit.end', {});
    for (let i = 0; i < 40; i++) {
      const answer = await print(1 + (i % 20));
      codes.push(codeOf(answer));
      if (answer.ok) printed.push(answer.value.number);
      if (i % 6 === 5) await hall.good('visit.end', {});
    }
    expect(codes.slice(0, 6)).toEqual([...Array<string>(5).fill('ok'), 'print.enough']);
    expect(codes.filter(each => each === 'ok').length).toBeLessThanOrEqual(30);
    expect(codes.at(-2)).toBe('print.paused');
    await hall.good('visit.end', {});
    const { applications, total } = await desk.good('staff.applications', {});
    const numbers = applications.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(total).toBeGreaterThanOrEqual(printed.length);
    const rest = await desk.good('staff.applications', { offset: total - 1 });
    expect(rest.applications.map(({ shown }) => shown)).toEqual([printed.at(-1)]);
    const found = await desk.good('staff.applications', { find: printed[0]! });
    expect(found.applications.map(({ shown }) => shown)).toEqual([printed[0]]);
    const lock = await eventually(async () =>
      (await desk.good('staff.locks', {})).locks.find(({ scope }) => scope === 'papers'),
    );
    await desk.good('staff.liftLock', { id: lock.id });
    await eventually(async () => codeOf(await print(3)) === 'ok');
    await hall.good('visit.end', {});
  });

  test('has the form of somebody whose house is not in the list: as typed, with no account to open, handled once', async () => {
    const place = { place: ' г. Новый,  ул. Первая, д. 1 ', company: 'ООО «УК»' };
    expect(codeOf(await hall.call('cabinet.printAbsentHouse', { ...place, place: ' ', job: randomUUID() }))).toBe(
      'cabinet.placeNeeded',
    );
    const { number } = await hall.good('cabinet.printAbsentHouse', { ...place, job: randomUUID() });
    const form = await formOf(number);
    expect(form).toMatchObject({ hit: null, accountNumber: '', address: 'г. Новый, ул. Первая, д. 1; ООО «УК»' });
    const asked = { number: form.number, login: '', ...checked };
    expect(codeOf(await desk.call('staff.acceptApplication', asked))).toBe('lookup.notFound');
    await desk.good('staff.applicationHandled', { number: form.number });
    expect(codeOf(await desk.call('staff.applicationHandled', { number: form.number }))).toBe('staff.applicationGone');
  });

  test('prints the list of a house without names', async () => {
    const { rows, address } = await desk.good('staff.house', { house, reason });
    expect(rows.length).toBeGreaterThan(1);
    await eventually(async () => (await audited('staff.houseShown')).length > 0);
    expect(await audited('staff.houseShown')).toContainEqual(
      expect.objectContaining({ role: 'operator', actor: 'ivanova', details: expect.objectContaining({ house }) }),
    );
    const job = randomUUID();
    await desk.good('staff.printHouse', { house, reason, job });
    await eventually(async () => (await desk.good('staff.job', { job })).state === 'done');
    await eventually(async () => (await audited('staff.houseListPrinted')).length > 0);
    expect(await audited('staff.houseListPrinted')).toEqual([
      expect.objectContaining({ role: 'operator', actor: 'ivanova', details: expect.objectContaining({ house }) }),
    ]);
    const [file] = readdirSync(desk.printed).filter(name => name.endsWith('.pdf'));
    const text = await pdfText(readFileSync(join(desk.printed, file ?? '')));
    expect(text).toContain(rows[0]?.number);
    expect(text.replace(/\s+/g, ' ')).toContain(address?.split(',').at(-1)?.trim().replace(/\s+/g, ' '));
    await desk.good('staff.signOut', {});
    await desk.good('staff.signIn', { login: 'petrov', password });
    expect(codeOf(await desk.call('staff.job', { job }))).toBe('print.unknownJob');
  });

  const over = () =>
    eventually(async () => {
      const { batch } = await desk.good('staff.batch', {});
      return batch && batch.state !== 'running' ? batch : null;
    });

  test('makes the documents of a house into its folder; the region is the administrator’s', async () => {
    const { rows } = await desk.good('staff.house', { house, reason });
    await desk.good('staff.startBatch', { house, reason, period: '2026-10', to: 'folder' });
    const made: Batch = await over();
    expect(made).toMatchObject({ state: 'done', progress: 1, documents: rows.length, note: { ru: '', en: '' } });
    const { folder: at } = await desk.good('staff.batch', {});
    expect(readdirSync(at)).toEqual(made.files);
    expect(codeOf(await desk.call('staff.startRegionBatch', { period: '2026-10' }))).toBe('staff.adminNeeded');
    await desk.good('staff.signIn', { login: 'petrov', password });
    await desk.good('staff.startRegionBatch', { period: '2026-10' });
    expect(codeOf(await desk.call('staff.startBatch', { house, reason, period: '2026-10', to: 'folder' }))).toBe(
      'staff.batchRunning',
    );
    expect(await over()).toMatchObject({ state: 'done', documents: 20 });
  });

  test('prints the documents of a house one after another', async () => {
    const before = readdirSync(desk.printed).length;
    const { rows } = await desk.good('staff.house', { house, reason });
    await desk.good('staff.startBatch', { house, reason, period: '2026-09', to: 'printer' });
    expect(await over()).toMatchObject({ state: 'done', documents: rows.length });
    expect(readdirSync(desk.printed).length - before).toBe(rows.length);
  });

  test('a printer that fails stops the rest; asked again it goes on without the sheet that may be in the tray', async () => {
    const { rows } = await desk.good('staff.house', { house, reason });
    const kept = `${desk.printed} kept`;
    renameSync(desk.printed, kept);
    writeFileSync(desk.printed, 'not a folder');
    await desk.good('staff.startBatch', { house, reason, period: '2026-10', to: 'printer' });
    expect(await over()).toMatchObject({
      state: 'stopped',
      documents: 0,
      note: { ru: expect.stringMatching(/не папка/) },
    });
    rmSync(desk.printed);
    renameSync(kept, desk.printed);
    const before = readdirSync(desk.printed).length;
    await desk.good('staff.startBatch', { house, reason, period: '2026-10', to: 'printer' });
    expect(await over()).toMatchObject({ state: 'done', documents: rows.length });
    expect(readdirSync(desk.printed).length - before).toBe(rows.length - 1);
  });

  test('sends a visitor’s waiting paper to another printer, and sees nothing of what is on it', async () => {
    await desk.good('staff.openByDocument', {
      account: 8,
      reason: 'noPayments',
      document: 'passport',
      lastFour: '4567',
    });
    const job = randomUUID();
    const range = { account: 8, what: 'history', from: '2026-09', to: '2026-10', job } as const;
    await desk.good('statement.print', range);
    const mine = async () => (await desk.good('staff.jobs', {})).jobs.find(each => each.job === job);
    const waiting = await mine();
    expect(waiting).toMatchObject({ kind: 'statement', printer: 'Немой', state: 'queued', others: ['Папка'] });
    expect(JSON.stringify(waiting)).not.toContain('100008');
    expect(codeOf(await desk.call('staff.redirect', { job, printer: 'Чужой' }))).toBe('print.noPrinter');
    expect(codeOf(await desk.call('staff.redirect', { job: randomUUID(), printer: 'Папка' }))).toBe('print.unknownJob');
    await desk.good('staff.redirect', { job, printer: 'Папка' });
    await eventually(async () => (await mine())?.state === 'done');
    expect(await mine()).toMatchObject({ printer: 'Папка', others: [] });
    expect(codeOf(await desk.call('staff.redirect', { job, printer: 'Немой' }))).toBe('print.tooLate');
    await eventually(async () => (await audited('staff.jobRedirected')).length === 1);
  });

  test('lists months that do not add up, with the fund’s figure and ours', async () => {
    const { rows: all, total } = await desk.good('staff.defects', { offset: 0 });
    const rows = all.filter(({ kind }) => kind === 'figures');
    expect(total).toBe(all.length);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'figures', key: '3/2026-10' });
    expect(rows[0]?.closing).toBe((rows[0]?.expected ?? 0) + 1);
  });
});
