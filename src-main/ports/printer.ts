// A printer as the spool sees it: it takes a finished file or bytes and reports the outcome.
import type { DocumentKind, PaperFormat, Said } from '#contract';

export interface PrintablePayload {
  /** the job's title at the printer, without personal data */
  title: string;
  /** `rows`: electron-pos-printer's, as JSON */
  format: 'pdf' | 'escpos' | 'rows';
  bytes: Uint8Array;
}

/** `untouched`: nothing was sent to the printer, so the same job may be tried again after the trouble. */
export type PrintOutcome = { ok: true; where: Said } | { ok: false; reason: Said; untouched?: true };

export interface Printer {
  readonly name: string;
  readonly accepts: PrintablePayload['format'];
  /** the paper format of its pages; A4 by default */
  readonly format?: PaperFormat;
  /** the id of its profile, for a printer that takes ESC/POS */
  readonly profile?: string;
  /**
   * Hands the payload over, then follows it to the end. `onSent` is called once when the printer has it and it can no longer be
   * taken back: after that the job is never retried by itself. Never rejects for a printer's trouble; that is `ok: false` with a sentence.
   * `onTrouble` is told what the printer wants while it has the page, and null when it goes on.
   */
  print(
    payload: PrintablePayload,
    onSent: () => Promise<void>,
    onTrouble?: (reason: Said | null) => Promise<void>,
  ): Promise<PrintOutcome>;
}

/** The printers of a terminal. */
export interface Printers {
  /** Null when no printer here can print such a document. */
  for(kind: DocumentKind): Printer | null;
  /** Every printer that can print such a document, whatever kinds the settings give it. */
  all(kind: DocumentKind): Printer[];
}

/** Electron's own window for printing rows; only the Electron host has one. */
export interface ReceiptWindow {
  /** Rejects when what prints cannot be loaded: nothing was sent then. */
  ready(): Promise<void>;
  /** Resolves when the system has taken the job; rejects when it refused; may never settle. */
  print(rows: unknown[], options: { queue: string; paper: '80mm' | '58mm' }): Promise<unknown>;
  /** Closes the window that a job left open. */
  abandon(): void;
}
