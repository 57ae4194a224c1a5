// The Paper port by pdfkit.
import { resource } from '../../base/package-root.ts';
import type { Paper } from '../../ports/paper.ts';
import type { PrinterProfile } from '../../ports/printer-profile.ts';
import { quietZone } from './codes/gost-qr.ts';
import { qrMatrix, type Matrix } from './codes/qr.ts';
import { svgPath } from './codes/matrix.ts';
import type { Engine } from './engine.ts';

const onScreen = (matrix: Matrix) => ({ path: svgPath(matrix, quietZone), size: matrix.size + 2 * quietZone });

/** Enough to read a sheet's small print when it is enlarged. */
const screenDpi = 150;

interface Profiles {
  /** Throws for an unknown profile. */
  get(id: string): PrinterProfile;
}
const noProfiles: Profiles = {
  get(id) {
    throw new RangeError(`No profile ${id}: this paper was made without any`);
  },
};

/** `fonts` is the folder of the TTF files made by `scripts/fonts.ts`; they are read when the first page is needed. */
export function createPaper({
  fonts = resource('fonts'),
  profiles = noProfiles,
}: { fonts?: string; profiles?: Profiles } = {}): Paper {
  let engine: Promise<Engine> | undefined;
  const opened = () => (engine ??= import('./engine.ts').then(({ createEngine }) => createEngine(fonts)));
  return {
    a4: async model => (await opened()).pdf(model, 'a4'),
    pdf: async (model, format) => (await opened()).pdf(model, format),
    escpos: async (model, profile) => (await import('./escpos/index.ts')).escposDocument(model, profiles.get(profile)),
    posRows: async (model, paper) => (await import('./escpos/index.ts')).posDocument(model, paper),
    book: async (format, properties, write) => (await opened()).book(format, properties, write),
    pictures: async pdf => (await import('./picture.ts')).pagePictures(pdf, screenDpi),
    plainQrPath: text => onScreen(qrMatrix(Buffer.from(text, 'utf8'))),
  };
}
