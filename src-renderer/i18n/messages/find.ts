// Words of the find screens.
import type { Locale } from '../../../src-main/contract/errors.ts';

export const find = {} as const satisfies Record<string, Record<Locale, string>>;
