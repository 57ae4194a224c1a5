// Whom the screen speaks to: the visitor at a kiosk or alone at an office PC, the clerk at a desk with a shift.
import { t, type MessageKey } from '../i18n/index.ts';
import { shiftState } from './shift.ts';
import { systemInfo } from './system-info.ts';

/** A clerk works here, and the account is somebody else's. */
export const isClerk = (): boolean => shiftState.staff !== null && !systemInfo.kiosk;

/** The text for whoever reads it: «Это ваш счёт?» is no question to a clerk. */
export const addressed = (visitor: MessageKey, clerk: MessageKey): string => t(isClerk() ? clerk : visitor);
