// The program behind the doors under test: the real dispatcher and the real visit, with handlers that answer from the contract's schemas.
import { z } from 'zod';
import {
  method,
  methods,
  ok,
  type Audience,
  type EventName,
  type EventPayload,
  type Handlers,
  type Method,
  type Result,
  type StaffRole,
  type Who,
} from '#contract';
import { createDispatch } from '../../src-main/dispatch/index.ts';
import type { EventListener } from '../../src-main/dispatch/event-stream.ts';
import type { Program } from '../../src-main/program.ts';
import { windowLost } from '../../src-main/services/choreography/window-lost.ts';
import { createShift, type Shift } from '../../src-main/services/staff/shift.ts';
import { createVisit, type Visit } from '../../src-main/services/visit/index.ts';
import { fakeClock, type FakeClock } from '../support/fake-clock.ts';
import { sample } from './sample.ts';

const empty = z.strictObject({});
const account = z.strictObject({ account: z.int().positive() });

// Rights no method of today asks for are held to their promise as well.
Object.assign(methods, {
  'test.desk': method({ audience: 'desk', needs: 'nothing', input: empty, output: empty }),
  'test.kiosk': method({ audience: 'kiosk', needs: 'nothing', input: empty, output: empty }),
  'test.user': method({ audience: 'both', needs: 'user', input: empty, output: empty }),
  'test.operator': method({ audience: 'both', needs: 'operator', input: empty, output: empty }),
  'test.admin': method({ audience: 'desk', needs: 'admin', input: empty, output: empty }),
  'test.deskAccount': method({ audience: 'desk', needs: 'account', shows: null, input: account, output: empty }),
});

export const everyMethod: [string, Method][] = Object.entries(methods);

type Handler = (input: unknown) => Promise<Result<unknown>>;

export const staffMember = (role: StaffRole) => ({
  id: 's',
  login: 'ivanova',
  name: 'Иванова Мария Петровна',
  role,
  token: 't',
});

export interface TestProgram {
  program: Program;
  visit: Visit;
  shift: Shift;
  clock: FakeClock;
  /** Calls that got through to a handler. */
  calls: { method: string; input: unknown }[];
  /** What went into the log of errors. */
  errors: { error: unknown; details: Record<string, unknown> }[];
  /** What was written before the program had a log. */
  logged: string[];
  /** Puts another handler in the place of one. */
  handle(method: string, handler: Handler): void;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
  closed: boolean;
  /** What the fund says of the signed-in user's session. */
  holds: boolean;
  /** What the fund answers about the member of staff on shift. */
  shiftHolds: boolean;
  /** Done while the fund is asked about the shift. */
  meanwhile: () => void;
  /** what is said of an account that is to be opened */
  anotherOwner: boolean;
  /** what the audit log was told is shown */
  seen: { who: Who; what: string; account: number | null }[];
  /** how often the program was told that the disk is full */
  fullDisks: number;
}

export function testProgram(audience: Audience = 'kiosk'): TestProgram {
  const clock = fakeClock();
  const shift = createShift({ clock, endMinutes: 15 });
  const visit = createVisit({
    clock,
    idle: { warnSeconds: 45, endSeconds: 60 },
    shift: () => (shift.staff() ? shift.id() : null),
  });
  const listeners = new Set<EventListener>();
  const calls: TestProgram['calls'] = [];
  const errors: TestProgram['errors'] = [];
  const others = new Map<string, Handler>();

  const handlers = Object.fromEntries(
    everyMethod.map(([name, { output }]): [string, Handler] => [
      name,
      async input => {
        calls.push({ method: name, input });
        return others.get(name)?.(input) ?? ok(sample(output));
      },
    ]),
  ) as unknown as Handlers;

  const log: Program['log'] = {
    info: () => undefined,
    warn: () => undefined,
    error: (_event, error, details = {}) => void errors.push({ error, details }),
  };
  const emit: EventListener = (event, payload) => listeners.forEach(listener => listener(event, payload));
  visit.onEvent(event => {
    if (event.type === 'warning') emit('visit.warning', { secondsLeft: event.secondsLeft });
    if (event.type === 'ended') emit('visit.ended', { why: event.why });
  });

  const made: TestProgram = {
    visit,
    shift,
    clock,
    calls,
    errors,
    logged: [],
    emit,
    closed: false,
    holds: true,
    shiftHolds: true,
    meanwhile: () => undefined,
    fullDisks: 0,
    seen: [],
    anotherOwner: false,
    handle: (name, handler) => void others.set(name, handler),
    program: {
      dispatch: createDispatch({
        handlers,
        visit,
        shift,
        log,
        anotherOwner: async () => made.anotherOwner,
        views: { seen: async (who, what, account) => void made.seen.push({ who, what, account }) },
        checkOutputs: true,
        sessionHolds: async () => made.holds,
        shiftHolds: async () => {
          made.meanwhile();
          return made.shiftHolds;
        },
        notReady: () => 'cache.notReady',
        diskTrouble: () => void made.fullDisks++,
      }),
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      windowLost: windowLost({ visit, shift, audience }),
      log,
      close: async () => void (made.closed = true),
    },
  };
  return made;
}
