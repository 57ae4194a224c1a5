// Comparing the cache with the fund by buckets of keys: what a bucket is, and the text of a row of which both sides make the same sum.
import { exchange, type Column, type EntityName } from './exchange.ts';

/** A range of an entity's first key column: `from` included, `to` not; null: no bound on that side. A key that is no number has no bounds. */
export interface Bucket {
  entity: EntityName;
  from: number | null;
  to: number | null;
}

/** SHA-256, in hex, of the texts of all rows in key order with a line feed between them; of no rows it is that of an empty text. */
export interface BucketSum {
  rows: number;
  digest: string;
}

/** What a comparison of the whole cache found. */
export interface Reconciled {
  buckets: number;
  rows: number;
  /** rows that differed and were fetched again */
  mended: number;
  /** rows that differ still, and buckets that could not be compared */
  left: number;
}

/** Between the cells of a row's text. */
export const cellSeparator = '\x1f';

/** The cache keeps a text that is missing as an empty one, and JSON as an empty list; any other cell that is missing is this. */
export const standIn = ({ kind }: Column): string => (kind === 'text' ? '' : kind === 'json' ? '[]' : '~');

/** The keys of these lie by account; of the others by their own. */
export const isByAccount = (entity: EntityName): boolean => exchange[entity].key[0] === 'account_id';

/** Days are the keys of small tables, which are one bucket each. */
export const hasBuckets = (entity: EntityName): boolean => exchange[entity].changedBy !== 'key';

/** The serving file as it is compared. All calls are synchronous: what is read together is of one moment. */
export interface Buckets {
  /** Where the bucket that begins at `from` ends; null: it is the last. */
  end(entity: EntityName, from: number | null): number | null;
  sum(bucket: Bucket): BucketSum;
  /** Rows by key as JSON. */
  rows(bucket: Bucket): Map<string, string>;
  /** Keys of rows that are set aside. */
  aside(bucket: Bucket): Set<string>;
  /** Whether the two sums were seen to differ by nothing but how the fund writes a value: a blank in an account number, a day for «no end». */
  isAgreed(bucket: Bucket, theirs: BucketSum, own: BucketSum): boolean;
  agree(bucket: Bucket, theirs: BucketSum, own: BucketSum): void;
  /** What was kept for the next start. */
  place(): string | null;
  setPlace(place: string): void;
}
