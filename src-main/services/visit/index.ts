// The visit: one a terminal, held in main. What this person has opened, how long it has been quiet, and how it all ends.
import { randomUUID } from 'node:crypto';
import type { VisitEnd } from '#contract';
import type { Clock } from '../../ports/clock.ts';

export type VisitEvent =
  | { type: 'warning'; secondsLeft: number }
  | { type: 'resumed' }
  | { type: 'ended'; why: VisitEnd; visit: string; accounts: readonly number[] };

/** Who is signed in: the cabinet's key of the user, and the name they chose. */
export interface VisitUser {
  id: string;
  login: string;
}

export interface Visit {
  /** Changes whenever a visit ends: work begun in one visit must not be delivered into the next. */
  id(): string;
  isOpen(account: number): boolean;
  openAccounts(): readonly number[];
  /** Opens an account for the visit `visitId`; false, and nothing opened, when that visit is over. */
  open(visitId: string, account: number): boolean;
  /** Closes one account; the visit goes on. */
  close(account: number): void;
  user(): VisitUser | null;
  /**
   * Signs a user in for the visit `visitId`; false when that visit is over. Accounts the visit has opened stay open, unless another user
   * was signed in: then nothing of theirs is left.
   */
  signIn(visitId: string, user: VisitUser): boolean;
  /** The visit goes on with no user and with no account open. */
  signOut(): void;
  /** The person did something. The first touch begins counting quiet. */
  touch(): void;
  end(why: VisitEnd): void;
  onEvent(listener: (event: VisitEvent) => void): () => void;
}

/** Quiet is counted in seconds: a warning each second from `warnSeconds`, the end at `endSeconds`. */
export function createVisit(deps: { clock: Clock; idle: { warnSeconds: number; endSeconds: number } }): Visit {
  const { clock, idle } = deps;
  const listeners = new Set<(event: VisitEvent) => void>();
  /** Every listener is told, whatever another one throws: each of them has something of this person to forget. */
  function emit(event: VisitEvent): void {
    const errors: unknown[] = [];
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `A listener failed on ${event.type}`);
  }
  /** Settings may put the warning after the end: then there is none. */
  const firstLookMs = Math.min(idle.warnSeconds, idle.endSeconds) * 1000;
  let id: string = randomUUID();
  let open = new Set<number>();
  let user: VisitUser | null = null;
  let quietSince: number | null = null;
  let warned = false;
  let cancelTimer = () => {};

  const schedule = (ms: number) => {
    cancelTimer();
    cancelTimer = clock.after(ms, check);
  };

  function check(): void {
    if (quietSince === null) return;
    const quiet = (clock.monotonic() - quietSince) / 1000;
    if (quiet >= idle.endSeconds) return end('idle');
    if (quiet >= idle.warnSeconds) {
      warned = true;
      schedule(Math.min(1000, (idle.endSeconds - quiet) * 1000));
      return emit({ type: 'warning', secondsLeft: Math.ceil(idle.endSeconds - quiet) });
    }
    schedule(firstLookMs - quiet * 1000);
  }

  function end(why: VisitEnd): void {
    const ended = { type: 'ended', why, visit: id, accounts: [...open] } as const;
    cancelTimer();
    id = randomUUID();
    open = new Set();
    user = null;
    quietSince = null;
    warned = false;
    emit(ended);
  }

  function touch(): void {
    quietSince = clock.monotonic();
    schedule(firstLookMs);
    if (!warned) return;
    warned = false;
    emit({ type: 'resumed' });
  }

  function signOut(): void {
    user = null;
    open = new Set();
  }

  return {
    id: () => id,
    isOpen: account => open.has(account),
    openAccounts: () => [...open],
    open(visitId, account) {
      if (visitId !== id) return false;
      open.add(account);
      touch();
      return true;
    },
    close: account => void open.delete(account),
    user: () => user,
    signIn(visitId, who) {
      if (visitId !== id) return false;
      if (user && user.id !== who.id) signOut();
      user = who;
      touch();
      return true;
    },
    signOut,
    touch,
    end,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
