// Words of the proof screens.
import type { Locale } from '../../../src-main/contract/errors.ts';

export const proof = {} as const satisfies Record<string, Record<Locale, string>>;
