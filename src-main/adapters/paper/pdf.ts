// A PDF being written: the file's own properties (never personal data), its fonts shared by all its pages, and its bytes as they come.
import { setImmediate } from 'node:timers/promises';
import PDFKit from 'pdfkit';
import { createSheet, mm, type Sheet } from './sheet.ts';
import type { Typeface, Weight } from './typeface.ts';

export interface PdfProperties {
  /** generic: it is seen in the print queue and the window's title */
  title: string;
  /** the moment written into the file, so that the same model gives the same bytes */
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
  /** Begins a page; the one before it goes out. */
  page(size: PageSize): void;
  /** Lets finished pages go out; rejects when `write` threw. */
  flush(): Promise<void>;
  /** Writes the rest of the file; rejects when `write` threw. */
  end(): Promise<void>;
}

/** A file in Russian with no page yet. `write` is given its bytes in order. */
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
    // Opened fonts are handed over as they are; typings know only files of them.
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
      // Pages are handed over between turns of the event loop: without one they would pile up.
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
