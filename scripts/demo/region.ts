// The whole demo region, written row by row: the same last month gives the same bytes, and more accounts only add to them.
import type { EntityName } from '../../src-main/ports/exchange.ts';
import { AccountMaker } from './accounts.ts';
import { Calendar } from './calendar.ts';
import { houses } from './houses.ts';
import { Ledger } from './ledger.ts';
import { Tables, type Emit } from './tables.ts';

export interface RegionOptions {
  accounts: number;
  /** the last month with figures, YYYY-MM */
  lastPeriod: string;
}

/** Fewer accounts would leave out the houses written by hand. */
const LEAST_ACCOUNTS = 200;

/**
 * Passes finished COPY text to `emit`, in key order within every table; yields the number of accounts written, so that a caller can
 * wait for its readers. Returns the number of rows of each table. Throws RangeError for too few accounts.
 */
export function* writeRegion(options: RegionOptions, emit: Emit): Generator<number, Map<EntityName, number>> {
  const { accounts: wanted, lastPeriod } = options;
  if (!Number.isSafeInteger(wanted) || wanted < LEAST_ACCOUNTS)
    throw new RangeError(`The demo has at least ${LEAST_ACCOUNTS} accounts, not ${wanted}`);
  const calendar = new Calendar(lastPeriod);
  const tables = new Tables(calendar, emit);
  const ledger = new Ledger(calendar, tables);
  const maker = new AccountMaker(calendar);
  tables.region();
  let written = 0;
  for (const house of houses()) {
    tables.house(house);
    for (const { premises, accounts } of maker.of(house)) {
      tables.premises(premises);
      for (const account of accounts.slice(0, wanted - written)) {
        tables.account(account);
        ledger.write(account);
        written++;
      }
      yield written;
      if (written === wanted) return tables.finish();
    }
  }
  return tables.finish();
}
