// A document for a receipt printer: as the bytes for one profile, or as electron-pos-printer's rows.
import type { DocumentModel } from '../../../ports/paper.ts';
import type { PrinterProfile } from '../../../ports/printer-profile.ts';
import { receiptLines } from '../receipt/index.ts';
import { posRows } from './pos-rows.ts';
import { renderEscpos } from './render.ts';

/** Throws RangeError for a document that needs a sheet. */
export function escposDocument(model: DocumentModel, profile: PrinterProfile): Uint8Array {
  const lines = receiptLines(model);
  if (!lines) throw new RangeError(`A ${model.kind} has no receipt`);
  return renderEscpos(lines, profile);
}

/** electron-pos-printer's rows as JSON. Throws RangeError for a document that needs a sheet. */
export function posDocument(model: DocumentModel, paper: '80mm' | '58mm'): Uint8Array {
  const lines = receiptLines(model);
  if (!lines) throw new RangeError(`A ${model.kind} has no receipt`);
  return Buffer.from(JSON.stringify(posRows(lines, paper)), 'utf8');
}
