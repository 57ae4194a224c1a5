// Files of many payment documents: written page by page, complete or absent, and resumed after a stop.

export interface BatchOptions {
  /** «дом 12» or «регион»: identifies the batch when it is resumed */
  what: string;
  accounts(): number[] | Promise<number[]>;
  period: string;
  /** today: a batch left on another day is begun anew, because what is owed may have changed */
  day: string;
  format: PaperFormat;
  out: string;
  perFile: number;
  onProgress(fraction: number, path: string, documents: number): void;
  /** On abort it stops before the next document: the unfinished file is deleted, finished ones stay. */
  signal?: AbortSignal;
}

/** `unread`: accounts of which no document could be made. Without a single document there is no file. */
export interface MadeFile {
  made: number;
  unread: number[];
}

/** What is common to all files of a batch. */
export type FileOptions = Pick<BatchOptions, 'period' | 'format' | 'signal'>;

/**
 * Makes the file of these accounts; `onDone` is told of accounts looked at and of documents among them. Rejects when the file cannot be
 * written, and with the signal's reason.
 */
export type FileMaker = (
  path: string,
  ids: readonly number[],
  options: FileOptions,
  onDone: (accounts: number, documents: number) => void,
) => Promise<MadeFile>;

export interface BatchOutcome {
  files: { path: string; documents: number; skipped: boolean }[];
  documents: number;
  /** accounts without a charge in that month */
  without: number;
  /** accounts skipped because their sum, payer or payee could not be read, or their document not drawn */
  unread: number[];
}

export interface DocumentFiles {
  /** The path for a batch of this name; creates the folder when it is missing. */
  place(name: string): string;
  readonly folder: string;
  /** Writes a file of this name, whole or not at all, in the place of one of the same name; returns its name. Throws when it cannot. */
  save(name: string, text: string): string;
  /** Rejects when a file cannot be written, and with the signal's reason. Finished files stay, and the next run continues after them. */
  make(options: BatchOptions): Promise<BatchOutcome>;
}
import type { PaperFormat } from '#contract';
