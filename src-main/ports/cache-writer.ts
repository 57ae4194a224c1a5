// The cache as the sync writes it: the serving file, and the shadow file that the next snapshot is copied into.
import type { EntityTally, IntakeMemory, Subject } from './acceptance.ts';
import type { EntityName } from './exchange.ts';
import type { Buckets } from './reconcile.ts';
import type {
  AccountSnapshot,
  ChangeCursor,
  CopiedRows,
  ParsedRows,
  Refetch,
  Rejected,
  SnapshotStart,
  Words,
} from './fund.ts';

/** The requested keys and the fund's answer: a requested row that is neither in `rows` nor in `rejected` was deleted. */
export interface Fetched<E extends EntityName = EntityName> {
  asked: Refetch;
  given: ParsedRows<E>;
}

/** What a write changed: the accounts with new figures, and whether addresses or names of organizations changed. */
export interface ChangeEffect {
  accounts: number[];
  addresses: boolean;
}

export interface Taken {
  /** rows each entity loses less those it gets, and cells of each column that no longer say anything, or should and do not */
  lost: ReadonlyMap<Subject, number>;
  /** by column: how many cells fewer say something, those of rows that come and go included */
  known: ReadonlyMap<Subject, number>;
}

/** Every write is one transaction. All calls are synchronous: the sync thread owns the file. */
export interface CacheFile {
  readonly buckets: Buckets;
  cursor(): ChangeCursor;
  /** the moment at the fund that the file is true for, ISO UTC; null while it is being filled */
  asOf(): string | null;
  setAsOf(asOf: string): void;
  /**
   * Applies fetched rows and moves the cursor to `cursor` in one transaction, with what the file remembers afterwards. Repeating it changes nothing.
   */
  apply(fetched: readonly Fetched[], cursor: ChangeCursor, memory?: IntakeMemory): ChangeEffect;
  /**
   * Replaces the rows of an account. The cursor stays. Nothing is done where the fund has no such account any more, or none of its months or
   * payments: that is left to the change log, where it is held against what all other accounts lose.
   */
  applyAccount(account: number, news: AccountSnapshot | null): ChangeEffect;
  /** Rows of an entity and known cells of its columns. A large table takes seconds to count the first time. */
  tally(entity: EntityName): EntityTally;
  /** Rows set aside, by entity. */
  aside(): IntakeMemory['days'][number]['aside'];
  /** What storing this would take away. A row that is set aside is not lost. */
  losses(fetched: Fetched): Taken;
  /** How many of these are not set aside yet. */
  newlyAside(rejected: readonly Rejected[]): number;
  /** Null in a file that was not compared with the fund yet. */
  intake(): IntakeMemory | null;
  setIntake(memory: IntakeMemory): void;
  /** Rows set aside, kept for staff. */
  quarantined(): number;
  /** Asks the rules between rows and against `today`, one a step, and keeps what they find for staff. */
  check(today: string): Iterator<void>;
}

/** The next cache file while it is being copied. It outlives the process, which resumes it after the last stored batch. */
export interface ShadowCache extends CacheFile {
  /** The start of the FIRST attempt, or null before it: changes are read from there, however many attempts the copy took. */
  started(): SnapshotStart | null;
  begin(start: SnapshotStart): void;
  rowsCopied(): number;
  /** All repeated texts with their numbers; null when they are too many to be given to the copy. */
  words(): Words | null;
  place(entity: EntityName): { done: boolean; after: (string | number)[] | null };
  /** Stores a batch and its position (the key of its last parsed row) in one transaction. */
  add(batch: CopiedRows): void;
  finishEntity(entity: EntityName): void;
  /** Builds the indexes; afterwards changes can be applied. Idempotent. */
  index(): void;
}

export interface CacheWriter {
  /**
   * Opens the serving file; null when there is none: before the first snapshot is complete, or when the file has another schema (it
   * stays until the next snapshot replaces it). A damaged file, or one whose key is lost, is moved aside.
   * Throws when the folder cannot be written.
   */
  open(): CacheFile | null;
  /** The opened file, or null. */
  active(): CacheFile | null;
  /** The shadow of an interrupted snapshot when it is intact and of this schema, otherwise a new one. */
  shadow(): ShadowCache;
  /** Deletes an unfinished shadow when the change log no longer reaches back to its start. */
  discardShadow(): void;
  /** Flushes the shadow and makes it the serving file. Readers that have the old file open keep reading it. */
  swap(): void;
  /** Removes files no longer in use. */
  dropOld(): void;
  /**
   * Moves the serving file aside as damaged and logs `why`. The file that served before it serves again if it is there and can be read, and
   * is the opened file then; otherwise there is none until the next snapshot.
   */
  setAside(why: string): void;
  /** Deletes the file that served before, for its room. False when there is none. */
  giveUpBefore(): boolean;
  /** True when an error means that the file itself is damaged. */
  isDamage(error: unknown): boolean;
  /** Closes both files; an unfinished shadow is flushed, so that it can be resumed. */
  close(): void;
}
