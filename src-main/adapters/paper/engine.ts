// The heavy half of paper: pdfkit and the opened fonts, loaded when the first page is wanted.
import type { DocumentModel } from '../../ports/paper.ts';
import { drawPaymentDocument } from './a4/payment-document.ts';
import { drawApplicationForm } from './a4/application-form.ts';
import { drawHouseList } from './a4/house-list.ts';
import { drawLegalText } from './a4/legal-text.ts';
import { drawPaymentSlip } from './a4/payment-slip.ts';
import { drawStatement } from './a4/statement.ts';
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

/** A text has a version of its own: the day it is printed is no part of it. */
const undated = (title: string): PdfProperties => ({ title, created: new Date(0) });

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
    case 'statement':
      return {
        properties: dated('Выписка по счёту', model.statement.madeOn),
        draw: sheet => drawStatement(sheet, model.statement),
      };
    case 'applicationForm':
      return {
        properties: dated('Заявление', model.form.madeOn),
        draw: sheet => drawApplicationForm(sheet, model.form),
      };
    case 'houseList':
      return { properties: dated('Список дома', model.list.madeOn), draw: sheet => drawHouseList(sheet, model.list) };
    case 'legalText':
      return { properties: undated(model.text.title), draw: sheet => drawLegalText(sheet, model.text) };
  }
}
