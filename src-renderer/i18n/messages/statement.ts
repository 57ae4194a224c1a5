// Words of the statement screens.
import type { Locale } from '../../../src-main/contract/index.ts';

export const statement = {} as const satisfies Record<string, Record<Locale, string>>;
