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
      /** it was not the one on the screen, which goes on */
      parked: boolean;
    };

/** Who is signed in: the cabinet's key of the user, and the name they chose. */
export interface VisitUser {
  id: string;
  login: string;
}

/** Who and what is in the visit at a moment: an account asked for then is opened beside nothing and nobody else. */
export interface Held {
  visit: string;
  user: string | null;
  accounts: readonly number[];
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
  /** What it holds now; taken when an account is asked for, and given when it is opened. */
  held(): Held;
  /**
   * Whether the account may be opened still: no other visit, no other user and no other account has come since. Of one user's own cabinet any
   * may come at the same time.
   */
  admits(asked: Held, account: number, by?: Opened['by']): boolean;
  /** Opens an account; false, and nothing opened, when the visit does not admit it. Opened by `proof` it may be given to the cabinet of who is signed in. */
  open(asked: Held, account: number, by?: Opened['by']): boolean;
  /** When whoever is at the terminal now opened the account by a proof in this visit, ISO UTC; null when it is not open by one. */
  provedAt(account: number): string | null;
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
  /** Leaves the visit aside, for the shift that is on alone, and begins another; false when there is nothing to leave. The user signs out. */
  park(): boolean;
  /** The oldest first. */
  parked(): readonly Parked[];
  /** Goes on with a parked visit, the present one left aside; false when it is no longer there. */
  resume(visitId: string): boolean;
  /** Ends every parked visit. */
  endParked(why: VisitEnd, by?: Who): void;
  onEvent(listener: (event: VisitEvent) => void): () => void;
}

export interface Parked {
  id: string;
  /** ISO UTC */
  at: string;
  accounts: readonly number[];
}

/** A parked visit is somebody who sat down to look for a paper, not somebody who went home. */
const parkedMs = 10 * 60_000;

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
  /** `document`: one that staff saw */
  by: 'proof' | 'document' | 'cabinet';
  /** of the proof, ISO UTC; null without one */
  provedAt: string | null;
}

interface Aside {
  open: Map<number, Opened>;
  opened: number[];
  at: string;
  cancel: () => void;
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
  readonly #aside = new Map<string, Aside>();
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
  readonly provedAt = (account: number): string | null =>
    this.isOpen(account) ? (this.#open.get(account)?.provedAt ?? null) : null;
  readonly openAccounts = (): readonly number[] => [...this.#open.keys()].filter(this.isOpen);
  readonly isEmpty = (): boolean => this.#open.size === 0 && this.#user === null;
  readonly isFresh = (): boolean => this.isEmpty() && this.#quietSince === null;
  readonly user = (): VisitUser | null => this.#user;

  readonly held = (): Held => ({
    visit: this.#id,
    user: this.#user?.id ?? null,
    accounts: this.openAccounts(),
  });

  readonly admits = (asked: Held, account: number, by: Opened['by'] = 'document'): boolean => {
    const { visit, user, accounts } = this.held();
    const ofCabinet = (each: number) => by === 'cabinet' && this.#open.get(each)?.by === 'cabinet';
    const isKnown = (each: number) => each === account || asked.accounts.includes(each) || ofCabinet(each);
    return visit === asked.visit && user === asked.user && accounts.every(isKnown);
  };

  readonly open = (asked: Held, account: number, by: Opened['by'] = 'document'): boolean => {
    if (!this.admits(asked, account, by)) return false;
    // a proof given once is not taken back by opening the account again
    const provedAt = by === 'proof' ? this.#clock.now() : this.provedAt(account);
    this.#open.set(account, { shift: this.#shift(), by: provedAt === null ? by : 'proof', provedAt });
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

  readonly end = (why: VisitEnd, by?: Who): void => this.#leave(why, by, false);

  readonly park = (): boolean => {
    const open = new Map([...this.#open].filter(([account, { by }]) => this.isOpen(account) && by !== 'cabinet'));
    if (open.size === 0) return false;
    const id = this.#id;
    const cancel = this.#clock.after(parkedMs, () => this.#endAside(id, 'idle'));
    this.#aside.set(id, { open, opened: [...this.#opened], at: this.#clock.now(), cancel });
    this.#begin(randomUUID());
    return true;
  };

  readonly parked = (): readonly Parked[] =>
    [...this.#aside]
      .map(([id, { at, open }]) => ({ id, at, accounts: [...open.keys()] }))
      .filter(({ accounts }) => accounts.length > 0);

  readonly resume = (visitId: string): boolean => {
    const aside = this.#aside.get(visitId);
    if (!aside) return false;
    if (!this.park()) this.#leave('button', undefined, true);
    aside.cancel();
    this.#aside.delete(visitId);
    this.#begin(visitId);
    this.#open = aside.open;
    for (const account of aside.opened) this.#opened.add(account);
    this.touch();
    return true;
  };

  readonly endParked = (why: VisitEnd, by?: Who): void => {
    for (const id of [...this.#aside.keys()]) this.#endAside(id, why, by);
  };

  readonly onEvent = (listener: (event: VisitEvent) => void): (() => void) => this.#events.on(listener);

  #leave(why: VisitEnd, by: Who | undefined, parked: boolean): void {
    const [visit, user, accounts, touched] = [this.#id, this.#user, [...this.#opened], !this.isFresh()];
    this.#begin(randomUUID());
    this.#events.emit({ type: 'ended', why, visit, user, accounts, touched, by: by ?? null, parked });
  }

  #begin(id: string): void {
    this.#cancelTimer();
    this.#id = id;
    this.signOut();
    this.#opened.clear();
    this.#quietSince = null;
    this.#warned = false;
  }

  #endAside(id: string, why: VisitEnd, by?: Who): void {
    const aside = this.#aside.get(id);
    if (!aside) return;
    aside.cancel();
    this.#aside.delete(id);
    const visit = { visit: id, user: null, accounts: aside.opened, touched: true };
    this.#events.emit({ type: 'ended', why, ...visit, by: by ?? null, parked: true });
  }

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
