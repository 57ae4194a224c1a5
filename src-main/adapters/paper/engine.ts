// The heavy half of paper: pdfkit and the opened fonts, loaded when the first page is wanted.
import type { DocumentModel } from '../../ports/paper.ts';
import { drawPaymentDocument } from './a4/payment-document.ts';
import { renderPdf } from './pdf.ts';
import { openTypeface } from './typeface.ts';

export interface Engine {
  a4(model: DocumentModel): Promise<Uint8Array>;
}

export function createEngine(fonts: string): Engine {
  const faces = openTypeface(fonts);
  return {
    a4: ({ document }) =>
      renderPdf(faces, { title: 'Платёжный документ', created: new Date(`${document.issuedOn}T00:00:00Z`) }, sheet =>
        drawPaymentDocument(sheet, document),
      ),
  };
}
