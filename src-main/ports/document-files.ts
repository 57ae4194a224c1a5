// Many payment documents in files: written page by page, whole or not there, and gone on with after a stop.

export interface BatchOptions {
  /** «дом 12» or «регион»: what a resumed run is recognised by */
  what: string;
  accounts(): number[] | Promise<number[]>;
  period: string;
  format: PaperFormat;
  out: string;
  perFile: number;
  onProgress(fraction: number, path: string, documents: number): void;
  /** Aborted, it stops before the next document: the unfinished file is dropped, the finished ones stay. */
  signal?: AbortSignal;
}

export interface BatchOutcome {
  files: { path: string; documents: number; skipped: boolean }[];
  documents: number;
  /** accounts the fund charged nothing that month */
  without: number;
}

export interface DocumentFiles {
  /** Where a batch of this name goes; the folder is made when it is not there. */
  place(name: string): string;
  readonly folder: string;
  /** Rejects when a file cannot be written, and with the signal's reason. What is finished stays, and the next run goes on after it. */
  make(options: BatchOptions): Promise<BatchOutcome>;
}
import type { PaperFormat } from '#contract';
