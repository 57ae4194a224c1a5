// The heavy half of paper: pdfkit and the fonts, loaded when the first page is needed.
import type { PaperFormat } from '#contract';
import type { Book, BookProperties, DocumentModel } from '../../ports/paper.ts';
import { drawer, properties } from './pages.ts';
import { openPdf } from './pdf.ts';
import { openTypeface } from './typeface.ts';

export interface Engine {
  pdf(model: DocumentModel, format: PaperFormat): Promise<Uint8Array>;
  book(format: PaperFormat, properties: BookProperties, write: (bytes: Uint8Array) => void): Book;
}

export function createEngine(fonts: string): Engine {
  const faces = openTypeface(fonts);
  return {
    async pdf(model, format) {
      const chunks: Uint8Array[] = [];
      const file = openPdf(faces, properties(model), bytes => void chunks.push(bytes));
      drawer(file, format, { alone: true })(model);
      await file.end();
      return Buffer.concat(chunks);
    },
    book(format, { title, day }, write) {
      const file = openPdf(faces, { title, created: new Date(`${day}T00:00:00Z`) }, write);
      const draw = drawer(file, format);
      return {
        async add(model) {
          draw(model);
          await file.flush();
        },
        end: () => file.end(),
      };
    },
  };
}
