// The locked screen of the desk through the program's own door: what it keeps, what it refuses, and who opens it.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let desk: Terminal;
const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', petrov: 'admin', poka: 'operator' });
  desk = await rig.terminal('desk');
});
afterAll(() => rig.close());
beforeEach(async () => {
  // over whatever the test before left locked
  await desk.good('staff.signIn', { login: 'petrov', password });
  await desk.good('staff.signIn', { login: 'ivanova', password });
});

const lock = () => desk.good('staff.lockScreen', {});
const byPin = async (secret: string) => codeOf(await desk.call('staff.unlockScreen', { by: 'pin', secret }));
const byPassword = async (secret = password) =>
  codeOf(await desk.call('staff.unlockScreen', { by: 'password', secret }));
const shift = () => desk.good('staff.shift', {});
const accounts = async () => (await desk.good('visit.state', {})).accounts.map(({ account }) => account);
const ofShift = async (action: string, of: unknown) => (await rig.audited(action)).filter(each => each['shift'] === of);

describe('a locked screen', () => {
  test('keeps the open visit and the one left aside, and reads and prints nothing meanwhile', async () => {
    await desk.good('staff.openByDocument', { account: 7, ...opened });
    await desk.good('staff.parkVisit', {});
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    await lock();
    const job = randomUUID();
    for (const [method, input] of Object.entries({
      'visit.state': {},
      'statement.get': { account: 9 },
      'documents.preview': { account: 9, period: '2026-10' },
      'documents.print': { account: 9, period: '2026-10', job },
      'staff.parkedVisits': {},
      'staff.jobs': {},
      'lookup.byNumber': { number: '100009' },
      'staff.signOut': {},
      'visit.end': {},
    }))
      expect([method, codeOf(await desk.call(method as 'statement.get', input as { account: number }))]).toEqual([
        method,
        'staff.screenLocked',
      ]);
    expect(await shift()).toMatchObject({ staff: { login: 'ivanova' }, locked: true });
    expect(await byPassword()).toBe('ok');
    expect(await accounts()).toEqual([9]);
    expect((await desk.good('staff.parkedVisits', {})).visits).toHaveLength(1);
    expect(readdirSync(desk.printed).some(name => name.includes(job))).toBe(false);
  });

  test('is opened by the PIN of the shift, which five wrong ones spend: then by the password, after which the PIN serves again', async () => {
    expect((await shift()).pin).toBe(false);
    await lock();
    expect(await byPin('2580')).toBe('staff.pinSpent');
    expect(await byPassword()).toBe('ok');
    await desk.good('staff.choosePin', { password, pin: '2580' });
    await lock();
    expect((await shift()).pin).toBe(true);
    expect(await byPin('2580')).toBe('ok');
    await lock();
    for (let i = 0; i < 4; i++) expect(await byPin('2581')).toBe('staff.pinWrong');
    expect(await byPin('2581')).toBe('staff.pinSpent');
    expect(await byPin('2580')).toBe('staff.pinSpent');
    expect(await shift()).toMatchObject({ locked: true, pin: false });
    expect(await byPassword('не тот')).toBe('cabinet.passwordWrong');
    expect(await byPassword()).toBe('ok');
    await lock();
    expect(await byPin('2580')).toBe('ok');
  });

  test.each(['', '123', '1234', '9876', '0000', '123456789', 'пять', '12a4'])('takes no PIN like %j', async pin => {
    const answer = codeOf(await desk.call('staff.choosePin', { password, pin }));
    expect(answer).toBe('staff.pinMalformed');
    expect((await shift()).pin).toBe(false);
  });

  test('takes a PIN from who knows the password alone, and for one shift', async () => {
    expect(codeOf(await desk.call('staff.choosePin', { password: 'не тот', pin: '2580' }))).toBe(
      'cabinet.passwordWrong',
    );
    await desk.good('staff.choosePin', { password, pin: '2580' });
    await desk.good('staff.signIn', { login: 'ivanova', password });
    await lock();
    expect(await byPin('2580')).toBe('staff.pinSpent');
  });

  test('whose password is guessed at ends the shift and its visits', async () => {
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    await lock();
    const guesses = Array.from({ length: 10 }, (_, i) => byPassword(`неверный ${i}`));
    expect((await Promise.all(guesses)).toSorted()).toEqual([
      ...Array<string>(9).fill('cabinet.passwordWrong'),
      'staff.signInNeeded',
    ]);
    expect(await shift()).toMatchObject({ staff: null, locked: false });
    expect(desk.ended.at(-1)).toBe('guessed');
    expect(await accounts()).toEqual([]);
  });

  test('is a colleague’s to sign in over, which ends the shift behind it with its visits', async () => {
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    await lock();
    expect(codeOf(await desk.call('staff.signIn', { login: 'petrov', password: 'не тот' }))).toBe('staff.signInWrong');
    expect((await shift()).locked).toBe(true);
    await desk.good('staff.signIn', { login: 'petrov', password });
    expect(await shift()).toMatchObject({ staff: { login: 'petrov' }, locked: false });
    expect(await accounts()).toEqual([]);
    expect(codeOf(await desk.call('statement.get', { account: 9 }))).toBe('visit.accountNotOpen');
  });

  test('stays shut to a clerk whose account was disabled meanwhile', async () => {
    await desk.good('staff.signIn', { login: 'poka', password });
    await lock();
    await rig.admin.setDisabled(loginNorm('poka'), true);
    await eventually(async () => desk.ended.at(-1) === 'rightsChanged');
    expect(await byPassword()).toBe('staff.signInNeeded');
    expect(await shift()).toMatchObject({ staff: null, locked: false });
  });

  test('is written down with who and in which visit: each lock, each opening, each failure', async () => {
    // no other test opens this one: lines of theirs may still be on their way
    await desk.good('staff.openByDocument', { account: 12, ...opened });
    await lock();
    await byPassword('не тот');
    await byPassword();
    const { shift: id, visit } = await eventually(async () =>
      (await rig.audited('staff.accountOpened')).find(each => each['account_id'] === '12'),
    );
    const line = { role: 'operator', actor: 'ivanova', shift: id, visit, account_id: null };
    for (const [action, details] of [
      ['staff.screenLocked', { why: 'button' }],
      ['staff.unlockFailed', { by: 'password' }],
      ['staff.screenUnlocked', { by: 'password' }],
    ] as const)
      expect(await eventually(async () => (await ofShift(action, id)).at(-1))).toMatchObject({ ...line, details });
    expect((await ofShift('staff.accountOpened', id)).at(-1)).toMatchObject({ actor: 'ivanova', visit });
  });
});

test('quiet locks the desk and loses nothing', async () => {
  const quiet = await rig.terminal('desk', { shift: { lockMinutes: 0.02 } });
  await quiet.good('staff.signIn', { login: 'ivanova', password });
  await quiet.good('staff.openByDocument', { account: 9, ...opened });
  await eventually(async () => (await quiet.good('staff.shift', {})).locked);
  expect(codeOf(await quiet.call('statement.get', { account: 9 }))).toBe('staff.screenLocked');
  await quiet.good('staff.unlockScreen', { by: 'password', secret: password });
  expect(codeOf(await quiet.call('statement.get', { account: 9 }))).toBe('ok');
});

test('a kiosk has no screen to lock', async () => {
  const hall = await rig.terminal('kiosk', { shift: { lockMinutes: 0.02 } });
  await hall.good('staff.signIn', { login: 'ivanova', password });
  expect(codeOf(await hall.call('staff.lockScreen', {}))).toBe('method.notForYou');
  expect(await hall.good('staff.shift', {})).toMatchObject({ locked: false, pin: false });
});
