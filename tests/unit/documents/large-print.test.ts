// The large print of the payment document: nothing in small type, the same codes, and every figure of the ordinary sheet.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import type { PaymentDocument } from '#contract';
import { pdfText, rasterise, scan, scanQr } from '../../support/pdf.ts';
import { advance, everything, fortyLines, longNames, noCode, ordinary, settled } from './samples.ts';

const paper = createPaper();
const large = (document: PaymentDocument) => paper.pdf({ kind: 'largeDocument', document }, 'a4');
const plain = (text: string) => text.replaceAll(/[\s\u00a0]+/g, ' ');

/** Heights of the words' boxes as poppler measures them: the font's ascent and descent, 1,362 of the size of Noto Sans. */
function sizes(pdf: Uint8Array): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'large-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const boxes = execFileSync('pdftotext', ['-bbox', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
    return [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"/g)].map(
      ([, top, bottom]) => (Number(bottom) - Number(top)) / 1.362,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const documents = { ordinary, everything, fortyLines, advance, settled, longNames, noCode };

describe.each(Object.entries(documents))('the large print of «%s»', (_, document) => {
  it('has no letter below 14 points', async () => {
    const found = sizes(await large(document));
    expect(found.length).toBeGreaterThan(50);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(13.9);
  });

  it('says every figure and detail the ordinary sheet has', async () => {
    const text = plain(await pdfText(await large(document)));
    const { payee, payer, recalculations, total } = document;
    expect(text).toContain(payer.accountNumber);
    for (const { amount } of [{ amount: total }, ...recalculations]) {
      const [rubles, kopecks] = (Math.abs(amount) / 100).toFixed(2).split('.');
      expect(text.replaceAll(' ', '')).toContain(`${rubles},${kopecks}`);
    }
    if (payee.known) for (const words of [payee.settlementAccount, payee.bic]) expect(text).toContain(words);
  });
});

it('carries the same codes as the ordinary sheet', async () => {
  const [page] = await rasterise(await large(ordinary), 203.2);
  expect(await scanQr(page!)).toBe(ordinary.qrText);
  const bars = (await scan(page!, 'code128')).map(bytes => Buffer.from(bytes).toString('latin1').trim());
  expect(bars).toContain('220753;125834');
});

it('of a past month asks for nothing and has no code', async () => {
  const past = { ...ordinary, nowDue: { amount: 17_284, day: '2026-11-28' }, qrText: null };
  const text = plain(await pdfText(await large(past)));
  expect(text).toContain('Справочная копия');
  expect(text).toContain('172,84');
  expect(text).not.toMatch(/Оплатите до|Наведите камеру|Расчётный счёт|заплатить вперёд/);
});

it('without a payee says whom to ask and has no code', async () => {
  const payee = { known: false as const, special: true, ask: [{ name: 'Фонд', phone: '8 800' }] };
  const text = plain(await pdfText(await large({ ...ordinary, payee, qrText: null })));
  expect(text).toContain('Куда платить');
  expect(text).toContain('8 800');
  expect(text).not.toMatch(/Наведите камеру|Расчётный счёт|не напечатан/);
});
