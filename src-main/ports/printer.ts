// A printer as the spool sees it: it takes a finished file or bytes and says what became of it.

export interface PrintablePayload {
  /** what the file is called on the printer's side: no personal data in it */
  title: string;
  format: 'pdf' | 'escpos';
  bytes: Uint8Array;
}

/** `untouched`: nothing has gone to the printer, so the same job may be tried again when the trouble is over. */
export type PrintOutcome = { ok: true; where: string } | { ok: false; reason: string; untouched?: true };

export interface Printer {
  readonly name: string;
  readonly accepts: 'pdf' | 'escpos';
  /** of a printer that takes ESC/POS: the id of its profile */
  readonly profile?: string;
  /**
   * Hands the payload over, then follows it to the end. `onSent` is called once when the printer has it and it can no longer be
   * taken back: after that the job is never retried by itself. Never rejects for a printer's trouble; that is `ok: false`, in words.
   */
  print(payload: PrintablePayload, onSent: () => Promise<void>): Promise<PrintOutcome>;
}

/** Which printer a terminal has, as its settings name it. */
export type PrinterChoice =
  { kind: 'folder'; folder: string } | { kind: 'cups'; queue: string } | { kind: 'none' } | null;
