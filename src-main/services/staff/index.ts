// Staff: a shift and what may be done in it, its parts joined.
import { ok, type Handlers, type HandlersOf, type StaffMember } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { inShift } from '../audit/who.ts';
import { createBatches, type Batches, type BatchDeps } from './batch.ts';
import { certificateMethods, type CertificateCheckDeps } from './certificates.ts';
import { dataMethods, type DataDeps } from './data.ts';
import { defectsMethods, type DefectsDeps } from './defects.ts';
import { deskMethods, type DeskDeps } from './desk.ts';
import { jobsMethods } from './jobs.ts';
import { locksMethods, type LocksDeps } from './locks.ts';
import { parkingMethods, type ParkingDeps } from './parking.ts';
import { createStaffSession, type StaffSession } from './session.ts';
import { memberOf, type Shift } from './shift.ts';

export interface DemoStaff {
  login: string;
  password: string;
  role: StaffMember['role'];
}

export interface Staff {
  methods: HandlersOf<'staff'>;
  session: Pick<StaffSession, 'holds' | 'act'>;
  batches: Pick<Batches, 'stop' | 'idle' | 'onChange'>;
}

export type StaffDeps = Omit<Parameters<typeof createStaffSession>[0], 'shift'> &
  Omit<DeskDeps, 'shift' | 'session'> &
  Omit<BatchDeps, 'shift'> &
  Omit<DataDeps, 'session'> &
  DefectsDeps &
  ParkingDeps &
  Omit<LocksDeps, 'session'> &
  Omit<Parameters<typeof jobsMethods>[0], 'shift' | 'store'> & {
    terminalStore: Parameters<typeof jobsMethods>[0]['store'] & CertificateCheckDeps['terminalStore'];
    terminalName: string;
    shift: Shift;
    audit: Audit;
    log: Log;
    /** whom a newcomer of the demo may sign in as */
    demo: DemoStaff[];
  };

const shiftMethods = (
  shift: Shift,
  demo: DemoStaff[],
): Pick<Handlers, 'staff.signOut' | 'staff.shift' | 'staff.touch'> => ({
  async 'staff.signOut'() {
    shift.end('button');
    return ok({});
  },
  async 'staff.shift'() {
    const on = shift.staff();
    return ok({ staff: on && memberOf(on), demo });
  },
  async 'staff.touch'() {
    shift.touch();
    return ok({});
  },
});

export function createStaff(deps: StaffDeps): Staff {
  const { shift, audit, log, terminalStore } = deps;
  const session = createStaffSession(deps);
  shift.onEvent(event => {
    if (event.type !== 'ended') return;
    audit
      .record({
        action: 'staff.shiftEnded',
        account: null,
        details: { why: event.why },
        who: inShift(null, event.staff, event.shift),
      })
      .catch((error: unknown) => log.error('audit not written', error));
  });
  const batches = createBatches(deps);
  const methods: Staff['methods'] = {
    ...shiftMethods(shift, deps.demo),
    ...session.methods,
    ...jobsMethods({ ...deps, store: terminalStore }),
    ...locksMethods({ ...deps, session }),
    ...dataMethods({ ...deps, session }),
    ...deskMethods({ ...deps, session }),
    ...defectsMethods(deps),
    ...parkingMethods(deps),
    ...certificateMethods({ ...deps, session }),
    ...batches.methods,
  };
  return { methods, session, batches };
}
