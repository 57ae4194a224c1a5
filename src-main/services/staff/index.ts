// Staff: a shift and what may be done in it, its parts joined.
import { ok, type Handlers, type HandlersOf, type StaffMember } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { Audit, AuditEvent } from '../audit/index.ts';
import { inShift } from '../audit/who.ts';
import { createBatches, type Batches, type BatchDeps } from './batch.ts';
import { certificateMethods, type CertificateCheckDeps } from './certificates.ts';
import { dataMethods, type DataDeps } from './data.ts';
import { defectsMethods, type DefectsDeps } from './defects.ts';
import { deskMethods, type DeskDeps } from './desk.ts';
import { jobsMethods } from './jobs.ts';
import { locksMethods, type LocksDeps } from './locks.ts';
import { createOffline, type OfflineDeps } from './offline.ts';
import { parkingMethods, type ParkingDeps } from './parking.ts';
import { passwordMethods, type PasswordDeps } from './password.ts';
import { createScreen, type Screen } from './screen.ts';
import { createStaffSession, type StaffSession } from './session.ts';
import { outboxDamageMethods, type OutboxDamageDeps } from './outbox-damage.ts';
import { memberOf, type Shift, type ShiftEvent } from './shift.ts';

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

export type StaffDeps = Omit<Parameters<typeof createStaffSession>[0], 'shift' | 'screen' | 'offline'> &
  Omit<DeskDeps, 'shift' | 'session'> &
  Omit<BatchDeps, 'shift'> &
  Omit<DataDeps, 'session'> &
  DefectsDeps &
  ParkingDeps &
  Omit<LocksDeps, 'session'> &
  Pick<OfflineDeps, 'offlineDays' | 'terminalStore'> &
  Pick<PasswordDeps, 'texts'> &
  Omit<Parameters<typeof jobsMethods>[0], 'shift' | 'store'> & {
    terminalStore: Parameters<typeof jobsMethods>[0]['store'] &
      CertificateCheckDeps['terminalStore'] &
      OutboxDamageDeps['terminalStore'];
    terminalName: string;
    shift: Shift;
    audit: Audit;
    log: Log;
    /** whom a newcomer of the demo may sign in as */
    demo: DemoStaff[];
  };

const shiftMethods = (
  shift: Shift,
  session: Pick<StaffSession, 'cancelSignIn'>,
  screen: Pick<Screen, 'takesPin'>,
  demo: DemoStaff[],
): Pick<Handlers, 'staff.signOut' | 'staff.shift' | 'staff.touch'> => ({
  async 'staff.signOut'() {
    session.cancelSignIn();
    shift.end('button');
    return ok({});
  },
  async 'staff.shift'() {
    const on = shift.staff();
    return ok({
      staff: on && memberOf(on),
      locked: shift.locked(),
      pin: screen.takesPin(),
      offline: on?.token === null,
      mustChange: on?.mustChange ?? false,
      demo,
    });
  },
  async 'staff.touch'() {
    shift.touch();
    return ok({});
  },
});

/** Writes down the end of a shift, and its locked screens. */
function recordShift({ shift, visit, audit, log }: Pick<StaffDeps, 'shift' | 'visit' | 'audit' | 'log'>): void {
  const line = (event: ShiftEvent): AuditEvent | null => {
    if (event.type === 'ended') {
      const who = inShift(null, event.staff, event.shift);
      return { action: 'staff.shiftEnded', account: null, details: { why: event.why }, who };
    }
    if (event.type !== 'locked') return null;
    const who = inShift(visit.id(), event.staff, event.shift);
    return { action: 'staff.screenLocked', account: null, details: { why: event.why }, who };
  };
  shift.onEvent(event => {
    const told = line(event);
    if (told) audit.record(told).catch((error: unknown) => log.error('audit not written', error));
  });
}

export function createStaff(deps: StaffDeps): Staff {
  const { shift, terminalStore } = deps;
  const screen = createScreen(deps);
  const offline = createOffline(deps);
  const session = createStaffSession({ ...deps, screen, offline });
  recordShift(deps);
  const batches = createBatches(deps);
  const methods: Staff['methods'] = {
    ...shiftMethods(shift, session, screen, deps.demo),
    ...screen.methods,
    ...passwordMethods({ ...deps, screen, offline, session }),
    ...session.methods,
    ...jobsMethods({ ...deps, store: terminalStore }),
    ...locksMethods({ ...deps, session }),
    ...dataMethods({ ...deps, session }),
    ...outboxDamageMethods(deps),
    ...deskMethods({ ...deps, session }),
    ...defectsMethods(deps),
    ...parkingMethods(deps),
    ...certificateMethods({ ...deps, session }),
    ...batches.methods,
  };
  return { methods, session, batches };
}
