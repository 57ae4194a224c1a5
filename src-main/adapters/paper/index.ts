// Paper made with pdfkit: the adapter behind the Paper port.
import type { Paper } from '../../ports/paper.ts';
import { gostMatrix, quietZone } from './codes/gost-qr.ts';
import { svgPath } from './codes/matrix.ts';
import type { Engine } from './engine.ts';

/** `fonts` is the folder of the TTF files `scripts/fonts.ts` makes; they are read when the first page is wanted. */
export function createPaper({ fonts }: { fonts: string }): Paper {
  let engine: Promise<Engine> | undefined;
  const opened = () => (engine ??= import('./engine.ts').then(({ createEngine }) => createEngine(fonts)));
  return {
    a4: async model => (await opened()).a4(model),
    qrPath(text) {
      const matrix = gostMatrix(text);
      return { path: svgPath(matrix, quietZone), size: matrix.size + 2 * quietZone };
    },
  };
}
