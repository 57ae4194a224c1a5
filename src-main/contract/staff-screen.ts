// The locked screen of the desk, a curtain over all of it that its clerk alone opens; and the clerk's own password.
import { z } from 'zod';
import { method } from './method.ts';
import { typed } from './primitives.ts';

/** Why the screen was locked: the clerk's button or keys, or quiet. */
export const ScreenLock = z.enum(['button', 'idle']);
export type ScreenLock = z.infer<typeof ScreenLock>;

/** What opens it. */
export const ScreenKey = z.enum(['pin', 'password']);
export type ScreenKey = z.infer<typeof ScreenKey>;

const nothing = z.strictObject({});
const desk = { audience: 'desk', needs: 'staff' } as const;

export const staffScreen = {
  /**
   * Locks the screen of who is on shift: the open visit and those left aside are kept, and nothing is read or printed until it is unlocked. It
   * needs no right that the fund would be asked for: it must not wait.
   */
  'staff.lockScreen': method({
    audience: 'desk',
    needs: 'nothing',
    outlivesVisit: true,
    whileLocked: true,
    auditorToo: true,
    input: nothing,
    output: nothing,
  }),
  /**
   * By the PIN of this shift or the clerk's password. Fails with staff.pinWrong, staff.pinSpent (the password alone from now on),
   * cabinet.passwordWrong; staff.signInNeeded when the shift is over, by too many wrong passwords too.
   */
  'staff.unlockScreen': method({
    ...desk,
    whileLocked: true,
    input: z.strictObject({ by: ScreenKey, secret: typed(200) }),
    output: nothing,
  }),
  /**
   * Their other shifts end. Fails with cabinet.passwordWeak, cabinet.passwordLeaked, cabinet.passwordsDiffer, staff.passwordSame,
   * cabinet.passwordWrong, proof.locked, staff.away.
   */
  'staff.changePassword': method({
    ...desk,
    input: z.strictObject({ oldPassword: typed(200), password: typed(200), passwordAgain: typed(200) }),
    output: nothing,
  }),
  /** A PIN for this shift, kept until it ends. Fails with staff.pinMalformed, cabinet.passwordWrong; staff.signInNeeded after too many of those. */
  'staff.choosePin': method({
    ...desk,
    input: z.strictObject({ password: typed(200), pin: typed(20) }),
    output: nothing,
  }),
};
