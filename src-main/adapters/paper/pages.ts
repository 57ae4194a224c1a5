// The one list of document kinds and paper formats, with the function that draws each.
import type { PaperFormat } from '#contract';
import type { DocumentModel } from '../../ports/paper.ts';
import { drawAccountViews } from './a4/account-views.ts';
import { drawApplicationForm } from './a4/application-form.ts';
import { drawCertificate, drawHalfCertificate } from './a4/certificate.ts';
import { drawHouseList } from './a4/house-list.ts';
import { drawLargeDocument } from './a4/large-document.ts';
import { drawLegalText } from './a4/legal-text.ts';
import { drawPaymentDocument } from './a4/payment-document.ts';
import { drawPaymentSlip } from './a4/payment-slip.ts';
import { drawStatement } from './a4/statement.ts';
import { openHalves, type Halves } from './a5/halves.ts';
import { drawHalf } from './a5/payment-document.ts';
import { A4, type PdfFile, type PdfProperties } from './pdf.ts';
import { receiptLines, type PaperWidth } from './receipt/index.ts';
import { layRoll } from './roll/draw.ts';
import { copySheet, markCopy, secondSheet } from './copy-mark.ts';
import { asksForMoney } from './wording.ts';
import { mm, type Sheet } from './sheet.ts';

const dated = (title: string, day: string): PdfProperties => ({ title, created: new Date(`${day}T00:00:00Z`) });

/** The file's properties, without names and numbers. */
export function properties(model: DocumentModel): PdfProperties {
  switch (model.kind) {
    case 'paymentDocument':
    case 'largeDocument':
      return dated('Платёжный документ', model.document.issuedOn);
    case 'paymentSlip':
      return dated('Подтверждение оплаты', model.slip.paidOn);
    case 'statement':
      return dated('Выписка по счёту', model.statement.madeOn);
    case 'applicationForm':
      return dated('Заявление', model.form.madeOn);
    case 'houseList':
      return dated('Список дома', model.list.madeOn);
    case 'certificate':
      return dated('Справка', model.certificate.day);
    case 'accountViews':
      return dated('Кто смотрел счёт', model.list.madeOn);
    case 'legalText':
      // A legal text has its own version, so the printing date is left out.
      return { title: model.text.title, created: new Date(0) };
  }
}

function drawA4(sheet: Sheet, model: DocumentModel): void {
  switch (model.kind) {
    case 'paymentDocument':
      return drawPaymentDocument(sheet, model.document);
    case 'largeDocument':
      return drawLargeDocument(sheet, model.document);
    case 'paymentSlip':
      return drawPaymentSlip(sheet, model.slip);
    case 'statement':
      return drawStatement(sheet, model.statement);
    case 'applicationForm':
      return drawApplicationForm(sheet, model.form);
    case 'houseList':
      return drawHouseList(sheet, model.list);
    case 'legalText':
      return drawLegalText(sheet, model.text);
    case 'certificate':
      return drawCertificate(sheet, model.certificate);
    case 'accountViews':
      return drawAccountViews(sheet, model.list);
  }
}

/** Null for a document without a face on half a sheet: it takes a whole one, which is what lies in the printer. */
function halfOf(model: DocumentModel): ((sheet: Sheet) => void) | null {
  switch (model.kind) {
    case 'paymentDocument':
      return sheet => drawHalf(sheet, model.document);
    case 'certificate':
      return sheet => drawHalfCertificate(sheet, model.certificate);
    default:
      return null;
  }
}

function drawRoll(file: PdfFile, model: DocumentModel, paper: PaperWidth): void {
  const lines = receiptLines(model);
  if (!lines) throw new RangeError(`A ${model.kind} has no face on a roll of ${paper} mm`);
  const { size, draw } = layRoll(file.sheet, lines, paper);
  file.page(size);
  draw();
}

/** Distance from the paper's edge to the content: 12 mm from the top of a sheet, 9 mm on a half. */
const copyLine = { a4: mm(10.5), a5: mm(7.6) };

function drawWhole(file: PdfFile, model: DocumentModel): void {
  file.page(A4);
  if (!model.copy) return drawA4(file.sheet, model);
  markCopy(file.sheet, copyLine.a4);
  drawA4(copySheet(file.sheet, copyLine.a4), model);
}

/** A document that is printed alone is worth a second one below it when it is to be paid by. */
const isPaidBy = (model: DocumentModel) => model.kind === 'paymentDocument' && asksForMoney(model.document);

/** `alone`: one document a file; its other half then takes a second one. Draws documents one after another into a file on one paper format. Throws RangeError for a document that has no page in that format. */
export function drawer(
  file: PdfFile,
  format: PaperFormat,
  { alone = false }: { alone?: boolean } = {},
): (model: DocumentModel) => void {
  let halves: Halves | undefined;
  return model => {
    switch (format) {
      case 'a4':
        return drawWhole(file, model);
      case 'a5': {
        const drawHalfOf = halfOf(model);
        if (!drawHalfOf) {
          halves = undefined;
          return drawWhole(file, model);
        }
        halves ??= openHalves(file);
        const sheet = model.copy ? copySheet(halves.sheet, copyLine.a5) : halves.sheet;
        drawHalfOf(sheet);
        if (alone && isPaidBy(model) && halves.isOneHalf()) drawHalfOf(secondSheet(sheet, copyLine.a5));
        return;
      }
      case '80mm':
        return drawRoll(file, model, 80);
      case '58mm':
        return drawRoll(file, model, 58);
    }
  };
}
