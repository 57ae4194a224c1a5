// Visits of the desk through the program's own door: what a shift opened is nobody else's, and ends with it.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { inFund, withClient } from '../support/postgres.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let desk: Terminal;

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', petrov: 'admin', poka: 'operator' });
  desk = await rig.terminal('desk');
  await inFund(
    rig.fund,
    `insert into cabinet.app_user (id, login, login_norm, email, password_hash, locale, agreement_version)
     values ('${randomUUID()}', 'boris', '${loginNorm('boris')}', 'b@box.example', '${await argon2Passwords().hash(password)}', 'ru', '1')`,
    `insert into cabinet.attached_account (user_id, account_id) select id, unnest(array[7, 9]) from cabinet.app_user`,
  );
});
afterAll(() => rig.close());
beforeEach(async () => {
  await desk.good('staff.signOut', {});
  await desk.good('visit.end', {});
});

describe('what a shift opened', () => {
  const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
  const reads = {
    'statement.get': { account: 9 },
    'statement.payments': { account: 9, from: '2026-09', to: '2026-10' },
    'documents.preview': { account: 9, period: '2026-10' },
    'documents.print': { account: 9, period: '2026-10', job: randomUUID() },
    'payments.offer': { account: 9 },
  } as const;
  const refusals = async () => {
    const answers = Object.entries(reads).map(async ([method, input]) =>
      codeOf(await desk.call(method as 'statement.get', input)),
    );
    return [...new Set(await Promise.all(answers))];
  };

  test.each([
    ['signs out', () => desk.good('staff.signOut', {})],
    ['is replaced by a colleague', () => desk.good('staff.signIn', { login: 'petrov', password })],
    ['loses the window', async () => desk.program.windowLost('gone')],
  ])('is closed, unreadable and unprintable, once its clerk %s', async (_what, ends) => {
    await desk.good('staff.signIn', { login: 'ivanova', password });
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    expect(codeOf(await desk.call('statement.get', { account: 9 }))).toBe('ok');
    await ends();
    expect(await refusals()).toEqual(['visit.accountNotOpen']);
    expect((await desk.good('visit.state', {})).accounts).toEqual([]);
    expect(readdirSync(desk.printed).some(name => name.includes(reads['documents.print'].job))).toBe(false);
  });

  test('is closed to a clerk whose account was disabled, though they ask for nothing of the staff’s own', async () => {
    await desk.good('staff.signIn', { login: 'poka', password });
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    await rig.admin.setDisabled(loginNorm('poka'), true);
    // the fund is asked again after some seconds
    await eventually(async () => codeOf(await desk.call('statement.get', { account: 9 })) === 'visit.accountNotOpen');
    expect(await refusals()).toEqual(['visit.accountNotOpen']);
    expect(desk.ended.at(-1)).toBe('rightsChanged');
  });

  test('was never there for a clerk who signs in while a visitor’s account is open', async () => {
    expect(codeOf(await desk.call('proof.submit', { account: 8, paidOn: '2026-10-05', amount: '222,04' }))).toBe('ok');
    await desk.good('staff.signIn', { login: 'ivanova', password });
    expect(codeOf(await desk.call('statement.get', { account: 8 }))).toBe('visit.accountNotOpen');
  });

  test('is sent to another printer by nobody without a shift', async () => {
    expect(codeOf(await desk.call('documents.redirect', { job: randomUUID(), printer: 'Папка' }))).toBe(
      'staff.signInNeeded',
    );
  });
});

describe('two visitors in a row', () => {
  const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
  const open = (account: number, sameVisitor?: boolean) =>
    desk.call('staff.openByDocument', { account, ...opened, ...(sameVisitor !== undefined && { sameVisitor }) });
  const accounts = async () => (await desk.good('visit.state', {})).accounts.map(({ account }) => account);

  beforeEach(() => desk.good('staff.signIn', { login: 'ivanova', password }).then(() => undefined));

  test('are not one visit unless the clerk says that they are the same', async () => {
    expect(codeOf(await open(7))).toBe('ok');
    expect(codeOf(await open(8))).toBe('visit.anotherOwner');
    expect(codeOf(await desk.call('proof.submit', { account: 8, paidOn: '2026-10-05', amount: '222,04' }))).toBe(
      'visit.anotherOwner',
    );
    expect(await accounts()).toEqual([7]);
    expect(codeOf(await open(7))).toBe('ok');
    expect(codeOf(await open(8, true))).toBe('ok');
    expect(await accounts()).toEqual([7, 8]);
  });

  test('are each in a visit of their own, gone back to and ended apart', async () => {
    await open(7);
    await desk.good('staff.parkVisit', {});
    expect(await accounts()).toEqual([]);
    expect(codeOf(await desk.call('statement.get', { account: 7 }))).toBe('visit.accountNotOpen');
    expect(codeOf(await open(8))).toBe('ok');
    const [parked, ...more] = (await desk.good('staff.parkedVisits', {})).visits;
    expect(more).toEqual([]);
    // a house, with neither flat nor name
    expect(parked).toMatchObject({ accounts: 1 });
    expect(JSON.stringify(parked)).not.toMatch(/кв\.|100007/);
    const back = await desk.good('staff.resumeVisit', { visit: parked?.visit ?? '' });
    expect(back.accounts.map(({ account }) => account)).toEqual([7]);
    expect(codeOf(await desk.call('statement.get', { account: 7 }))).toBe('ok');
    expect(codeOf(await desk.call('statement.get', { account: 8 }))).toBe('visit.accountNotOpen');
    expect((await desk.good('staff.parkedVisits', {})).visits).toHaveLength(1);
    expect(codeOf(await desk.call('staff.resumeVisit', { visit: parked?.visit ?? '' }))).toBe('visit.gone');
  });

  test('are nobody’s once the shift is over, the parked one too', async () => {
    await open(9);
    await desk.good('staff.parkVisit', {});
    const [parked] = (await desk.good('staff.parkedVisits', {})).visits;
    await desk.good('staff.signIn', { login: 'petrov', password });
    expect((await desk.good('staff.parkedVisits', {})).visits).toEqual([]);
    expect(codeOf(await desk.call('staff.resumeVisit', { visit: parked?.visit ?? '' }))).toBe('visit.gone');
    const line = await eventually(async () =>
      (await rig.audited('visit.ended')).find(each => each['visit'] === parked?.visit),
    );
    expect(line).toMatchObject({ role: 'operator', actor: 'ivanova', details: { why: 'shift', accounts: '9' } });
  });
});

describe('who signs in to their cabinet at the desk', () => {
  const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
  const boris = { login: 'boris', password, remember: false };
  const mail = (account: number) =>
    desk.call('cabinet.mailStatement', { account, what: 'history', from: '2026-09', to: '2026-10' });
  const letters = () =>
    withClient(rig.fund.url, async client => {
      const { rows } = await client.query<{ account: number }>(
        `select (l.attachments -> 0 ->> 'account')::int as account from cabinet.letter l where l.kind = 'asked'`,
      );
      return rows.map(({ account }) => account);
    });
  const accounts = async () => (await desk.good('visit.state', {})).accounts.map(({ account }) => account);

  beforeEach(async () => {
    await desk.good('staff.signIn', { login: 'ivanova', password });
  });

  test('is another owner than that of an account opened beside, and gets no letter of it', async () => {
    await desk.good('cabinet.signIn', boris);
    expect(codeOf(await desk.call('staff.openByDocument', { account: 8, ...opened }))).toBe('visit.anotherOwner');
    await desk.good('staff.openByDocument', { account: 8, ...opened, sameVisitor: true });
    await desk.good('cabinet.openAccount', { account: 7 });
    expect(codeOf(await mail(8))).toBe('cabinet.mailOwnOnly');
    expect(codeOf(await mail(7))).toBe('ok');
    expect(await letters()).toEqual([7]);
  });

  test('opens the accounts of their cabinet without being asked, whoever owns them', async () => {
    await desk.good('cabinet.signIn', boris);
    await desk.good('cabinet.openAccount', { account: 7 });
    await desk.good('cabinet.openAccount', { account: 9 });
    await desk.good('cabinet.detach', { account: 7 });
    await desk.good('cabinet.signOut', {});
    expect(await accounts()).toEqual([]);
    await inFund(
      rig.fund,
      `insert into cabinet.attached_account (user_id, account_id) select id, 7 from cabinet.app_user`,
    );
  });

  test('finds nothing of the visitor before, though it was opened while the password was compared', async () => {
    const [signedIn, open] = await Promise.all([
      desk.call('cabinet.signIn', boris),
      desk.call('staff.openByDocument', { account: 8, ...opened }),
    ]);
    expect(codeOf(signedIn)).toBe('ok');
    expect(['ok', 'visit.anotherOwner']).toContain(codeOf(open));
    expect(await accounts()).toEqual([]);
  });
});

describe('two calls at once', () => {
  const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
  const accounts = async () => (await desk.good('visit.state', {})).accounts.map(({ account }) => account);

  test.each([
    ['by documents', () => desk.call('staff.openByDocument', { account: 8, ...opened })],
    [
      'by a document and a proof',
      () => desk.call('proof.submit', { account: 8, paidOn: '2026-10-05', amount: '222,04' }),
    ],
  ])('open no two owners’ accounts %s', async (_how, other) => {
    await desk.good('staff.signIn', { login: 'ivanova', password });
    const codes = (await Promise.all([desk.call('staff.openByDocument', { account: 7, ...opened }), other()])).map(
      codeOf,
    );
    expect(codes.filter(code => code === 'ok')).toHaveLength(1);
    expect(await accounts()).toHaveLength(1);
  });

  test('a shift that is ended while its clerk signs in does not begin', async () => {
    const sessions = () =>
      withClient(
        rig.fund.url,
        async client => (await client.query('select from cabinet.session where staff')).rowCount,
      );
    const before = await sessions();
    const signingIn = desk.call('staff.signIn', { login: 'ivanova', password });
    await desk.good('staff.signOut', {});
    expect(codeOf(await signingIn)).toBe('staff.signInNeeded');
    expect((await desk.good('staff.shift', {})).staff).toBeNull();
    await eventually(async () => (await sessions()) === before);
  });
});
