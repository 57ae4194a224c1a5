// Staff: a shift and what may be done in it, its parts joined behind the methods of the contract.
import type { StaffMember } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { createBatches, type Batches, type BatchDeps } from './batch.ts';
import { createDesk, type Desk, type DeskDeps } from './desk.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createLocks, type Locks } from './locks.ts';
import { byStaff, createStaffSession, type StaffSession } from './session.ts';
import type { Shift } from './shift.ts';

export interface DemoStaff {
  login: string;
  password: string;
  role: StaffMember['role'];
}

export interface Staff {
  shift: Shift;
  session: StaffSession;
  jobs: Jobs;
  locks: Locks;
  desk: Desk;
  batches: Batches;
  /** whom a newcomer of the demo may sign in as */
  demo: DemoStaff[];
}

export type StaffDeps = Omit<Parameters<typeof createStaffSession>[0], 'shift'> &
  Omit<DeskDeps, 'shift' | 'session'> &
  Omit<BatchDeps, 'shift'> &
  Omit<Parameters<typeof createLocks>[0], 'shift' | 'store'> &
  Omit<Parameters<typeof createJobs>[0], 'shift' | 'store'> & {
    terminalStore: Parameters<typeof createLocks>[0]['store'] & Parameters<typeof createJobs>[0]['store'];
    shift: Shift;
    audit: Audit;
    log: Log;
    demo: DemoStaff[];
  };

export function createStaff(deps: StaffDeps): Staff {
  const { shift, audit, log, terminalStore } = deps;
  const session = createStaffSession(deps);
  shift.onEvent(event => {
    if (event.type !== 'ended') return;
    audit
      .record('staff.shiftEnded', null, { why: event.why }, byStaff(event.staff))
      .catch((error: unknown) => log.error('audit not written', error));
  });
  return {
    shift,
    session,
    demo: deps.demo,
    jobs: createJobs({ ...deps, store: terminalStore }),
    locks: createLocks({ ...deps, store: terminalStore }),
    desk: createDesk({ ...deps, session }),
    batches: createBatches(deps),
  };
}
