// A document for a receipt printer: its lines in the bytes of one profile.
import type { DocumentModel } from '../../../ports/paper.ts';
import type { PrinterProfile } from '../../../ports/printer-profile.ts';
import { receiptLines } from '../receipt/index.ts';
import { renderEscpos } from './render.ts';

/** Throws RangeError for a document that needs a sheet. */
export function escposDocument(model: DocumentModel, profile: PrinterProfile): Uint8Array {
  const lines = receiptLines(model);
  if (!lines) throw new RangeError(`A ${model.kind} has no receipt`);
  return renderEscpos(lines, profile);
}
