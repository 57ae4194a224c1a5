// A paper of a past month informs: on every face it says what it is, what is owed now, and has no code to pay by.
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { pdfText } from '../../support/pdf.ts';
import { ordinary } from './samples.ts';

const paper = createPaper();
const past = (amount: number) => ({ ...ordinary, nowDue: { amount, day: '2026-11-28' }, qrText: null });
const textOf = async (amount: number, format: 'a4' | 'a5' | '80mm' | '58mm') =>
  (await pdfText(Buffer.from(await paper.pdf({ kind: 'paymentDocument', document: past(amount) }, format)))).replaceAll(
    /[\s\u00a0]+/g,
    ' ',
  );

describe.each(['a4', 'a5', '80mm', '58mm'] as const)('on %s', format => {
  it('it is a copy to read and asks for nothing', async () => {
    const text = await textOf(17_284, format);
    expect(text).toContain('Справочная копия');
    expect(text).toContain('Было к оплате');
    expect(text).toContain('172,84');
    expect(text).toContain('28.11.2026');
    expect(text).not.toMatch(/Оплатите до|Извещение в банк|Наведите камеру|заплатить вперёд|Расчётный счёт/);
    expect(text).not.toContain(`${ordinary.payer.accountNumber};`);
  });

  it('names who was paid then, with the bank details where the data tells them', async () => {
    const { name, inn, kpp, ...rest } = ordinary.payee as Extract<typeof ordinary.payee, { known: true }>;
    const { bankName, bic, settlementAccount, correspondentAccount } = rest;
    const bank = { bankName, bic, settlementAccount, correspondentAccount };
    const of = async (payeeThen: typeof ordinary.payeeThen) => {
      const document = { ...past(17_284), payee: ordinary.payee, payeeThen };
      const pdf = await paper.pdf({ kind: 'paymentDocument', document }, format);
      return (await pdfText(Buffer.from(pdf))).replaceAll(/[\s\u00a0]+/g, ' ');
    };
    const whole = await of({ name, inn, kpp, bank });
    for (const words of ['Кому платили взнос за октябрь 2026', inn, bank.settlementAccount, bank.bic])
      expect(whole).toContain(words);
    expect(whole).not.toMatch(/Оплатите до|Извещение в банк|Наведите камеру|заплатить вперёд/);
    const undated = await of({ name, inn, kpp, bank: null });
    expect(undated).toContain(inn);
    expect(undated).not.toMatch(/Расчётный счёт|БИК/);
  });

  it.each([
    [0, 'сейчас долга нет'],
    [-5000, 'сейчас переплата 50,00'],
  ])('with %i kopecks owed now it says so', async (amount, words) => {
    expect(await textOf(amount, format)).toContain(words);
  });
});
