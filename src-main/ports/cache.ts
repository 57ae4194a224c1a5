// The local cache as services read it: one call per query, plain rows as results, no SQL.
import type { Reconciled } from './reconcile.ts';
import type { DefectKind, IdentityFault } from '#contract';
import type { Held } from './acceptance.ts';
import type { EntityName, RowOf } from './exchange.ts';
import type { AccountIntent, OwnIntent } from './fund.ts';

/**
 * An account with its premises and house: enough for a header, a masked hit or a document. What was set aside or never came is null: not
 * known, and so is what it names.
 */
export interface AccountView {
  id: number;
  /** as it was when the account's row was last read */
  number: string;
  account: RowOf<'account'> | null;
  premises: RowOf<'premises'> | null;
  house: RowOf<'house'> | null;
}

/** What the fund said of an account and could not be read: not known, never zero. */
export interface SetAside {
  /** Months of which the figures were set aside, newest first; a text that is no month where the month itself cannot be read. */
  months: string[];
  /** the same of charge lines */
  lines: string[];
  payments: boolean;
}

export interface CacheMeta {
  /** false until the first snapshot is complete */
  ready: boolean;
  /** the moment at the fund that the cache is true for, ISO UTC */
  asOf: string | null;
}

export interface SettlementEntry {
  id: number;
  kind: string;
  name: string;
  region: string;
  /** what tells a village from others of its name: its district, else its postal code; empty for a town */
  mark: string;
}
export interface StreetEntry {
  id: number;
  kind: string;
  name: string;
}
export interface HouseEntry {
  id: number;
  number: string;
  block: string;
  postal_code: string;
}

export interface HouseAccount {
  id: number;
  number: string;
  premises: string;
}

/** What the amount owed on a day is reckoned from, for all accounts of a house: the last month of each and those after it. */
export interface HouseLedgers {
  months: RowOf<'period_balance'>[];
  payments: RowOf<'payment'>[];
  /** what of them could not be read: `rest` is a month, or what came in its place, or a payment's id */
  setAside: { account_id: number; entity: 'period_balance' | 'payment'; rest: string }[];
}

/** What is wrong with a row of the fund, and what a person knows the row by. See `Defect` in the contract. */
export interface DefectRow {
  kind: DefectKind;
  code: string;
  entity: string;
  key: string;
  column: string;
  value: string;
  /** accounts that cannot be found because of it */
  hides: number;
  /** for `bank`: the settlement account that stays in use, empty for none */
  in_use: string;
  closing: number | null;
  expected: number | null;
  /** ISO UTC */
  seen_at: string | null;
  /** of the account; empty when there is none */
  number: string;
  name: string;
  premises: RowOf<'premises'> | null;
  house: RowOf<'house'> | null;
}

/**
 * Rows that were set aside are not among those read: neither a new row that could not be parsed nor the one it was to replace. Who reads
 * an account's figures asks `setAside` beside them.
 *
 * Reads run beside the writer and never wait for it. Rejects with `CacheNotReady` before the first snapshot is complete.
 */
export interface CacheReader {
  meta(): Promise<CacheMeta>;
  setAside(account: number): Promise<SetAside>;
  /** Entities of which rows were set aside, whosever they are: lists of them may be incomplete. */
  incomplete(): Promise<EntityName[]>;
  /** Accounts whose number, upper-cased and without spaces or hyphens, equals `normalized`. */
  accountsByNumber(normalized: string): Promise<AccountView[]>;
  accountsByUnifiedNumber(normalized: string): Promise<AccountView[]>;
  /** Accounts with a payment document whose printed number is one of these; for documents whose number does not begin with the ЕЛС. */
  accountsByDocument(numbers: readonly string[]): Promise<AccountView[]>;
  account(id: number): Promise<AccountView | null>;
  settlements(): Promise<SettlementEntry[]>;
  streets(settlement: number): Promise<StreetEntry[]>;
  houses(street: number): Promise<HouseEntry[]>;
  /** Numbers of a house's premises that have accounts, with their kind, no pair twice; unordered. */
  flats(house: number): Promise<Pick<RowOf<'premises'>, 'number' | 'kind'>[]>;
  accountsByFlat(house: number, flat: string): Promise<AccountView[]>;
  /** Newest first; both ends inclusive when given. */
  balances(account: number, from?: string, to?: string): Promise<RowOf<'period_balance'>[]>;
  /** By period (newest first), then line number. */
  lines(account: number, from: string, to: string): Promise<RowOf<'charge_line'>[]>;
  /** Newest paid first; both ends are accounting periods, inclusive when given. */
  payments(account: number, from?: string, to?: string): Promise<RowOf<'payment'>[]>;
  /**
   * For the proof: the last `count` payments with a positive amount by paid day, and by posted day, all of a day or none. Days after
   * `today` (`YYYY-MM-DD`) are slips of a pen and not the last. Newest paid first.
   */
  lastPayments(account: number, today: string, count: number): Promise<RowOf<'payment'>[]>;
  /** Tariffs of a house: its own, otherwise the region's; newest first. */
  tariffs(house: number): Promise<RowOf<'tariff'>[]>;
  /** Tariffs of houses that have no tariffs of their own; newest first. */
  commonTariffs(): Promise<RowOf<'tariff'>[]>;
  /** Works on a house, newest first. */
  houseWorks(house: number): Promise<RowOf<'house_work'>[]>;
  operator(): Promise<RowOf<'organization'> | null>;
  /**
   * Bank details in doubt are never given: the last sound ones stand in their place, empty where there were none. Null also for an id that
   * is not known itself.
   */
  organization(id: number | null): Promise<RowOf<'organization'> | null>;
  /** A house's own bank accounts, of all times; of their details the same holds. `unread`: one of them could not be read. */
  bankAccounts(house: number): Promise<{ rows: RowOf<'house_account'>[]; unread: boolean }>;
  offices(organization: number): Promise<RowOf<'office'>[]>;
  /** General news published up to `until` (ISO UTC), newest first. */
  generalNews(until: string, limit: number): Promise<RowOf<'news'>[]>;
  /** News of one house published up to `until` (ISO UTC), newest first. */
  houseNews(house: number, until: string, limit: number): Promise<RowOf<'news'>[]>;
  house(id: number): Promise<RowOf<'house'> | null>;
  /** Accounts of a house with the balance of their last month, unordered. */
  houseAccounts(house: number): Promise<HouseAccount[]>;
  /** Months after that of `today` cannot be and are not the last. Two queries, however many accounts the house has. */
  houseLedgers(house: number, today: string): Promise<HouseLedgers>;
  /** All account ids, house by house. */
  regionAccounts(): Promise<number[]>;
  /** What is wrong with the fund's data, the gravest first; `unlisted`: more than is kept of each kind. */
  defects(offset: number, limit: number): Promise<{ rows: DefectRow[]; total: number; unlisted: number }>;
  newsItem(id: number): Promise<RowOf<'news'> | null>;
}

export class CacheNotReady extends Error {
  override name = 'CacheNotReady';
}

/**
 * Why new data of the fund does not come: the fund cannot be reached; it answers, but its data cannot be read; what came is not accepted; a time limit
 * at the fund ended a query; this disk has no room for a copy; it is full, or cannot be written; an error of the program.
 */
export type TroubleKind =
  'unreachable' | 'unreadable' | 'notAccepted' | 'timeLimit' | 'noRoom' | 'diskFull' | 'diskUnwritable' | 'fault';

export interface Trouble {
  kind: TroubleKind;
  /** for the log and for staff who pass it on; not for owners */
  reason: string;
  /** ISO UTC */
  since: string;
  /** for `notAccepted` alone */
  held: Held | null;
}

/** Events of the sync thread for the rest of the program. */
export type SyncEvent =
  | { type: 'progress'; fraction: number }
  /** a copy is to be made, and as many other terminals copy as may at once */
  | { type: 'waiting' }
  /** another file serves; `asOf` is its moment at the fund */
  | { type: 'swapped'; asOf: string | null }
  /** `heldBack`: changes are committed and may not be read yet, for a transaction that is older than they */
  | { type: 'fresh'; asOf: string; heldBack?: true }
  | { type: 'trouble'; trouble: Trouble }
  | { type: 'online' }
  /** what the fund finds wrong with who this terminal is; null when nothing any more */
  | { type: 'identity'; fault: IdentityFault | null }
  /** this terminal's audit log goes on in a branch after the line with this hash: its disk was copied, or put back from an older copy */
  | { type: 'parted'; after: string }
  | { type: 'accountsChanged'; accounts: number[] }
  /** rows of an entity differed from the fund's though no change told of it, and were fetched again */
  | { type: 'mended'; entity: EntityName; rows: number; accounts: number }
  | { type: 'addressesChanged' }
  | { type: 'rebuilt'; why: string };

/** The sync thread as main sees it. */
export interface SyncControl {
  /**
   * Fetches the rows of one account from the fund and stores them. Resolves true when the cache has them,
   * false when the fund did not answer within `timeoutMs` (the cache is unchanged).
   */
  refreshAccount(account: number, timeoutMs: number): Promise<boolean>;
  /** The account's paid attempts known to the fund; null when it did not answer within `timeoutMs`. */
  accountIntents(account: number, timeoutMs: number): Promise<AccountIntent[] | null>;
  /** This terminal's own payment attempts known to the fund. Rejects when the fund does not answer. */
  ownIntents(): Promise<OwnIntent[]>;
  /** Accepts what is held under this id. False when something else or nothing is held now. */
  accept(held: string): Promise<boolean>;
  /** Compares the whole cache with the fund and mends what differs; resolves when it is through. */
  reconcile(): Promise<Reconciled>;
  /** What the next heartbeat tells of this terminal's disk, sent now; null when it can be written again. */
  tellFund(trouble: Trouble | null): void;
  onEvent(listener: (event: SyncEvent) => void): () => void;
  stop(): Promise<void>;
}
