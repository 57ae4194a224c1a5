// «КОПИЯ» on every face, on every page, over nothing else; and on no original.
import type { PaperFormat } from '#contract';
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { pdfText, rasterise } from '../../support/pdf.ts';
import { fortyLines, ordinary } from './samples.ts';

const paper = createPaper();
const marks = (text: string) => text.match(/КОПИЯ/g)?.length ?? 0;

describe.each(['a4', 'a5', '80mm', '58mm'] as PaperFormat[])('on %s', format => {
  it('a copy says so and an original does not', async () => {
    const model = { kind: 'paymentDocument', document: ordinary } as const;
    expect(marks(await pdfText(await paper.pdf(model, format)))).toBe(0);
    // each half is one
    expect(marks(await pdfText(await paper.pdf({ ...model, copy: true }, format)))).toBe(format === 'a5' ? 2 : 1);
  });
});

it('every page of a long document says so', async () => {
  const pdf = await paper.pdf({ kind: 'paymentDocument', document: fortyLines, copy: true }, 'a4');
  expect(marks(await pdfText(pdf))).toBe((await rasterise(pdf, 50)).length);
});

it.each(['a4', 'a5'] as PaperFormat[])('the mark on %s lies on paper nothing else is drawn on', async format => {
  const model = { kind: 'paymentDocument', document: ordinary } as const;
  const [original] = await rasterise(await paper.pdf(model, format), 100);
  const [copy] = await rasterise(await paper.pdf({ ...model, copy: true }, format), 100);
  let added = 0;
  copy!.pixels.forEach((pixel, at) => {
    const before = original!.pixels[at]!;
    if (pixel < before) added++;
    // Nothing that was dark is under the mark, and nothing else has moved.
    if (pixel !== before) expect(before).toBe(255);
  });
  expect(added).toBeGreaterThan(50);
});
