// The cache as the sync writes it: the file that serves now, and the shadow file the next snapshot is copied into.
import type { EntityName } from './exchange.ts';
import type { AccountNews, ChangeCursor, ParsedRows, Refetch, SnapshotStart } from './fund.ts';

/** What was asked for and what the fund gave: an asked row that is neither in `rows` nor in `rejected` was deleted. */
export interface Fetched<E extends EntityName = EntityName> {
  asked: Refetch;
  given: ParsedRows<E>;
}

/** What became of the cache: whose figures are other than before, and whether places to search by are. */
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
  applyAccount(account: number, news: AccountNews | null): ChangeEffect;
  /** Rows kept for staff because they do not parse. */
  quarantined(): number;
}

/** The next cache, still being copied. It outlives the process: a new one goes on from the last whole batch. */
export interface ShadowCache extends CacheFile {
  /** The FIRST attempt's start, or null when nothing was begun. Changes are read from its cursor however many attempts it took. */
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
   * Opens the file that serves, bringing its schema up to date; null before the first snapshot is whole. A file that is damaged, under a lost
   * key or from a newer program is set aside. Throws when the folder cannot be written.
   */
  open(): Promise<CacheFile | null>;
  /** The opened file, or null. */
  active(): CacheFile | null;
  /** The shadow of an interrupted snapshot when it can be trusted, else a fresh one. */
  shadow(): Promise<ShadowCache>;
  /** Throws an unfinished shadow away: its start is too old. */
  discardShadow(): void;
  /** Makes the shadow durable and puts it in place of the active file, which goes on serving whoever has it open. */
  swap(): void;
  /** Removes files no longer in use. */
  dropOld(): void;
  /** Moves the active file aside as damaged, with a word for the log; the next snapshot replaces it. */
  setAside(why: string): void;
  /** True when an error says that the file itself is damaged. */
  isDamage(error: unknown): boolean;
  /** Closes both files; an unfinished shadow is flushed, so that it can be gone on with. */
  close(): void;
}
