// Visits of the desk through the program's own door: what a shift opened is nobody else's, and ends with it.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let desk: Terminal;

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', petrov: 'admin', poka: 'operator' });
  desk = await rig.terminal('desk');
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
