// The shift: who of the staff works at this terminal, held in main beside the visit. It outlives visits and ends by button, quiet, or a lost window.
import { randomUUID } from 'node:crypto';
import type { ScreenLock, ShiftEnd, StaffMember } from '#contract';
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../ports/clock.ts';

export interface OnShift extends StaffMember {
  /** the fund's key of the person */
  id: string;
  /** of their session at the fund, which ends with a new password or right; null: the shift began without the fund, which has not taken it up yet */
  token: string | null;
  /** an administrator has set the password, and knows it */
  mustChange?: boolean;
}

export type ShiftEvent =
  | { type: 'begun'; staff: StaffMember }
  | { type: 'locked'; why: ScreenLock; shift: string; staff: OnShift }
  | { type: 'unlocked' }
  | { type: 'takenUp' }
  | { type: 'ended'; why: ShiftEnd; shift: string; staff: OnShift };

export interface Shift {
  /** Changes whenever a shift begins or ends: what was asked in one is never delivered into another. */
  id(): string;
  staff(): OnShift | null;
  /** `id` is what the shift is to be called. */
  begin(staff: OnShift, id?: string): void;
  /** They did something: the quiet is counted anew. Nothing when nobody is on shift, or the screen is locked. */
  touch(): void;
  /** The screen is locked: nothing is read or printed, and what is open is kept, until it is unlocked or the shift ends. */
  locked(): boolean;
  /** Nothing when nobody is on shift, or it is locked. */
  lock(why: ScreenLock): void;
  unlock(): void;
  /** The fund has taken up the shift that began without it. */
  takenUp(token: string): void;
  /** Nothing when nobody is on shift. */
  end(why: ShiftEnd): void;
  onEvent(listener: (event: ShiftEvent) => void): () => void;
}

export const memberOf = ({ login, name, role }: StaffMember): StaffMember => ({ login, name, role });

export interface ShiftDeps {
  clock: Pick<Clock, 'after' | 'monotonic'>;
  /** minutes of quiet that lock the screen; null: none do */
  lockMinutes?: number | null;
  /** minutes of quiet that end the shift, locked or not */
  endMinutes: number;
}

export const createShift = (deps: ShiftDeps): Shift => new TheShift(deps);

class TheShift implements Shift {
  readonly #clock: ShiftDeps['clock'];
  readonly #lockMs: number;
  readonly #endMs: number;
  readonly #events = new Emitter<ShiftEvent>();
  #id: string = randomUUID();
  #staff: OnShift | null = null;
  #locked = false;
  #quietSince = 0;
  #cancelTimer = () => {};

  constructor({ clock, lockMinutes = null, endMinutes }: ShiftDeps) {
    this.#clock = clock;
    this.#lockMs = (lockMinutes ?? Infinity) * 60_000;
    this.#endMs = endMinutes * 60_000;
  }

  readonly id = (): string => this.#id;
  readonly staff = (): OnShift | null => this.#staff;
  readonly locked = (): boolean => this.#locked;

  readonly begin = (who: OnShift, called: string = randomUUID()): void => {
    this.end('replaced');
    this.#id = called;
    this.#staff = who;
    this.#watchAnew();
    this.#events.emit({ type: 'begun', staff: memberOf(who) });
  };

  readonly touch = (): void => {
    if (!this.#locked) this.#quietSince = this.#clock.monotonic();
  };

  readonly lock = (why: ScreenLock): void => {
    if (!this.#staff || this.#locked) return;
    this.#locked = true;
    this.#events.emit({ type: 'locked', why, shift: this.#id, staff: this.#staff });
  };

  readonly unlock = (): void => {
    if (!this.#locked) return;
    this.#locked = false;
    this.#watchAnew();
    this.#events.emit({ type: 'unlocked' });
  };

  readonly takenUp = (token: string): void => {
    if (!this.#staff) return;
    this.#staff.token = token;
    this.#events.emit({ type: 'takenUp' });
  };

  readonly end = (why: ShiftEnd): void => {
    if (!this.#staff) return;
    const ended = { type: 'ended', why, shift: this.#id, staff: this.#staff } as const;
    this.#cancelTimer();
    this.#id = randomUUID();
    this.#staff = null;
    this.#locked = false;
    this.#events.emit(ended);
  };

  readonly onEvent = (listener: (event: ShiftEvent) => void): (() => void) => this.#events.on(listener);

  #watchAnew(): void {
    this.#quietSince = this.#clock.monotonic();
    this.#watch();
  }

  /** One timer, not one a touch. */
  #watch(): void {
    const quiet = this.#clock.monotonic() - this.#quietSince;
    if (quiet >= this.#endMs) return this.end('idle');
    if (quiet >= this.#lockMs) this.lock('idle');
    const next = this.#locked ? this.#endMs : Math.min(this.#lockMs, this.#endMs);
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(next - quiet, () => this.#watch());
  }
}
