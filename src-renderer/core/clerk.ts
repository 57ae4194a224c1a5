// Whom the screen speaks to: the visitor at a kiosk or alone at an office PC, the clerk at a desk with a shift.
import { shiftState } from './shift.ts';
import { systemInfo } from './system-info.ts';

/** A clerk works here, and the account is somebody else's. */
export const isClerk = (): boolean => shiftState.staff !== null && !systemInfo.kiosk;
