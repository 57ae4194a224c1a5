// A shift begun while the fund is away, over a cable that is pulled out: who may begin one, what it may do, and what becomes of it when the fund is back.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { cableTo, type Cable } from '../support/cable.ts';
import { codeOf, password, signIn, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
const cables: Cable[] = [];
const opened = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;

beforeAll(async () => {
  rig = await staffRig({
    ivanova: 'operator',
    petrov: 'admin',
    poka: 'operator',
    novaya: 'operator',
    rolina: 'operator',
  });
});
afterAll(async () => {
  await rig.close();
  await Promise.all(cables.map(cable => cable.close()));
});

async function deskOn(settings: Record<string, unknown> = { shift: { offlineDays: 7 } }) {
  const cable = await cableTo(rig.fund.terminalOf(`offline ${cables.length}`));
  cables.push(cable);
  const desk = await rig.terminal('desk', { fundUrl: cable.url, ...settings });
  return { desk, cable };
}

const isOffline = async (desk: Terminal) => (await desk.good('staff.shift', {})).offline;

describe('with the fund away', () => {
  let desk: Terminal;
  let cable: Cable;
  beforeAll(async () => {
    ({ desk, cable } = await deskOn());
    for (const login of ['ivanova', 'petrov', 'poka', 'novaya', 'rolina']) {
      await desk.good('staff.signIn', { login, password });
      await desk.good('staff.signOut', {});
    }
  });
  afterEach(async () => {
    cable.plug();
    // taken up or ended, so that the next test begins without it
    await eventually(async () => !(await isOffline(desk)));
    await desk.call('staff.signOut', {});
  });

  test('a clerk who has signed in here begins a shift, opens and reads accounts, and what needs the fund says so', async () => {
    cable.pull();
    expect(codeOf(await signIn(desk, 'ivanova'))).toBe('ok');
    expect(await desk.good('staff.shift', {})).toMatchObject({
      staff: { login: 'ivanova', name: 'Сотрудник ivanova', role: 'operator' },
      offline: true,
    });
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    expect(codeOf(await desk.call('statement.get', { account: 9 }))).toBe('ok');
    expect(codeOf(await desk.call('staff.applications', {}))).toBe('staff.away');
    await desk.good('staff.lockScreen', {});
    await desk.good('staff.unlockScreen', { by: 'password', secret: password });

    cable.plug();
    await eventually(async () => codeOf(await desk.call('staff.applications', {})) === 'ok');
    expect(await isOffline(desk)).toBe(false);
    expect(codeOf(await desk.call('statement.get', { account: 9 }))).toBe('ok');
    const [begun] = await eventually(async () => {
      const lines = await rig.audited('staff.signedInOffline');
      return lines.length > 0 && lines;
    });
    expect(begun).toMatchObject({ role: 'operator', actor: 'ivanova' });
    expect((await rig.audited('staff.shiftTakenUp')).at(-1)).toMatchObject({
      actor: 'ivanova',
      shift: begun?.['shift'],
    });
    await eventually(async () =>
      (await rig.audited('staff.accountOpened')).some(line => line['shift'] === begun?.['shift']),
    );
  });

  test('an administrator makes no documents of the region: the fund says who is one', async () => {
    cable.pull();
    expect(codeOf(await signIn(desk, 'petrov'))).toBe('ok');
    expect(codeOf(await desk.call('staff.startRegionBatch', { period: '2026-10' }))).toBe('staff.offlineShift');
    expect(codeOf(await desk.call('staff.signOut', {}))).toBe('ok');
  });

  test('a clerk disabled meanwhile loses the shift and its visits as the fund comes back, and begins none here again', async () => {
    cable.pull();
    await rig.admin.setDisabled(loginNorm('poka'), true);
    expect(codeOf(await signIn(desk, 'poka'))).toBe('ok');
    await desk.good('staff.openByDocument', { account: 9, ...opened });
    cable.plug();
    await eventually(async () => desk.ended.at(-1) === 'rightsChanged');
    expect((await desk.good('visit.state', {})).accounts).toEqual([]);
    cable.pull();
    expect(codeOf(await signIn(desk, 'poka'))).toBe('staff.offlineUnknown');
  });

  test('so does one whose password or role is another by then', async () => {
    cable.pull();
    await rig.admin.setPassword(loginNorm('novaya'), await argon2Passwords().hash('Новый-и-7-слов'));
    expect(codeOf(await signIn(desk, 'novaya'))).toBe('ok');
    cable.plug();
    await eventually(async () => desk.ended.at(-1) === 'rightsChanged');
    cable.pull();
    await rig.admin.setRole(loginNorm('rolina'), 'admin');
    expect(codeOf(await signIn(desk, 'rolina'))).toBe('ok');
    cable.plug();
    await eventually(async () => (await desk.good('staff.shift', {})).staff === null);
    expect(codeOf(await signIn(desk, 'rolina'))).toBe('ok');
    expect((await desk.good('staff.shift', {})).staff?.role).toBe('admin');
  });

  test('a stranger to this place begins none, wrong passwords are counted here and lock the name here, at once or one by one', async () => {
    cable.pull();
    expect(codeOf(await signIn(desk, 'nobody'))).toBe('staff.offlineUnknown');
    const guesses = await Promise.all(Array.from({ length: 7 }, (_, i) => signIn(desk, 'petrov', `неверный ${i}`)));
    expect(guesses.map(codeOf).toSorted()).toEqual([
      ...Array<string>(2).fill('proof.locked'),
      ...Array<string>(5).fill('staff.signInWrong'),
    ]);
    expect(codeOf(await signIn(desk, 'petrov'))).toBe('proof.locked');
    expect((await desk.good('staff.shift', {})).staff).toBeNull();
    cable.plug();
    const failed = await eventually(async () => {
      const lines = (await rig.audited('staff.signInFailed')).filter(({ actor }) => actor === 'petrov');
      return lines.length >= 5 && lines;
    });
    expect(failed[0]).toMatchObject({ role: 'admin', actor: 'petrov' });
    // the fund knows nothing of a lock that is this terminal's own
    expect(codeOf(await signIn(desk, 'petrov'))).toBe('ok');
  });

  test('nothing of the password lies readable in the terminal’s files', () => {
    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter(each => each.isFile());
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const secret of ['argon2id', password, 'staff-offline']) expect(bytes.includes(secret)).toBe(false);
    }
  });
});

test('without the setting nobody begins a shift while the fund is away', async () => {
  const { desk, cable } = await deskOn({});
  await desk.good('staff.signIn', { login: 'ivanova', password });
  await desk.good('staff.signOut', {});
  cable.pull();
  expect(codeOf(await signIn(desk, 'ivanova'))).toBe('staff.away');
});
