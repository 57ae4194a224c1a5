// The shift: who of the staff works at this terminal, held in main beside the visit. It outlives visits and ends by button, quiet, or a lost window.
import { randomUUID } from 'node:crypto';
import type { ShiftEnd, StaffMember } from '#contract';
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../ports/clock.ts';

export interface OnShift extends StaffMember {
  /** the fund's key of the person */
  id: string;
  /** of their session at the fund, which ends with a new password or right */
  token: string;
}

export type ShiftEvent =
  { type: 'begun'; staff: StaffMember } | { type: 'ended'; why: ShiftEnd; shift: string; staff: OnShift };

export interface Shift {
  /** Changes whenever a shift begins or ends: what was asked in one is never delivered into another. */
  id(): string;
  staff(): OnShift | null;
  /** `id` is what the shift is to be called. */
  begin(staff: OnShift, id?: string): void;
  /** They did something: the quiet is counted anew. Nothing when nobody is on shift. */
  touch(): void;
  /** Nothing when nobody is on shift. */
  end(why: ShiftEnd): void;
  onEvent(listener: (event: ShiftEvent) => void): () => void;
}

export const memberOf = ({ login, name, role }: StaffMember): StaffMember => ({ login, name, role });

/** `endMinutes` of quiet end it. */
export function createShift({
  clock,
  endMinutes,
}: {
  clock: Pick<Clock, 'after' | 'monotonic'>;
  endMinutes: number;
}): Shift {
  const events = new Emitter<ShiftEvent>();
  const endMs = endMinutes * 60_000;
  let id: string = randomUUID();
  let staff: OnShift | null = null;
  let quietSince = 0;
  let cancelTimer = () => {};

  /** One timer, not one a touch. */
  function watch(ms: number): void {
    cancelTimer();
    cancelTimer = clock.after(ms, () => {
      const quiet = clock.monotonic() - quietSince;
      if (quiet >= endMs) end('idle');
      else watch(endMs - quiet);
    });
  }

  function end(why: ShiftEnd): void {
    if (!staff) return;
    const ended = { type: 'ended', why, shift: id, staff } as const;
    cancelTimer();
    id = randomUUID();
    staff = null;
    events.emit(ended);
  }

  return {
    id: () => id,
    staff: () => staff,
    begin(who, called = randomUUID()) {
      end('replaced');
      id = called;
      staff = who;
      quietSince = clock.monotonic();
      watch(endMs);
      events.emit({ type: 'begun', staff: memberOf(who) });
    },
    touch() {
      quietSince = clock.monotonic();
    },
    end,
    onEvent: listener => events.on(listener),
  };
}
