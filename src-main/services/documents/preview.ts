// The payment document on the screen: the very pages the printer of this terminal would print, as pictures.
import { ok, type Answers, type PaperFormat } from '#contract';
import type { Paper } from '../../ports/paper.ts';
import type { Printer, Printers } from '../../ports/printer.ts';
import type { Documents } from './index.ts';

export interface PreviewDeps {
  documents: Pick<Documents, 'paymentDocument'>;
  paper: Pick<Paper, 'pdf' | 'pictures'>;
  printers: Pick<Printers, 'for'>;
  /** the width of a receipt printer's roll, by its profile */
  rollOf(profile: string): '80mm' | '58mm';
}

/** A receipt printer draws the same lines that the roll's page does. Without a printer it is a sheet. */
function formatOf(printer: Printer | null, rollOf: PreviewDeps['rollOf']): PaperFormat {
  if (printer?.accepts === 'escpos') return rollOf(printer.profile ?? '');
  return printer?.format ?? (printer?.accepts === 'rows' ? '80mm' : 'a4');
}

export const previewMethods = (deps: PreviewDeps): Answers<'documents.preview'> => ({
  async 'documents.preview'({ account, period, large = false }) {
    const { documents, paper, printers, rollOf } = deps;
    const found = await documents.paymentDocument(account, period);
    if (!found.ok) return found;
    const document = found.value;
    const kind = large ? 'largeDocument' : 'paymentDocument';
    const format = large ? 'a4' : formatOf(printers.for(kind), rollOf);
    const pictures = await paper.pictures(await paper.pdf({ kind, document }, format));
    const pages = pictures.map(({ png, ...size }) => ({ ...size, png: Buffer.from(png).toString('base64') }));
    const largeOffered = printers.for('largeDocument') !== null || printers.for('paymentDocument') === null;
    return ok({ document, pages, paper: format, largeOffered });
  },
});
