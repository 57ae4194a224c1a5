// The only entry to the services: method -> audience -> lock -> rights -> parse -> call -> Result.
import { randomUUID } from 'node:crypto';
import {
  fail,
  methods,
  rolesFor,
  type Audience,
  type Call,
  type ErrorCode,
  type Handlers,
  type Method,
  type MethodName,
  type Result,
  type StaffRole,
} from '#contract';
import type { z } from 'zod';
import { diskTrouble } from '../base/disk-trouble.ts';
import type { DiskTrouble } from '../ports/disk.ts';
import type { Log } from '../ports/log.ts';
import type { Views } from '../services/audit/views.ts';
import { whoActs } from '../services/audit/who.ts';
import type { Shift } from '../services/staff/shift.ts';
import type { Visit } from '../services/visit/index.ts';

export interface Caller {
  audience: Audience;
}

/** Never rejects: a bug is logged with an id the person can read out, and the answer holds only the id. */
export type Dispatch = (caller: Caller, method: string, rawInput: unknown) => Promise<Result<unknown>>;

export interface DispatchDeps {
  handlers: Handlers;
  visit: Visit;
  /** Ends the user's session if their password was changed elsewhere, and returns whether it still holds. Never rejects. */
  sessionHolds(): Promise<boolean>;
  shift: Pick<Shift, 'id' | 'staff' | 'locked'>;
  /** Whether the member of staff on shift may still work: a disabled account ends the shift. Does not reject when the fund cannot be reached. */
  shiftHolds(): Promise<boolean>;
  /** Whether an account has another owner than those open at the desk. */
  anotherOwner(account: number): Promise<boolean>;
  /** Writes down what is about to be shown; resolves when it is written. */
  views: Views;
  log: Log;
  /** What to say where the cache has no data yet: to wait, or that waiting does not help. */
  notReady(): ErrorCode;
  /** Told when something could not be written to the disk. */
  diskTrouble(found: DiskTrouble): void;
  /** Also validate outputs and fail on a mismatch: on under test and in development. */
  checkOutputs: boolean;
}

type Handler = (input: unknown, call: Call) => Promise<Result<unknown>>;

const isMethod = (name: string): name is MethodName => Object.hasOwn(methods, name);

/** The account in a raw input, before parsing. Rights are decided by this value alone. */
function namedAccount(rawInput: unknown): number | null {
  if (typeof rawInput !== 'object' || rawInput === null || !Object.hasOwn(rawInput, 'account')) return null;
  const { account } = rawInput as { account: unknown };
  return typeof account === 'number' ? account : null;
}

const isForStaff = ({ needs }: Method) => rolesFor(needs) !== null;

/** Why this visit or shift may not call the method; null when it may. */
function refusal(
  method: Method,
  { visit, shift }: Pick<DispatchDeps, 'visit' | 'shift'>,
  rawInput: unknown,
): ErrorCode | null {
  const staff = shift.staff();
  const forStaff = rolesFor(method.needs);
  if (forStaff) {
    if (!staff) return 'staff.signInNeeded';
    if (!forStaff.includes(staff.role)) return notFor(staff.role, method);
    // an administrator's rights are the fund's to tell, however the shift began
    return method.needs === 'admin' && staff.token === null ? 'staff.offlineShift' : null;
  }
  if (staff?.role === 'auditor' && !method.auditorToo) return 'staff.notForAuditor';
  switch (method.needs) {
    case 'account': {
      const account = namedAccount(rawInput);
      return account !== null && visit.isOpen(account) ? null : 'visit.accountNotOpen';
    }
    case 'user':
      return visit.user() ? null : 'visit.signInNeeded';
    default:
      return null;
  }
}

function notFor(role: StaffRole, { needs }: Method): ErrorCode {
  if (role === 'auditor') return 'staff.notForAuditor';
  return needs === 'auditor' ? 'staff.auditorNeeded' : 'staff.adminNeeded';
}

/** What a method is refused with when the shift it was asked in is over. */
function overBy({ needs }: Method): ErrorCode {
  if (needs === 'account') return 'visit.accountNotOpen';
  return needs === 'user' ? 'visit.signInNeeded' : 'staff.signInNeeded';
}

function inputFailure(error: z.ZodError): Result<never> {
  const tooLong = error.issues.find(issue => issue.code === 'too_big' && issue.origin === 'string');
  const field = (tooLong ?? error.issues[0])?.path.map(String).join('.');
  return fail(tooLong ? 'input.tooLong' : 'input.invalid', field ? { field } : {});
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** The answer holds for what the visit held at the question: whether it still does is asked of it in the moment of the call. */
async function opensAnothers(
  { visit, shift, anotherOwner }: Pick<DispatchDeps, 'visit' | 'shift' | 'anotherOwner'>,
  input: unknown,
): Promise<() => boolean> {
  const { account, sameVisitor = false } = input as { account: number; sameVisitor?: boolean };
  const held = visit.held();
  const another = !sameVisitor && (await anotherOwner(account));
  return () => another || (shift.staff() !== null && !visit.admits(held, account));
}

export function createDispatch(deps: DispatchDeps): Dispatch {
  const { handlers, visit, sessionHolds, shift, shiftHolds, log, checkOutputs } = deps;
  const bug = (method: string, error: unknown): Result<never> => {
    const id = randomUUID().slice(0, 6).toUpperCase();
    log.error('call failed', error, { id, method });
    return fail('system.failure', { params: { id } });
  };

  /** An answer must not appear on the next person's screen, nor after the person signed out or closed the account. */
  function withheld(
    method: Method,
    at: { visit: string; user: string | undefined; shift: string },
    input: unknown,
    value: unknown,
  ) {
    if (shift.locked() && !method.whileLocked) return 'staff.screenLocked';
    if (method.outlivesVisit) return null;
    // a shift outlives visits, so only its own end withholds an answer
    if (isForStaff(method)) return shift.id() === at.shift ? null : 'staff.signInNeeded';
    const signedIn = method.needs === 'user';
    if (visit.id() !== at.visit) return signedIn ? 'visit.signInNeeded' : 'visit.accountNotOpen';
    if (signedIn && visit.user()?.id !== at.user && !isEmpty(value)) return 'visit.signInNeeded';
    return method.needs === 'account' ? refusal(method, deps, input) : null;
  }

  return async (caller, name, rawInput) => {
    if (!isMethod(name)) return fail('method.unknown');
    const method: Method = methods[name];
    if (method.audience !== 'both' && method.audience !== caller.audience) return fail('method.notForYou');
    if (shift.locked() && !method.whileLocked) return fail('staff.screenLocked');
    const refused = refusal(method, deps, rawInput);
    if (refused) return fail(refused);
    const parsed = method.input.safeParse(rawInput);
    if (!parsed.success) return inputFailure(parsed.error);
    const who = whoActs(visit, shift);
    const at = { visit: visit.id(), user: visit.user()?.id, shift: shift.id() };
    if (method.needs === 'user') {
      const holds = await sessionHolds();
      if (!holds || visit.id() !== at.visit || visit.user()?.id !== at.user) return fail('visit.signInNeeded');
    }
    // what is opened in a shift is its clerk's to see only while the fund says that they may
    if (method.needs !== 'nothing' && (isForStaff(method) || shift.staff())) {
      if (!(await shiftHolds()) || shift.id() !== at.shift) return fail(overBy(method));
    }
    try {
      const anothers = method.opens && (await opensAnothers(deps, parsed.data));
      if (anothers && anothers()) return fail('visit.anotherOwner');
      // the screen may have been locked while the fund was asked
      if (shift.locked() && !method.whileLocked) return fail('staff.screenLocked');
      const result = await (handlers[name] as Handler)(parsed.data, { who });
      const late = () => withheld(method, at, rawInput, result.ok ? result.value : {});
      let tooLate = late();
      if (!tooLate && result.ok && method.shows) {
        await deps.views.seen(who, method.shows, namedAccount(rawInput));
        tooLate = late();
      }
      if (tooLate) return fail(tooLate);
      if (checkOutputs && result.ok) method.output.parse(result.value);
      return result;
    } catch (error) {
      if (error instanceof Error && error.name === 'CacheNotReady') return fail(deps.notReady());
      const kind = diskTrouble(error);
      if (!kind) return bug(name, error);
      log.error('disk', error, { method: name, kind });
      deps.diskTrouble({ kind, reason: (error as Error).message });
      return fail(`system.${kind}`);
    }
  };
}
