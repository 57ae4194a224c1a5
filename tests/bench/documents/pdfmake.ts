// The page by pdfmake: its tables, its canvas for the chart, one SVG path for the QR.
import { join } from 'node:path';
// @ts-expect-error pdfmake ships no types
import pdfmake from 'pdfmake';
import type { PaymentDocument } from '#contract';
import { pageOf } from './words.ts';

interface PdfMake {
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  setFonts(fonts: object): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}

const fontFolder = join(import.meta.dirname, '../../../resources/fonts');

function content(document: PaymentDocument, last: boolean): object[] {
  const page = pageOf(document);
  const bars = page.chart.flatMap(({ charged, paid }, i) => [
    { type: 'rect', x: i * 14, y: 60 - charged * 60, w: 5, h: charged * 60, color: '#e4eff9' },
    { type: 'rect', x: i * 14 + 5, y: 60 - paid * 60, w: 5, h: paid * 60, color: '#0b5c9e' },
  ]);
  const table = (rows: [string, string][]) => ({
    table: { widths: ['*', 'auto'], body: rows.map(([label, value]) => [label, { text: value, alignment: 'right' }]) },
    layout: 'lightHorizontalLines',
  });
  const svg = `<svg viewBox="0 0 ${page.qr.side} ${page.qr.side}"><path d="${page.qr.path}" fill="#000"/></svg>`;
  return [
    { text: page.payee, bold: true, fontSize: 9 },
    { text: page.title, bold: true, fontSize: 18 },
    { text: page.owner, bold: true },
    { text: page.address },
    ...page.facts.map(text => ({ text, fontSize: 9 })),
    { text: page.total, bold: true, fontSize: 28 },
    table(page.rows),
    { canvas: bars },
    { text: page.chart.map(({ month }) => month).join(' '), fontSize: 7 },
    { columns: [{ svg, width: 158 }, table(page.bank)] },
    ...(last ? [] : [{ text: '', pageBreak: 'after' }]),
  ];
}

export function openPdfMake(): (documents: readonly PaymentDocument[]) => Promise<Uint8Array> {
  const maker = pdfmake as unknown as PdfMake;
  const [normal, bold] = ['regular', 'bold'].map(weight => join(fontFolder, `noto-sans-${weight}.ttf`));
  maker.setUrlAccessPolicy(() => false);
  maker.setLocalAccessPolicy(path => path.startsWith(fontFolder));
  maker.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } });
  return documents =>
    maker
      .createPdf({
        content: documents.flatMap((document, i) => content(document, i === documents.length - 1)),
        defaultStyle: { font: 'Noto', fontSize: 10 },
        pageSize: 'A4',
      })
      .getBuffer();
}
