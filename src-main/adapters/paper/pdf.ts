// A PDF being written: the file's properties (never personal data), the fonts shared by its pages, and the bytes as they are produced.
import { setImmediate } from 'node:timers/promises';
import PDFKit from 'pdfkit';
import { createSheet, mm, type Sheet } from './sheet.ts';
import type { Typeface, Weight } from './typeface.ts';

export interface PdfProperties {
  /** generic, because it shows in the print queue and the window's title */
  title: string;
  /** the creation date written into the file, so that the same model gives the same bytes */
  created: Date;
}

/** Points. */
export interface PageSize {
  width: number;
  height: number;
}

export const A4: PageSize = { width: mm(210), height: mm(297) };

const weights: Weight[] = ['regular', 'bold'];

export interface PdfFile {
  sheet: Sheet;
  /** Begins a page; the previous one can be written out. */
  page(size: PageSize): void;
  /** Lets finished pages be written out; rejects when `write` threw. */
  flush(): Promise<void>;
  /** Writes the rest of the file; rejects when `write` threw. */
  end(): Promise<void>;
}

/** A file marked as Russian, with no page yet. `write` gets its bytes in order. */
export function openPdf(
  faces: Typeface,
  { title, created }: PdfProperties,
  write: (bytes: Uint8Array) => void,
): PdfFile {
  const pdf = new PDFKit({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    lang: 'ru-RU',
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: title, Creator: 'kapremont-desk', Producer: 'kapremont-desk', CreationDate: created },
    // Opened fonts are passed directly, though pdfkit's typings allow only font files.
    font: null as never,
  });
  for (const weight of weights) pdf.registerFont(weight, faces[weight].font as never);
  let failed: Error | null = null;
  const rethrow = (error: Error | null) => {
    if (error) throw error;
  };
  pdf.on('data', (chunk: Uint8Array) => {
    try {
      write(chunk);
    } catch (error) {
      failed ??= error as Error;
    }
  });
  const ended = new Promise<void>((resolve, reject) => pdf.once('end', resolve).once('error', reject));
  return {
    sheet: createSheet(pdf, faces),
    page: ({ width, height }) => void pdf.addPage({ size: [width, height], margin: 0 }),
    async flush() {
      // pdfkit emits pages between turns of the event loop: without a turn they would accumulate.
      await setImmediate();
      rethrow(failed);
    },
    async end() {
      pdf.end();
      await ended;
      rethrow(failed);
    },
  };
}
