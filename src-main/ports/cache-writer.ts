// The cache as the sync writes it: the file that serves now, and the shadow file the next snapshot is copied into.
import type { EntityName } from './exchange.ts';
import type { AccountSnapshot, ChangeCursor, ParsedRows, Refetch, SnapshotStart } from './fund.ts';

/** What was asked for and what the fund gave: a row that was asked for and is neither in `rows` nor in `rejected` was deleted. */
export interface Fetched<E extends EntityName = EntityName> {
  asked: Refetch;
  given: ParsedRows<E>;
}

/** What a write changed: the accounts with other figures than before, and whether addresses changed. */
export interface ChangeEffect {
  accounts: number[];
  addresses: boolean;
}

/** Every write is one transaction: whole or not at all. All calls are synchronous: the sync thread owns the file. */
export interface CacheFile {
  cursor(): ChangeCursor;
  /** the fund's moment the file is true for, ISO UTC; null while it is being filled */
  asOf(): string | null;
  setAsOf(asOf: string): void;
  /** Applies fetched rows and moves the cursor to `cursor` in one transaction. Repeating it changes nothing. */
  apply(fetched: readonly Fetched[], cursor: ChangeCursor): ChangeEffect;
  /** Puts an account's rows in place of those the file has; null: the fund has no such account. The cursor stays. */
  applyAccount(account: number, news: AccountSnapshot | null): ChangeEffect;
  /** Rows kept for staff because they do not parse. */
  quarantined(): number;
}

/** The next cache, still being copied. It outlives the process, which resumes it from the last whole batch. */
export interface ShadowCache extends CacheFile {
  /** The start of the FIRST attempt, or null when nothing was begun: changes are read from there, however many attempts it took. */
  started(): SnapshotStart | null;
  begin(start: SnapshotStart): void;
  rowsCopied(): number;
  place(entity: EntityName): { done: boolean; after: (string | number)[] | null };
  /** Stores a batch and its place (the key of its last parsed row) in one transaction. */
  add(batch: ParsedRows): void;
  finishEntity(entity: EntityName): void;
  /** Builds the indexes; afterwards changes can be applied. Idempotent. */
  index(): void;
}

export interface CacheWriter {
  /**
   * Opens the file that serves; null when none can: before the first snapshot is whole, or when the file was made with another schema
   * (it stays until the next snapshot replaces it). A damaged file, or one whose key is lost, is set aside.
   * Throws when the folder cannot be written.
   */
  open(): CacheFile | null;
  /** The opened file, or null. */
  active(): CacheFile | null;
  /** The shadow of an interrupted snapshot when it is whole and of this schema, else a new one. */
  shadow(): ShadowCache;
  /** Deletes an unfinished shadow whose start the change log no longer reaches. */
  discardShadow(): void;
  /** Flushes the shadow and makes it the active file. Readers that have the old file open keep reading it. */
  swap(): void;
  /** Removes files no longer in use. */
  dropOld(): void;
  /** Moves the active file aside as damaged and says `why` in the log; the next snapshot replaces it. */
  setAside(why: string): void;
  /** True when an error says that the file itself is damaged. */
  isDamage(error: unknown): boolean;
  /** Closes both files; an unfinished shadow is flushed, so that it can be resumed. */
  close(): void;
}
