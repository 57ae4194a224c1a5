// The page by pdf-lib, which has no layout: the lines are put by hand where they fit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb, type PDFFont, type PDFPage } from 'pdf-lib';
import type { PaymentDocument } from '#contract';
import { pageOf, type Page } from './words.ts';

const fontFolder = join(import.meta.dirname, '../../../resources/fonts');
const bytes = (weight: string) => readFileSync(join(fontFolder, `noto-sans-${weight}.ttf`));
const [left, right] = [42, 553];

function draw(page: PDFPage, words: Page, regular: PDFFont, bold: PDFFont): void {
  let y = 800;
  const line = (text: string, size: number, font = regular) => {
    page.drawText(text, { x: left, y, size, font });
    y -= size * 1.3;
  };
  const row = ([label, value]: [string, string]) => {
    page.drawText(value, { x: right - regular.widthOfTextAtSize(value, 10), y, size: 10, font: regular });
    line(label, 10);
    page.drawLine({ start: { x: left, y: y + 8 }, end: { x: right, y: y + 8 }, thickness: 0.5 });
  };
  line(words.payee, 9, bold);
  line(words.title, 16, bold);
  line(words.owner, 10, bold);
  line(words.address, 10);
  for (const fact of words.facts) line(fact, 9);
  y -= 20;
  line(words.total, 28, bold);
  words.rows.forEach(row);
  y -= 70;
  words.chart.forEach(({ charged, paid, month }, i) => {
    page.drawRectangle({ x: left + i * 14, y, width: 5, height: charged * 60, color: rgb(0.89, 0.94, 0.98) });
    page.drawRectangle({ x: left + i * 14 + 5, y, width: 5, height: paid * 60, color: rgb(0.04, 0.36, 0.62) });
    page.drawText(month, { x: left + i * 14, y: y - 8, size: 7, font: regular });
  });
  y -= 30;
  page.drawSvgPath(words.qr.path, { x: left, y, scale: 158 / words.qr.side, color: rgb(0, 0, 0) });
  words.bank.forEach(row);
}

export function openPdfLib(): (documents: readonly PaymentDocument[]) => Promise<Uint8Array> {
  const fonts = { regular: bytes('regular'), bold: bytes('bold') };
  return async documents => {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const regular = await pdf.embedFont(fonts.regular, { subset: true });
    const bold = await pdf.embedFont(fonts.bold, { subset: true });
    for (const document of documents) draw(pdf.addPage([595.28, 841.89]), pageOf(document), regular, bold);
    return pdf.save();
  };
}
