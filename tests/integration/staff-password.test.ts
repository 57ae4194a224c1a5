// A clerk's own password: changed at the desk with the present one, asked for after an administrator has set it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { codeOf, password, signIn, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

const next = 'Ещё-5-берёз';
let rig: StaffRig;
let desk: Terminal;
let other: Terminal;

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator', novaya: 'operator', auditor: 'auditor', petrov: 'admin' });
  desk = await rig.terminal('desk', { shift: { offlineDays: 7 } });
  other = await rig.terminal('desk');
});
afterAll(() => rig.close());

const change = (at: Terminal, oldPassword: string, to = next, again = to) =>
  at.call('staff.changePassword', { oldPassword, password: to, passwordAgain: again });
const mustChange = async (at: Terminal) => (await at.good('staff.shift', {})).mustChange;

test('it takes the present password, serves at once and everywhere, and ends the other shifts of its owner', async () => {
  await desk.good('staff.signIn', { login: 'ivanova', password });
  await other.good('staff.signIn', { login: 'ivanova', password });
  await desk.good('staff.openByDocument', { account: 9, reason: 'noPapers', document: 'passport', lastFour: '1234' });
  expect(codeOf(await change(desk, 'не тот-7'))).toBe('cabinet.passwordWrong');
  expect(codeOf(await change(desk, password))).toBe('ok');
  // this shift goes on with its visit, and its screen opens by the new password
  expect(codeOf(await desk.call('statement.get', { account: 9 }))).toBe('ok');
  expect(codeOf(await desk.call('staff.applications', {}))).toBe('ok');
  await desk.good('staff.lockScreen', {});
  expect(codeOf(await desk.call('staff.unlockScreen', { by: 'password', secret: password }))).toBe(
    'cabinet.passwordWrong',
  );
  await desk.good('staff.unlockScreen', { by: 'password', secret: next });
  await eventually(async () => other.ended.at(-1) === 'rightsChanged');
  expect(codeOf(await signIn(other, 'ivanova'))).toBe('staff.signInWrong');
  expect(codeOf(await signIn(other, 'ivanova', next))).toBe('ok');
  expect((await rig.audited('staff.passwordFailed')).at(-1)).toMatchObject({ role: 'operator', actor: 'ivanova' });
  expect((await rig.audited('staff.passwordChanged')).at(-1)).toMatchObject({ role: 'operator', actor: 'ivanova' });
  expect((await rig.admin.history(10)).find(({ login }) => login === 'ivanova')).toMatchObject({ change: 'password' });
});

test.each([
  ['short1', 'short1', 'cabinet.passwordWeak'],
  ['Petrov-2026', 'Petrov-2026', 'cabinet.passwordWeak'],
  [next, 'Другой-6-раз', 'cabinet.passwordsDiffer'],
  [password, password, 'staff.passwordSame'],
])('it is not changed to %j and %j', async (to, again, code) => {
  await desk.good('staff.signIn', { login: 'petrov', password });
  expect(codeOf(await change(desk, password, to, again))).toBe(code);
  expect(codeOf(await signIn(desk, 'petrov'))).toBe('ok');
});

test('wrong ones at its change are counted with those of the sign-in, and lock the name', async () => {
  await desk.good('staff.signIn', { login: 'petrov', password });
  const codes = [];
  for (let i = 0; i < 5; i++) codes.push(codeOf(await change(desk, `неверный-${i}`)));
  expect(codes).toEqual([...Array<string>(4).fill('cabinet.passwordWrong'), 'proof.locked']);
  expect(codeOf(await change(desk, password))).toBe('proof.locked');
  expect((await desk.good('staff.shift', {})).staff?.login).toBe('petrov');
});

test('one that an administrator has set is asked to be changed until it is; the auditor changes theirs too', async () => {
  await rig.admin.setPassword(loginNorm('novaya'), await argon2Passwords().hash('Выдан-1-раз'), true);
  expect(codeOf(await signIn(desk, 'novaya', 'Выдан-1-раз'))).toBe('ok');
  expect(await mustChange(desk)).toBe(true);
  expect(codeOf(await change(desk, 'Выдан-1-раз'))).toBe('ok');
  expect(await mustChange(desk)).toBe(false);
  expect(codeOf(await signIn(desk, 'novaya', next))).toBe('ok');
  expect(await mustChange(desk)).toBe(false);
  await desk.good('staff.signIn', { login: 'auditor', password });
  expect(codeOf(await change(desk, password))).toBe('ok');
});

test('it is changed by nobody without a shift, and at a kiosk by nobody', async () => {
  await desk.good('staff.signOut', {});
  expect(codeOf(await change(desk, password))).toBe('staff.signInNeeded');
  const hall = await rig.terminal('kiosk');
  expect(codeOf(await change(hall, password))).toBe('method.notForYou');
});
