// Who did it, in which visit and shift: what staff do at the desk is theirs in the audit log, one line a deed, and only what happened.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addCabinetUser } from '../support/cabinet-users.ts';
import { withClient } from '../support/postgres.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let desk: Terminal;
/** the shift of the test, and where its lines begin */
let shift: string;

interface Line {
  action: string;
  role: string;
  actor: string;
  account_id: string | null;
  reason: string;
  details: Record<string, unknown>;
  visit: string | null;
  shift: string | null;
}

/** Lines of the shift, oldest first, as they have come to the fund. */
const lines = () =>
  withClient(rig.fund.url, async client => {
    const { rows } = await client.query<Line>(
      'select action, role, actor, account_id, reason, details, visit, shift from terminal.audit where shift = $1 order by at',
      [shift],
    );
    return rows;
  });

/** What the shift's lines are once its end has come to the fund. */
const whenOver = async () => {
  await desk.good('staff.signOut', {});
  const found = await eventually(async () => {
    const all = await lines();
    return all.some(({ action }) => action === 'staff.shiftEnded') && all;
  });
  expect(found.filter(({ role, actor }) => role !== 'operator' || actor !== 'ivanova')).toEqual([]);
  return found.filter(({ action }) => action !== 'staff.signedIn' && action !== 'staff.shiftEnded');
};

const byDocument = { reason: 'noPapers', document: 'passport', lastFour: '1234' } as const;
const actions = (all: readonly Line[]) => all.map(({ action }) => action).toSorted();

beforeAll(async () => {
  rig = await staffRig({ ivanova: 'operator' });
  desk = await rig.terminal('desk');
});
afterAll(() => rig.close());
beforeEach(async () => {
  await desk.good('staff.signOut', {});
  await desk.good('visit.end', {});
  const before = new Set((await rig.audited('staff.signedIn')).map(line => line['shift']));
  await desk.good('staff.signIn', { login: 'ivanova', password });
  const line = (await rig.audited('staff.signedIn')).find(each => !before.has(each['shift']));
  shift = String(line?.['shift']);
});

describe('a shift', () => {
  test('has its papers, views and the end of its visit in its clerk’s name, all of one visit', async () => {
    await desk.good('staff.openByDocument', { account: 7, ...byDocument });
    for (let i = 0; i < 3; i++) {
      await desk.good('statement.get', { account: 7 });
      await desk.good('statement.payments', { account: 7, from: '2026-09', to: '2026-10' });
    }
    const job = randomUUID();
    await desk.good('documents.print', { account: 7, period: '2026-10', job });
    await eventually(async () => (await desk.good('documents.job', { job })).state === 'done');
    await desk.good('visit.end', {});
    const found = await whenOver();
    expect(actions(found)).toEqual([
      'document.printed',
      'staff.accountOpened',
      'view.shown',
      'view.shown',
      'visit.ended',
    ]);
    expect(new Set(found.map(({ visit }) => visit)).size).toBe(1);
    expect(found.filter(({ action }) => action === 'view.shown').map(({ details }) => details['what'])).toEqual([
      'statement',
      'payments',
    ]);
    expect(found.find(({ action }) => action === 'visit.ended')?.details).toMatchObject({
      why: 'button',
      accounts: '7',
    });
  });

  test('writes a printed list of a house once and with its reason, and one that was refused not at all', async () => {
    const job = randomUUID();
    await desk.good('staff.printHouse', { house: rig.house, reason: 'meeting', job });
    await eventually(async () => (await desk.good('staff.job', { job })).state === 'done');
    await desk.good('staff.signOut', {});
    await desk.good('staff.signIn', { login: 'ivanova', password });
    // the key of another shift
    expect(codeOf(await desk.call('staff.printHouse', { house: rig.house, reason: 'meeting', job }))).toBe(
      'print.unknownJob',
    );
    const all = await eventually(async () => {
      const found = await rig.audited('staff.houseListPrinted');
      return found.length > 0 && found;
    });
    expect(all.map(line => [line['role'], line['actor'], line['reason']])).toEqual([
      ['operator', 'ivanova', 'meeting'],
    ]);
  });

  test('needs a reason for the accounts of a house', async () => {
    expect(codeOf(await desk.call('staff.house', { house: rig.house } as never))).toBe('input.invalid');
    await desk.good('staff.house', { house: rig.house, reason: 'letter' });
    expect((await whenOver()).map(({ action, reason }) => [action, reason])).toEqual([['staff.houseShown', 'letter']]);
  });

  test('leaves no line for a lock that is not there, nor for a form that is not there', async () => {
    await desk.good('staff.liftLock', { id: 'nowhere/proof/' });
    expect(codeOf(await desk.call('staff.applicationHandled', { number: 987_654 }))).toBe('staff.applicationGone');
    const form = { number: 987_654, login: '', document: 'passport', lastFour: '1234' } as const;
    expect(codeOf(await desk.call('staff.acceptApplication', form))).toBe('staff.applicationGone');
    expect(await whenOver()).toEqual([]);
  });

  test('has the lists of forms and of locks once', async () => {
    for (let i = 0; i < 2; i++) {
      await desk.good('staff.applications', {});
      await desk.good('staff.locks', {});
    }
    expect((await whenOver()).map(({ action, details }) => [action, details['what']])).toEqual([
      ['view.shown', 'applications'],
      ['view.shown', 'locks'],
    ]);
  });

  test('names both the clerk and the owner in what a form gives to a cabinet', async () => {
    const user = await addCabinetUser(rig.fund.url, 'vladelets');
    const hall = await rig.terminal('kiosk');
    const { number } = await hall.good('cabinet.printApplication', { account: 6, job: randomUUID() });
    const { applications } = await desk.good('staff.applications', {});
    const form = applications.find(each => each.shown === number);
    await desk.good('staff.acceptApplication', {
      number: form?.number ?? 0,
      login: 'vladelets',
      document: 'passport',
      lastFour: '1234',
    });
    const accepted = (await whenOver()).find(({ action }) => action === 'staff.applicationAccepted');
    expect(accepted?.details).toMatchObject({ user });
  });
});

test('a visit in which nothing was opened is counted too, and is nobody’s of the staff', async () => {
  await desk.good('staff.signOut', {});
  await desk.good('visit.touch', {});
  await desk.good('visit.end', {});
  const line = await eventually(async () =>
    (await rig.audited('visit.ended')).find(each => (each['details'] as Line['details'])['accounts'] === ''),
  );
  expect(line).toMatchObject({ role: 'owner', shift: null });
  expect(line['visit']).not.toBeNull();
});
