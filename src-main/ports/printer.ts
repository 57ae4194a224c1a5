// A printer as the spool sees it: it takes a finished file or bytes and says what became of it.
import type { DocumentKind, PaperFormat, Said } from '#contract';

export interface PrintablePayload {
  /** what the file is called on the printer's side: no personal data in it */
  title: string;
  /** `rows`: electron-pos-printer's, as JSON */
  format: 'pdf' | 'escpos' | 'rows';
  bytes: Uint8Array;
}

/** `untouched`: nothing has gone to the printer, so the same job may be tried again when the trouble is over. */
export type PrintOutcome = { ok: true; where: Said } | { ok: false; reason: Said; untouched?: true };

export interface Printer {
  readonly name: string;
  readonly accepts: PrintablePayload['format'];
  /** the paper its pages are for; A4 when it does not say */
  readonly format?: PaperFormat;
  /** of a printer that takes ESC/POS: the id of its profile */
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
  /** Every printer that has paper for such a document, whatever the settings chose it for. */
  all(kind: DocumentKind): Printer[];
}

/** Electron's own window that prints rows; only the Electron host has one. */
export interface ReceiptWindow {
  /** Resolves when the system has taken the job; rejects when it would not; may never settle. */
  print(rows: unknown[], options: { queue: string; paper: '80mm' | '58mm' }): Promise<unknown>;
  /** Closes whatever window a job left open. */
  abandon(): void;
}
