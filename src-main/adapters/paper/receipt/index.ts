// A document as the lines of a receipt: for the roll's PDF, for ESC/POS, and for other narrow paper.
import type { DocumentModel } from '../../../ports/paper.ts';
import { accountViewsLines } from './account-views.ts';
import { applicationFormLines } from './application-form.ts';
import { certificateLines } from './certificate.ts';
import type { ReceiptLine } from './lines.ts';
import { paymentDocumentLines } from './payment-document.ts';
import { paymentSlipLines } from './payment-slip.ts';
import { statementLines } from './statement.ts';

export type { PaperWidth, ReceiptLine } from './lines.ts';

const copyMark: ReceiptLine = { kind: 'text', text: 'КОПИЯ', size: 'large', bold: true, align: 'centre' };

/** Null for a document that needs a sheet: the large print, the house list and legal texts. */
export function receiptLines(model: DocumentModel): ReceiptLine[] | null {
  const lines = linesOf(model);
  return lines && model.copy ? [copyMark, ...lines] : lines;
}

function linesOf(model: DocumentModel): ReceiptLine[] | null {
  switch (model.kind) {
    case 'paymentDocument':
      return paymentDocumentLines(model.document);
    case 'paymentSlip':
      return paymentSlipLines(model.slip);
    case 'statement':
      return statementLines(model.statement);
    case 'certificate':
      return certificateLines(model.certificate);
    case 'accountViews':
      return accountViewsLines(model.list);
    case 'applicationForm':
      return applicationFormLines(model.form);
    case 'largeDocument':
    case 'houseList':
    case 'legalText':
      return null;
  }
}
