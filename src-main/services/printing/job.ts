// A print job in memory. Its page is only here, never on disk, and is let go as soon as the printer is done with it.
import type { PrintJob, PrintState, Result, Said, DocumentKind, Who } from '#contract';
import type { DocumentModel } from '../../ports/paper.ts';
import type { Printer } from '../../ports/printer.ts';
import type { AuditEntry } from '../../domain/audit-actions.ts';
import type { PrintWords } from './notes.ts';

/** Something to print, and what the spool, the auditor and the screen are told of it. */
export interface Printout {
  /** null: it is about no account */
  account: number | null;
  /** kept until the job is over, so that staff see what was lost; its kind, which chooses the printer, stays */
  request: { kind: DocumentKind } & Record<string, string | number>;
  model(): Promise<Result<DocumentModel>>;
  audit: AuditEntry & { reason?: string };
  /** who has it printed */
  who: Who;
  words: PrintWords;
}

export interface Job {
  readonly id: string;
  readonly visit: string;
  readonly what: Printout;
  /** whose queue it is in */
  printer: Printer;
  state: PrintState;
  note: Said;
  /** the printer wants something, and the document waits for it */
  trouble: boolean;
  model: DocumentModel | null;
  /** drawn for one printer's paper */
  page: { bytes: Uint8Array; to: Printer } | null;
  cancelled: boolean;
  /** while the printer has the page in hand and has not said yet whether it took it */
  attempt: Promise<unknown> | null;
}

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state === 'done' || state === 'failed';

/** `others`: printers it could be sent to instead, while it can be moved. */
export const seenJob = ({ id, state, note, trouble }: Job, others: readonly Printer[]): PrintJob => ({
  job: id,
  state,
  note,
  trouble,
  others: state === 'queued' ? others.map(({ name }) => name) : [],
});
