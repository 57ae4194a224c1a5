// How the payment document looks, held against pictures reviewed by eye. KAPREMONT_GOLDEN=write draws them anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { decodePng, difference, encodePng } from '../support/image.ts';
import { rasterise } from '../support/pdf.ts';
import { advance, everything, fortyLines, ordinary } from '../unit/documents/samples.ts';

const paper = createPaper();
const faces = { ordinary, everything, advance, 'forty-lines': fortyLines };

it.each(Object.entries(faces))('the page «%s» looks as it was reviewed', async (name, document) => {
  const pages = await rasterise(await paper.a4({ kind: 'paymentDocument', document }), 72);
  for (const [i, page] of pages.entries()) {
    const file = join(import.meta.dirname, `${name}-${i + 1}.png`);
    if (process.env['KAPREMONT_GOLDEN'] === 'write') writeFileSync(file, encodePng(page));
    expect(existsSync(file), `${file} is missing: look at it after KAPREMONT_GOLDEN=write`).toBe(true);
    expect(difference(page, decodePng(readFileSync(file)))).toBeLessThan(0.001);
  }
});
