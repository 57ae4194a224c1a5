// What staff may do, kept at both doors: nothing without a shift, nothing of one shift in another.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rolesFor, type Method, type Result } from '#contract';
import { doors, type Door } from './doors.ts';
import { everyMethod, staffMember, testProgram, type TestProgram } from './program.ts';
import { sample } from './sample.ts';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const inputOf = (method: Method) => sample(method.input) as Record<string, unknown>;

describe.each(doors)('%s', (_host, open) => {
  let behind: TestProgram;
  beforeEach(() => {
    behind = testProgram('desk');
  });

  describe('a shift', () => {
    const forStaff = everyMethod.filter(([, { needs }]) => rolesFor(needs) !== null);
    let desk: Door;
    beforeEach(async () => {
      desk = await open(behind, 'desk');
    });
    afterEach(() => desk.close());

    test.each(forStaff)(
      '%s is refused where nobody is on shift, and answers who holds its right',
      async (name, method) => {
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('staff.signInNeeded');
        behind.shift.begin(staffMember('operator'));
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe(
          method.needs === 'admin' ? 'staff.adminNeeded' : method.needs === 'auditor' ? 'staff.auditorNeeded' : 'ok',
        );
        behind.shift.begin(staffMember('auditor'));
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe(
          method.needs === 'auditor' || method.needs === 'staff' ? 'ok' : 'staff.notForAuditor',
        );
        behind.shift.begin(staffMember('admin'));
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('ok');
        behind.shift.end('button');
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('staff.signInNeeded');
      },
    );

    test('ends its rights with what the fund takes back, whatever the screen says', async () => {
      behind.shift.begin(staffMember('admin'));
      behind.shiftHolds = false;
      for (const [name, method] of forStaff)
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('staff.signInNeeded');
      expect(behind.calls).toEqual([]);
    });

    test.each(forStaff)(
      '%s asked in one shift is not delivered into another, and is delivered over visits',
      async (name, method) => {
        for (const [between, code] of [
          [() => behind.shift.begin(staffMember('admin')), 'staff.signInNeeded'],
          [() => behind.shift.end('button'), 'staff.signInNeeded'],
          [() => behind.visit.end('button'), 'ok'],
        ] as const) {
          behind.shift.begin(staffMember('admin'));
          const started = Promise.withResolvers<void>();
          const finish = Promise.withResolvers<void>();
          behind.handle(name, async () => {
            started.resolve();
            await finish.promise;
            return { ok: true, value: sample(method.output) };
          });
          const answer = desk.call(name, inputOf(method));
          await started.promise;
          between();
          finish.resolve();
          expect(codeOf(await answer)).toBe(code);
        }
      },
    );

    const ofAccount = everyMethod.filter(([, { needs, audience }]) => needs === 'account' && audience !== 'kiosk');

    test.each(ofAccount)(
      '%s answers for an account to the shift that opened it and to no other',
      async (name, method) => {
        const input = { ...inputOf(method), account: 1 };
        behind.shift.begin(staffMember('operator'));
        behind.visit.open(behind.visit.held(), 1);
        expect(codeOf(await desk.call(name, input))).toBe('ok');
        behind.shift.begin(staffMember('admin'));
        expect(codeOf(await desk.call(name, input))).toBe('visit.accountNotOpen');
        behind.shift.end('button');
        expect(codeOf(await desk.call(name, input))).toBe('visit.accountNotOpen');
      },
    );

    test.each(ofAccount)('%s is refused to a clerk whose rights the fund has taken back', async (name, method) => {
      behind.shift.begin(staffMember('operator'));
      behind.visit.open(behind.visit.held(), 1);
      behind.shiftHolds = false;
      expect(codeOf(await desk.call(name, { ...inputOf(method), account: 1 }))).toBe('visit.accountNotOpen');
      expect(behind.calls).toEqual([]);
    });

    test('opens no account and signs no user in', async () => {
      behind.shift.begin(staffMember('admin'));
      expect(codeOf(await desk.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
      expect(codeOf(await desk.call('cabinet.profile', {}))).toBe('visit.signInNeeded');
    });

    test('goes on over a page that is loaded again, with its visit, and ends with a page that is gone', async () => {
      behind.shift.begin(staffMember('operator'));
      desk.on('visit.ended', () => undefined);
      await desk.listening();
      await desk.call('staff.touch', {});
      behind.visit.open(behind.visit.held(), 1);
      for (let i = 0; i < 3; i++) {
        await desk.reload();
        expect(codeOf(await desk.call('statement.get', { account: 1 }))).toBe('ok');
        expect(codeOf(await desk.call('staff.touch', {}))).toBe('ok');
      }
      await desk.crash();
      expect(behind.shift.staff()).toBeNull();
      expect(behind.visit.openAccounts()).toEqual([]);
    });

    test('of nobody keeps no visit over a page that is loaded again', async () => {
      desk.on('visit.ended', () => undefined);
      await desk.listening();
      await desk.call('visit.state', {});
      behind.visit.open(behind.visit.held(), 1);
      await desk.reload();
      expect(behind.visit.openAccounts()).toEqual([]);
    });

    const shut = everyMethod.filter(([, { audience, whileLocked }]) => audience !== 'kiosk' && !whileLocked);
    const atTheLock = everyMethod.filter(([, { audience, whileLocked }]) => audience !== 'kiosk' && whileLocked);

    /** An administrator on shift, an account open and a user signed in: every right there is. */
    const hold = (method: Method) => {
      behind.shift.begin(staffMember('admin'));
      behind.visit.signIn(behind.visit.id(), { id: 'u', login: 'ivanov' });
      const { account } = inputOf(method);
      behind.visit.open(behind.visit.held(), typeof account === 'number' ? account : 1);
    };

    test.each(shut)(
      '%s is refused behind a locked screen, whoever holds its right, and answers after it',
      async (name, method) => {
        hold(method);
        behind.shift.lock('button');
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('staff.screenLocked');
        expect(behind.calls).toEqual([]);
        behind.shift.unlock();
        expect(codeOf(await desk.call(name, inputOf(method)))).toBe('ok');
      },
    );

    test.each(shut)('%s asked before the screen is locked delivers nothing behind it', async (name, method) => {
      hold(method);
      behind.handle(name, async () => {
        behind.shift.lock('idle');
        return { ok: true, value: sample(method.output) };
      });
      expect(codeOf(await desk.call(name, inputOf(method)))).toBe('staff.screenLocked');
    });

    test('has a few methods that answer behind a locked screen, and they hold nothing of a visitor', async () => {
      expect(atTheLock.map(([name]) => name).toSorted()).toEqual([
        'staff.lockScreen',
        'staff.shift',
        'staff.signIn',
        'staff.signInState',
        'staff.unlockScreen',
        'system.info',
        'system.report',
      ]);
      behind.shift.begin(staffMember('operator'));
      behind.shift.lock('button');
      for (const [name, method] of atTheLock) expect(codeOf(await desk.call(name, inputOf(method)))).toBe('ok');
    });

    test('ends after a quarter of an hour of quiet, not of work', () => {
      behind.shift.begin(staffMember('operator'));
      behind.clock.advance(14 * 60_000);
      behind.shift.touch();
      behind.clock.advance(14 * 60_000);
      expect(behind.shift.staff()).not.toBeNull();
      behind.clock.advance(60_000);
      expect(behind.shift.staff()).toBeNull();
    });
  });
});
