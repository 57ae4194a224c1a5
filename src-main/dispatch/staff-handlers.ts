// Staff's methods: which part of the service answers which.
import { ok, type MethodName } from '#contract';
import type { Staff } from '../services/staff/index.ts';
import { memberOf } from '../services/staff/shift.ts';
import type { Handlers } from './index.ts';

type StaffMethod = Extract<MethodName, `staff.${string}`>;

export function staffHandlers(staff: Staff): Pick<Handlers, StaffMethod> {
  const { shift, session, jobs, locks, desk, batches } = staff;
  return {
    'staff.signInState': ({ login }) => session.state(login),
    'staff.signIn': input => session.signIn(input),
    'staff.signOut': async () => {
      shift.end('button');
      return ok({});
    },
    'staff.shift': async () => {
      const on = shift.staff();
      return ok({ staff: on && memberOf(on), demo: staff.demo });
    },
    'staff.touch': async () => {
      shift.touch();
      return ok({});
    },

    'staff.jobs': () => jobs.list(),
    'staff.redirect': ({ job, printer }) => jobs.redirect(job, printer),

    'staff.locks': () => locks.list(),
    'staff.liftLock': input => locks.lift(input),

    'staff.applications': () => desk.applications(),
    'staff.applicationHandled': ({ number }) => desk.applicationHandled(number),
    'staff.openByDocument': input => desk.openByDocument(input),
    'staff.house': ({ house }) => desk.house(house),
    'staff.printHouse': ({ house, job }) => desk.printHouse(house, job),
    'staff.job': ({ job }) => desk.job(job),

    'staff.batch': async () => ok(batches.last()),
    'staff.startBatch': input => batches.start(input),
    'staff.stopBatch': async () => {
      batches.stop();
      return ok({});
    },
    'staff.defects': ({ offset }) => desk.defects(offset),
  };
}
