// The whole demo region, written row by row: the same last month gives the same bytes, and more accounts only add to them.
import type { EntityName } from '../../src-main/ports/exchange.ts';
import { AccountMaker, type Account } from './accounts.ts';
import { Calendar } from './calendar.ts';
import { houses } from './houses.ts';
import { Ledger } from './ledger.ts';
import { Tables, type Emit } from './tables.ts';

export interface RegionOptions {
  accounts: number;
  /** the last month with figures, YYYY-MM */
  lastPeriod: string;
  /** rows of charges, balances and payments by month first; by default in a region large enough */
  byMonth?: boolean;
}

/** Fewer accounts would leave out the houses written by hand. */
const LEAST_ACCOUNTS = 200;

/** From so many accounts on the figures stand month by month, as a billing that closes its months has written them. */
const MONTH_BY_MONTH = 10_000;
export const writtenByMonth = (accounts: number): boolean => accounts >= MONTH_BY_MONTH;
/** Accounts of a month written before readers get their turn. */
const TURN = 2_000;

/**
 * Passes finished COPY text to `emit`, yields the number of accounts written (of a part of their months, the like part), so
 * that a caller can wait for its readers. Rows stand in key order; in a large region those of charges, balances and payments by month first. Returns the number of rows of each table. Throws RangeError for too few accounts.
 */
export function* writeRegion(options: RegionOptions, emit: Emit): Generator<number, Map<EntityName, number>> {
  const { accounts: wanted, lastPeriod, byMonth = writtenByMonth(wanted) } = options;
  if (!Number.isSafeInteger(wanted) || wanted < LEAST_ACCOUNTS)
    throw new RangeError(`The demo has at least ${LEAST_ACCOUNTS} accounts, not ${wanted}`);
  const calendar = new Calendar(lastPeriod);
  const tables = new Tables(calendar, emit);
  const ledger = new Ledger(calendar, tables);
  const maker = new AccountMaker(calendar);
  tables.region();
  const later: Generator<number, void>[] = [];
  let written = 0;
  for (const account of accountsOf(maker, tables, wanted)) {
    const months = ledger.months(account);
    if (byMonth) later.push(months);
    else {
      while (!months.next().done);
      yield ++written;
    }
  }
  yield* monthByMonth(later, calendar);
  return tables.finish();
}

/** Writes houses, premises and accounts; yields the accounts. */
function* accountsOf(maker: AccountMaker, tables: Tables, wanted: number): Generator<Account> {
  let left = wanted;
  for (const house of houses()) {
    tables.house(house);
    for (const { premises, accounts } of maker.of(house)) {
      tables.premises(premises);
      for (const account of accounts.slice(0, left)) {
        tables.account(account);
        left--;
        yield account;
      }
      if (left === 0) return;
    }
  }
}

function* monthByMonth(accounts: readonly Generator<number, void>[], calendar: Calendar): Generator<number> {
  const { windowStart, months } = calendar;
  const next = Int32Array.from(accounts, account => indexOf(account.next()));
  // The oldest house has months before everybody's.
  for (let month = 0; month < months.length; month++)
    for (const [i, account] of accounts.entries()) {
      if (next[i] === month) next[i] = indexOf(account.next());
      if (month >= windowStart && i % TURN === 0)
        yield Math.floor(((month - windowStart) * accounts.length + i) / (months.length - windowStart));
    }
}

const NO_MORE = -1;
const indexOf = (turn: IteratorResult<number, void>): number => (turn.done ? NO_MORE : turn.value);
