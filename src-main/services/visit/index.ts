// The visit: one a terminal, held in main. What this person has opened, how long it has been quiet, and how it all ends.
import { randomUUID } from 'node:crypto';
import type { VisitEnd, Who } from '#contract';
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../ports/clock.ts';

export type VisitEvent =
  | { type: 'warning'; secondsLeft: number }
  | { type: 'resumed' }
  | {
      type: 'ended';
      why: VisitEnd;
      visit: string;
      user: VisitUser | null;
      /** all it had opened, those closed before its end too */
      accounts: readonly number[];
      /** somebody was there */
      touched: boolean;
      /** whose visit it was, where the shift that is on does not tell */
      by: Who | null;
    };

/** Who is signed in: the cabinet's key of the user, and the name they chose. */
export interface VisitUser {
  id: string;
  login: string;
}

export interface Visit {
  /** Changes whenever a visit ends: work begun in one visit must not be delivered into the next. */
  id(): string;
  /** Whether the visit has the account open for whoever is at the terminal now: one opened in a shift is closed to anybody else. */
  isOpen(account: number): boolean;
  openAccounts(): readonly number[];
  /** Nothing of a person is in it: no account, no user. */
  isEmpty(): boolean;
  /** Nobody has touched it yet. */
  isFresh(): boolean;
  /**
   * Opens an account for the visit `visitId`; false, and nothing opened, when that visit is over. Opened by `proof` it may be given to
   * the cabinet of who is signed in.
   */
  open(visitId: string, account: number, by?: 'proof' | 'sight'): boolean;
  /** Whether the account is open by a proof that whoever is at the terminal now gave in this visit. */
  isProved(account: number): boolean;
  /** Closes one account; the visit goes on. */
  close(account: number): void;
  user(): VisitUser | null;
  /**
   * Signs a user in for the visit `visitId`; false when that visit is over. Accounts opened before are closed: nobody knows whose they are.
   */
  signIn(visitId: string, user: VisitUser): boolean;
  /** The visit goes on with no user and with no account open. */
  signOut(): void;
  /** The person did something. The first touch begins counting quiet; `reading`: where there is much to read, more of it. */
  touch(reading?: boolean): void;
  /** A shift has begun or ended: quiet counts from now on, or no longer; one that is already over ends the visit at once. */
  shiftChanged(): void;
  /** `by`: whose visit it was, where the shift that is on does not tell. */
  end(why: VisitEnd, by?: Who): void;
  onEvent(listener: (event: VisitEvent) => void): () => void;
}

export interface VisitDeps {
  clock: Clock;
  idle: IdleLimits;
  /** The shift that is on, null while none is: what is opened in one belongs to it. After a change call `shiftChanged`. */
  shift?: () => string | null;
  /** At a desk the visits of a shift have no quiet of their own: the shift has. */
  keptByShift?: boolean;
}

/** Quiet is counted in seconds: a warning each second from `warnSeconds`, the end at `endSeconds`; both later by `readingSeconds` where one reads. */
export interface IdleLimits {
  warnSeconds: number;
  endSeconds: number;
  readingSeconds?: number;
}

export const createVisit = (deps: VisitDeps): Visit => new TheVisit(deps);

interface Opened {
  /** the shift it was opened in */
  shift: string | null;
  /** a proof; or a document that staff saw, or the user's own cabinet */
  by: 'proof' | 'sight';
}

class TheVisit implements Visit {
  readonly #clock: Clock;
  readonly #idle: IdleLimits;
  readonly #shift: () => string | null;
  readonly #keptByShift: boolean;
  readonly #events = new Emitter<VisitEvent>();
  #id: string = randomUUID();
  #open = new Map<number, Opened>();
  readonly #opened = new Set<number>();
  #user: VisitUser | null = null;
  /** put off by `readingSeconds` where one reads */
  #quietSince: number | null = null;
  #warned = false;
  #cancelTimer = () => {};

  constructor({ clock, idle, shift = () => null, keptByShift = false }: VisitDeps) {
    this.#clock = clock;
    this.#idle = idle;
    this.#shift = shift;
    this.#keptByShift = keptByShift;
  }

  /** Settings may put the warning after the end: then there is none. */
  get #firstLookMs(): number {
    const { warnSeconds, endSeconds } = this.#idle;
    return Math.min(warnSeconds, endSeconds) * 1000;
  }

  readonly id = (): string => this.#id;
  readonly isOpen = (account: number): boolean => this.#open.get(account)?.shift === this.#shift();
  readonly isProved = (account: number): boolean => this.isOpen(account) && this.#open.get(account)?.by === 'proof';
  readonly openAccounts = (): readonly number[] => [...this.#open.keys()].filter(this.isOpen);
  readonly isEmpty = (): boolean => this.#open.size === 0 && this.#user === null;
  readonly isFresh = (): boolean => this.isEmpty() && this.#quietSince === null;
  readonly user = (): VisitUser | null => this.#user;

  readonly open = (visitId: string, account: number, by: Opened['by'] = 'sight'): boolean => {
    if (visitId !== this.#id) return false;
    // a proof given once is not taken back by opening the account again
    const proved = by === 'proof' || this.isProved(account);
    this.#open.set(account, { shift: this.#shift(), by: proved ? 'proof' : 'sight' });
    this.#opened.add(account);
    this.touch();
    return true;
  };

  readonly close = (account: number): void => {
    this.#open.delete(account);
  };

  readonly signIn = (visitId: string, who: VisitUser): boolean => {
    if (visitId !== this.#id) return false;
    this.signOut();
    this.#user = who;
    this.touch();
    return true;
  };

  readonly signOut = (): void => {
    this.#user = null;
    this.#open = new Map();
  };

  readonly touch = (reading = false): void => {
    const more = reading ? (this.#idle.readingSeconds ?? 0) * 1000 : 0;
    this.#quietSince = this.#clock.monotonic() + more;
    this.#schedule(this.#firstLookMs + more);
    if (!this.#warned) return;
    this.#warned = false;
    this.#events.emit({ type: 'resumed' });
  };

  readonly shiftChanged = (): void => this.#check();

  readonly end = (why: VisitEnd, by?: Who): void => {
    const ended = {
      type: 'ended',
      why,
      visit: this.#id,
      user: this.#user,
      accounts: [...this.#opened],
      touched: !this.isFresh(),
      by: by ?? null,
    } as const;
    this.#cancelTimer();
    this.#id = randomUUID();
    this.signOut();
    this.#opened.clear();
    this.#quietSince = null;
    this.#warned = false;
    this.#events.emit(ended);
  };

  readonly onEvent = (listener: (event: VisitEvent) => void): (() => void) => this.#events.on(listener);

  #schedule(ms: number): void {
    this.#cancelTimer();
    if (this.#isKept()) return;
    this.#cancelTimer = this.#clock.after(ms, () => this.#check());
  }

  #isKept(): boolean {
    return this.#keptByShift && this.#shift() !== null;
  }

  #check(): void {
    if (this.#quietSince === null) return;
    if (this.#isKept()) return this.touch();
    const { warnSeconds, endSeconds } = this.#idle;
    const quiet = (this.#clock.monotonic() - this.#quietSince) / 1000;
    if (quiet >= endSeconds) return this.end('idle');
    if (quiet >= warnSeconds) {
      this.#warned = true;
      this.#schedule(Math.min(1000, (endSeconds - quiet) * 1000));
      return this.#events.emit({ type: 'warning', secondsLeft: Math.ceil(endSeconds - quiet) });
    }
    this.#schedule(this.#firstLookMs - quiet * 1000);
  }
}
