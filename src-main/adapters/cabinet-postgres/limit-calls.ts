// Counts of failed sign-ins by user name, shared by all terminals.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change } from './calls.ts';
import { limitOf, type Row } from './rows.ts';

export const limitCalls = (ask: Ask, change: Change): Pick<CabinetTransaction, 'lockLimit' | 'limit' | 'setLimit'> => ({
  lockLimit: async name => limitOf((await ask.one('lock_limit', name)) as Row),
  async limit(name) {
    const row = await ask.one('limit_of', name);
    return row && limitOf(row);
  },
  setLimit: (name, { failures, locks, lockedUntil, lastFailureAt }) =>
    nothing(change('set_limit', name, failures, locks, lockedUntil, lastFailureAt)),
});
