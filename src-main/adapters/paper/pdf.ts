// A PDF from a drawing: the file's own properties (never personal data), its fonts, and its bytes.
import PDFKit from 'pdfkit';
import { createSheet, type Sheet } from './sheet.ts';
import type { Typeface, Weight } from './typeface.ts';

export interface PdfProperties {
  /** generic: it is seen in the print queue and the window's title */
  title: string;
  /** the moment written into the file, so that the same model gives the same bytes */
  created: Date;
}

const weights: Weight[] = ['regular', 'bold'];

/** An A4 file in Russian, drawn at once by `draw`. */
export async function renderPdf(
  faces: Typeface,
  { title, created }: PdfProperties,
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array> {
  const pdf = new PDFKit({
    size: 'A4',
    margin: 0,
    lang: 'ru-RU',
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: title, Creator: 'kapremont-desk', Producer: 'kapremont-desk', CreationDate: created },
    // Opened fonts are handed over as they are; typings know only files of them.
    font: null as never,
  });
  for (const weight of weights) pdf.registerFont(weight, faces[weight].font as never);
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.once('end', resolve).once('error', reject));
  draw(createSheet(pdf, faces));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
