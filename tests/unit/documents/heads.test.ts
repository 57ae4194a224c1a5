// Overdue, due, paid ahead and nothing due are four different heads on every paper, and a day that has passed is told as passed.
import { describe, expect, it } from 'vitest';
import type { PaymentDocument } from '#contract';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { dueLines } from '../../../src-main/adapters/paper/wording.ts';
import { addDays } from '../../../src-main/domain/day.ts';
import { pdfText } from '../../support/pdf.ts';
import { advance, late, ordinary, partlyLate, settled } from './samples.ts';

const paper = createPaper();

describe.each(['a4', 'a5', '80mm', '58mm'] as const)('on %s', format => {
  const textOf = async (document: PaymentDocument) =>
    pdfText(await paper.pdf({ kind: 'paymentDocument', document }, format));

  it('what is not late is asked for by its day', async () => {
    const text = await textOf(ordinary);
    expect(text).toContain('ПЛАТЁЖНЫЙ ДОКУМЕНТ (СЧЁТ) для внесения взносов на капитальный ремонт');
    expect(text).toContain('Оплатите до 10 ноября 2026 г.');
    expect(text).not.toMatch(/просроч|прошёл|долг/i);
  });

  it('what is late says so, and its day is never ahead', async () => {
    const text = await textOf(late);
    expect(text).toContain('Просрочено, срок прошёл 10 ноября 2026 г.');
    expect(text).not.toMatch(/Оплатите|до 10 ноября/);
  });

  it('a debt of earlier months stands beside the day of the rest', async () => {
    const text = await textOf(partlyLate);
    expect(text).toContain('из них просрочено 808,53 ₽');
    expect(text).toContain('остальное оплатите до 10 ноября 2026 г.');
  });

  it('nothing due and paid ahead ask for nothing', async () => {
    for (const document of [advance, settled]) {
      const text = await textOf(document);
      expect(text).toContain('Платить не нужно');
      expect(text).not.toMatch(/Оплатите|просроч|срок/i);
    }
    expect(await textOf(advance)).toContain('переплата 1 067,50 ₽');
  });

  it('a past month tells how much of today’s sum is late', async () => {
    const text = await textOf({ ...late, nowDue: { amount: 90000, day: late.madeOn }, overdue: 80853, qrText: null });
    expect(text).toContain('900,00 ₽');
    expect(text).toContain('из них просрочено 808,53 ₽');
  });
});

it('a day is told as ahead up to itself, and as passed from the next one', () => {
  for (let days = -40; days <= 40; days++) {
    const madeOn = addDays(ordinary.dueOn ?? '', days);
    for (const overdue of [0, 1, ordinary.total]) {
      const words = dueLines({ ...ordinary, madeOn, overdue }).join('\n');
      expect(/ прошёл /.test(words), madeOn).toBe(days > 0 && overdue > 0);
      // where all of it is older debt, nothing is left to pay by the day
      expect(/плат\S* до /.test(words), madeOn).toBe(days <= 0 && overdue < ordinary.total);
      expect(/ещё не наступил/.test(words), madeOn).toBe(days > 0 && overdue === 0);
      expect(words).not.toBe('');
    }
  }
});
