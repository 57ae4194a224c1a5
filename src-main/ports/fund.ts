// The fund's database as the program sees it: a snapshot, a change log, the fresh rows of one account, and what terminals write.
import type { IdentityFault, IntakeCode } from '#contract';
import type { Accepted } from './acceptance.ts';
import type { EntityName, RowOf } from './exchange.ts';
import type { Bucket, BucketSum } from './reconcile.ts';

/** A position in the change log: everything up to it has been applied. `xid` is a PostgreSQL xid8 in decimal. */
export interface ChangeCursor {
  xid: string;
  seq: string;
  /** generation of the log; another one (a reload, a restored backup) makes the cursor too old. Stored with the rest. */
  epoch?: string;
  /** the last line of the log that was read, or that was there when a copy began: without it the fund is an older one. None: the log was empty. */
  seen?: string;
}

/** One line of the change log: which rows to fetch again. A row that no longer exists was deleted. */
export interface Change {
  entity: EntityName;
  /** `id` of the row for entities changed by id; null otherwise */
  id: number | null;
  accountId: number | null;
  period: string | null;
  /** the first key column as text, for entities changed by key */
  key: string | null;
}

export interface ChangeBatch {
  changes: Change[];
  cursor: ChangeCursor;
  /** the fund's clock when the batch was read, ISO UTC: the data is true as of then when `more` is false */
  asOf: string;
  more: boolean;
  /**
   * Something is committed that may not be read yet: an older transaction still runs, perhaps in another database of the same server.
   * There is no notification when that transaction ends.
   */
  heldBack: boolean;
}

/**
 * What is wrong with a row of the fund. `key` is the entity's key columns as text, joined by `/`, in the order of `Entity.key`; `column` is
 * empty when the whole row is meant; `value` is what came, shortened.
 */
export interface Doubt {
  entity: EntityName;
  key: string;
  column: string;
  code: IntakeCode;
  value: string;
}

/** A row that is not kept: its key or its money could not be read. `raw` is the row's text, cut at 2000 characters. */
export interface Rejected extends Doubt {
  raw: string;
}

export interface ParsedRows<E extends EntityName = EntityName> {
  entity: E;
  rows: RowOf<E>[];
  rejected: Rejected[];
  /** of rows that are kept: a cell was cut or is unknown */
  doubts: Doubt[];
}

/**
 * Rows of a copy in which nothing was wrong, as a table of a small SQLite file: its columns are the entity's, in their order, and a repeated text
 * stands there as its number.
 */
export interface PackedRows {
  image: Uint8Array<ArrayBuffer>;
  rows: number;
  /** of each column: cells that say something */
  known: readonly number[];
  /** the latest value of each column that holds a month, or a day that must be past */
  latest: Readonly<Record<string, string>>;
  /** a month is due before its document was made */
  reversed: boolean;
  /** what rows name: each at least once */
  accounts: readonly number[];
}

/** Numbers of repeated texts. */
export type Words = readonly (readonly [id: number, text: string])[];

/** A batch of a copy. */
export interface CopiedRows<E extends EntityName = EntityName> extends ParsedRows<E> {
  /** rows beside `rows`, in no order with them */
  packed?: PackedRows | null;
  /** texts of all these rows that have no number yet, with the numbers `packed` uses: they must be kept first */
  words?: Words;
  /** the key of the last row that is kept; the last one of `rows` where it is left out */
  lastKey?: readonly (string | number)[] | null;
}

export const rowsIn = ({ rows, rejected, packed }: CopiedRows): number =>
  rows.length + rejected.length + (packed?.rows ?? 0);

/** A row of an account, by its own id. */
export interface Owner {
  accountId: number;
  id: number;
}

/** What must be fetched again, collected from changes. `ids` is for entities changed by id or key. */
export interface Refetch {
  entity: EntityName;
  ids?: readonly (number | string)[];
  /** the accounts that changes named beside an id, of entities whose rows lie by their account */
  owners?: readonly Owner[];
  months?: readonly { accountId: number; period: string }[];
}

export interface SnapshotStart {
  /** changes at or after this position may be missing in the snapshot */
  cursor: ChangeCursor;
  asOf: string;
  /** estimated rows of every entity, for the progress bar */
  totalRows: number;
}

export interface Snapshot extends SnapshotStart {
  /**
   * Rows of an entity in key order after `after` (the last key, one value per key column), in batches of some thousands,
   * parsed and validated while streaming.
   */
  copy<E extends EntityName>(entity: E, after?: readonly (string | number)[]): AsyncIterable<CopiedRows<E>>;
  close(): Promise<void>;
}

/** How a terminal asks to copy: a fleet that all begin at once would take the whole server. */
export interface CopyTurn {
  /** so many terminals copy from one server at a time */
  atOnce: number;
  /** there is nothing to serve: who renews what serves waits meanwhile */
  urgent: boolean;
  /** it has waited long enough: whoever holds all turns, it copies now */
  regardless: boolean;
}

/** When terminals copy. */
export interface CopyRules {
  /** so many terminals copy at once */
  atOnce: number;
  /** Milliseconds after which a terminal copies all the same: any login of the fund's database could hold all turns. Half as much again by chance. */
  patienceMs: number;
  /** Milliseconds between two questions, half of them by chance; a renewal begins with such a pause */
  pauseMs: number;
}

/** An item a terminal sends. The receiver ignores an id it already has. */
export interface Outgoing {
  id: string;
  kind: 'audit' | 'heartbeat' | 'payment' | 'certificate';
  /** JSON-able; its shape depends on the kind */
  payload: Record<string, unknown>;
}

/** The payload of an outgoing `audit`: a line of terminal.audit; the item's id is its id. */
export interface AuditPayload {
  terminalId: string;
  /** ISO UTC */
  at: string;
  role: string;
  actor?: string;
  accountId?: number | null;
  action: string;
  reason?: string;
  details?: Record<string, unknown>;
  /** the visit and the shift it was written in; null or left out when in none */
  visit?: string | null;
  shift?: string | null;
  prevHash: string;
  hash: string;
}

/** The payload of an outgoing `payment`: an attempt's state; the highest `version` wins. Its audit line goes in the same transaction. */
export interface PaymentPayload {
  attempt: string;
  terminalId: string;
  accountId: number;
  /** kopecks */
  amount: number;
  state: string;
  acquirer: string;
  acquirerId: string | null;
  /** ISO UTC */
  createdAt: string;
  updatedAt: string;
  version: number;
  audit: ({ id: string } & AuditPayload) | null;
}

/** The payload of an outgoing `certificate`: what was certified, for any desk to look up. Its audit line goes in the same transaction. */
export interface CertificatePayload {
  number: string;
  /** the check code's digits */
  code: string;
  terminalId: string;
  accountId: number;
  accountNumber: string;
  /** kopecks: what was owed on `day`, and how much of it was late */
  amount: number;
  overdue: number;
  day: string;
  /** ISO UTC */
  issuedAt: string;
  audit: { id: string } & AuditPayload;
}

/** The payload of an outgoing `heartbeat`; only the latest matters. */
export interface HeartbeatPayload {
  terminalId: string;
  name: string;
  audience: 'kiosk' | 'desk';
  version: string;
  /** ISO UTC; null until the first snapshot is complete */
  cacheAsOf: string | null;
  /** what keeps new data away, as in `Trouble`; null when all is well */
  trouble: { kind: string; since: string; details: Record<string, unknown> } | null;
  /** a random id of this start of the program: two that take turns are two machines with one disk */
  run: string;
  /** why the fund refuses lines of the audit log at present, as `RefusedBy`; empty when it takes them */
  linesRefused: string;
  /** what helps whoever looks after terminals, by its name */
  facts: Record<string, unknown>;
}

export interface Standing {
  /** the fund has the line with the hash that was asked for */
  has: boolean;
  /** no line follows it */
  isHead: boolean;
  /** the fund's clock, ISO UTC */
  now: string;
}

/** Why the fund refused a line of the audit log: it follows no chain of the terminal, its hash is wrong, or its moment is out of bounds. */
export type RefusedBy = 'fork' | 'hash' | 'moment';

/** The fund refuses what a terminal writes because of who writes it, or an audit line because of where it would stand. */
export class FundRefusal extends Error {
  override name = 'FundRefusal';
  readonly fault: IdentityFault | RefusedBy;
  constructor(fault: IdentityFault | RefusedBy, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The fund's sum, and whether the change log names rows of the entity that may not be applied yet. */
export interface FundSum extends BucketSum {
  moving: boolean;
}

/** Rows as they are now, and what the change log of the same moment names after the cursor that was given. */
export interface FundBucket {
  sum: BucketSum;
  given: ParsedRows;
  changes: Change[];
}

/** All rows of one account, read in one consistent transaction. Null when the fund has no such account. */
export interface AccountSnapshot {
  account: RowOf<'account'>;
  premises: RowOf<'premises'>;
  balances: RowOf<'period_balance'>[];
  lines: RowOf<'charge_line'>[];
  payments: RowOf<'payment'>[];
  rejected: Rejected[];
  doubts: Doubt[];
}

/** A paid attempt known to the fund, made at any terminal; `creditedBy` when the fund itself names the payment. */
export interface AccountIntent {
  attempt: string;
  /** kopecks */
  amount: number;
  /** ISO UTC */
  createdAt: string;
  creditedBy: number | null;
}

/** A payment attempt as this terminal told it to the fund, at whatever time. */
export type OwnIntent = Pick<
  PaymentPayload,
  'attempt' | 'accountId' | 'amount' | 'state' | 'acquirer' | 'acquirerId' | 'createdAt' | 'updatedAt' | 'version'
>;

/** `hears`: there are notifications; without them the caller asks by itself. */
export interface Subscription {
  hears: boolean;
  close(): Promise<void>;
}

/** What an administrator accepted of the fund's data, at whichever terminal, and is still in force. */
export interface AcceptedData {
  id: string;
  counts: Accepted;
}

/**
 * Every call rejects with `FundUnreachable` when the database cannot be reached, and with `FundUnreadable` when the server answers with another
 * error of its own, a missing grant for one. `send` rejects with that error itself.
 */
export interface FundSource {
  /**
   * With a turn it rejects with `NoTurn` while others copy; the turn is held until the snapshot is closed or its connection ends.
   * With the numbers of the texts that the copy has already, large entities come as PackedRows as far as they can; null gives no new numbers. Left out,
   * all rows come as rows.
   */
  snapshot(turn?: CopyTurn, words?: Words | null): Promise<Snapshot>;
  /** Whether a terminal that has something to serve would get its turn now, asked without a connection of its own. */
  mayCopy(atOnce: number): Promise<boolean>;
  /** Rejects with `CursorTooOld` when the log no longer reaches back that far: take a new snapshot. */
  changes(after: ChangeCursor, limit: number): Promise<ChangeBatch>;
  fetch<E extends EntityName>(entity: E, what: Omit<Refetch, 'entity'>): Promise<ParsedRows<E>>;
  accountSnapshot(accountId: number, signal?: AbortSignal): Promise<AccountSnapshot | null>;
  /** Paid attempts of an account in the last 60 days, oldest first. */
  accountIntents(accountId: number): Promise<AccountIntent[]>;
  /** This terminal's own attempts of the last 60 days, in whatever state, oldest first. */
  ownIntents(): Promise<OwnIntent[]>;
  acceptedData(): Promise<AcceptedData[]>;
  /** What a bucket's rows are now, beside a cache that stands at `after`. */
  sumBucket(bucket: Bucket, after: ChangeCursor): Promise<FundSum>;
  /** Null when too much of the entity has changed since `after` to be looked at now. */
  readBucket(bucket: Bucket, after: ChangeCursor): Promise<FundBucket | null>;
  /** Calls `wake` on every notification until closed. After `lost` the caller must listen again. */
  listen(wake: () => void, lost: (error: Error) => void): Promise<Subscription>;
  /** Idempotent by id; resolves when all are stored, with what the fund finds wrong with the terminal when one was a heartbeat. */
  send(items: readonly Outgoing[]): Promise<IdentityFault | null>;
  /** What the fund has of this terminal's audit log, beside the last line it acknowledged here. */
  standing(hash: string): Promise<Standing>;
  /** Lets this terminal's audit chain go on after a line that is lost. Rejects with `FundRefusal` when the fund has that line. */
  admitGap(hash: string): Promise<void>;
  /** Lets it go on in a branch, after a line of its own that another line follows already: this disk was copied, or is an older one. */
  part(hash: string): Promise<void>;
  /** Makes the login this terminal's own. Rejects with `FundRefusal` when it, or the terminal, is another's. */
  claim(terminalId: string): Promise<void>;
  close(): Promise<void>;
}

export class FundUnreachable extends Error {
  override name = 'FundUnreachable';
}

/** The fund answers, but a time limit there ended the query. To who waits for an answer it is the same as a fund that is away. */
export class FundTimeLimit extends FundUnreachable {
  override name = 'FundTimeLimit';
}

/** The fund answers, but what it holds cannot be read: a view or a grant is missing, or far too many rows cannot be sent. */
export class FundUnreadable extends Error {
  override name = 'FundUnreadable';
}

/** As many terminals copy as may at once: ask again later. */
export class NoTurn extends Error {
  override name = 'NoTurn';
}

/** The change log no longer reaches back to the cursor, so a new snapshot is needed. Thrown by `changes`. */
export class CursorTooOld extends Error {
  override name = 'CursorTooOld';
  /** where the log stands now, when that is known */
  readonly now: ChangeCursor | null;

  constructor(message: string, now: ChangeCursor | null = null) {
    super(message);
    this.now = now;
  }
}
