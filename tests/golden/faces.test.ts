// How the other faces look, held against pictures reviewed by eye. KAPREMONT_GOLDEN=write draws them anew.
import type { PaperFormat } from '#contract';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import type { DocumentModel } from '../../src-main/ports/paper.ts';
import { decodePng, difference, encodePng } from '../support/image.ts';
import { rasterise } from '../support/pdf.ts';
import { absentForm, accountViews, certificate, form, houseList, lateCertificate, oneMonth, slip } from '../unit/documents/other-samples.ts';
import { advance, everything, ordinary } from '../unit/documents/samples.ts';

const paper = createPaper();
const faces: [string, DocumentModel, PaperFormat][] = [
  ['half-ordinary', { kind: 'paymentDocument', document: ordinary }, 'a5'],
  ['half-everything', { kind: 'paymentDocument', document: everything }, 'a5'],
  ['large-ordinary', { kind: 'largeDocument', document: ordinary }, 'a4'],
  ['large-advance', { kind: 'largeDocument', document: advance }, 'a4'],
  ['roll-80-ordinary', { kind: 'paymentDocument', document: ordinary }, '80mm'],
  ['roll-58-advance', { kind: 'paymentDocument', document: advance }, '58mm'],
  ['roll-58-slip', { kind: 'paymentSlip', slip }, '58mm'],
  ['statement', { kind: 'statement', statement: oneMonth }, 'a4'],
  ['application-form', { kind: 'applicationForm', form }, 'a4'],
  ['roll-80-application-form', { kind: 'applicationForm', form: { ...form, accountNumber: '' } }, '80mm'],
  ['roll-58-absent-house', { kind: 'applicationForm', form: absentForm }, '58mm'],
  ['certificate', { kind: 'certificate', certificate }, 'a4'],
  ['half-certificate', { kind: 'certificate', certificate: lateCertificate }, 'a5'],
  ['roll-80-certificate', { kind: 'certificate', certificate: lateCertificate }, '80mm'],
  ['account-views', { kind: 'accountViews', list: accountViews }, 'a4'],
  ['roll-80-account-views', { kind: 'accountViews', list: accountViews }, '80mm'],
  ['house-list', { kind: 'houseList', list: { ...houseList, rows: houseList.rows.slice(0, 12) } }, 'a4'],
];

it.each(faces)('«%s» looks as it was reviewed', async (name, model, format) => {
  const pages = await rasterise(await paper.pdf(model, format), 72);
  for (const [i, page] of pages.entries()) {
    const file = join(import.meta.dirname, `${name}-${i + 1}.png`);
    if (process.env['KAPREMONT_GOLDEN'] === 'write') writeFileSync(file, encodePng(page));
    expect(existsSync(file), `${file} is missing: look at it after KAPREMONT_GOLDEN=write`).toBe(true);
    expect(difference(page, decodePng(readFileSync(file)))).toBeLessThan(0.001);
  }
});
