// One-time codes: six digits, so that the kiosk's digit pad is enough to answer; and keys under which names are counted.
import { createHash } from 'node:crypto';

/** A code as typed: spaces and hyphens do not matter. */
export const typedCode = (text: string): string => text.replace(/[\s-]/g, '');

/** Failures of a name are counted under this and not under what was typed, which may be a password in the wrong field. */
export const nameKey = (loginNorm: string, of: 'name' | 'staff' = 'name'): string =>
  createHash('sha256').update(`${of} ${loginNorm}`).digest('hex');
