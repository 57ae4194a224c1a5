// The heavy half of paper: pdfkit and the opened fonts, loaded when the first page is wanted.
import type { DocumentModel } from '../../ports/paper.ts';
import { drawPaymentDocument } from './a4/payment-document.ts';
import { drawPaymentSlip } from './a4/payment-slip.ts';
import { renderPdf, type PdfProperties } from './pdf.ts';
import type { Sheet } from './sheet.ts';
import { openTypeface } from './typeface.ts';

export interface Engine {
  a4(model: DocumentModel): Promise<Uint8Array>;
}

export function createEngine(fonts: string): Engine {
  const faces = openTypeface(fonts);
  return {
    a4(model) {
      const { properties, draw } = page(model);
      return renderPdf(faces, properties, draw);
    },
  };
}

const dated = (title: string, day: string): PdfProperties => ({ title, created: new Date(`${day}T00:00:00Z`) });

function page(model: DocumentModel): { properties: PdfProperties; draw: (sheet: Sheet) => void } {
  switch (model.kind) {
    case 'paymentDocument':
      return {
        properties: dated('Платёжный документ', model.document.issuedOn),
        draw: sheet => drawPaymentDocument(sheet, model.document),
      };
    case 'paymentSlip':
      return {
        properties: dated('Подтверждение оплаты', model.slip.paidOn),
        draw: sheet => drawPaymentSlip(sheet, model.slip),
      };
  }
}
