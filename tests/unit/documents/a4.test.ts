// The payment document on A4, as others see it: its words, its codes, its size and its bytes.
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import type { PaymentDocument } from '#contract';
import { formatKopecks, formatRubles } from '../../../src-main/domain/money.ts';
import { pdfText, rasterise, scan, scanQr } from '../../support/pdf.ts';
import * as samples from './samples.ts';

const paper = createPaper();
const a4 = (document: PaymentDocument) => paper.a4({ kind: 'paymentDocument', document });
const plain = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim();
const { ordinary, everything, fortyLines, longNames, hostile, settled, advance, noCode, windows1251 } = samples;

async function pages(document: PaymentDocument) {
  return rasterise(await a4(document), 60);
}

describe('the payment document on A4', () => {
  it('says to the kopeck every figure of the model', async () => {
    for (const document of [ordinary, everything]) {
      const text = await pdfText(await a4(document));
      const { charged, duePeriod, opening, penalty, stateDuty, courtCosts, tariff } = document;
      for (const sum of [
        charged,
        duePeriod,
        opening,
        -document.paid,
        penalty,
        ...document.recalculations.map(r => r.amount),
      ])
        expect(text).toContain(plain(formatKopecks(sum)));
      for (const sum of [stateDuty, courtCosts]) if (sum) expect(text).toContain(plain(formatKopecks(sum)));
      expect(text).toContain(plain(formatRubles(document.total)));
      expect(text).toContain(`размер взноса ${plain(formatRubles(tariff ?? 0))} за 1 м²`);
    }
  });

  it('names who pays, for what, to whom, until when and what is counted', async () => {
    const text = await pdfText(await a4({ ...everything, flawed: true }));
    for (const words of [
      'Соколова Людмила Леонидовна',
      'г. Чебоксары, ул. Энгельса, д. 14, кв. 10',
      'Лицевой счёт 220753',
      'ЕЛС (единый лицевой счёт) 20МВ875415',
      'ИПД (номер для оплаты) 20МВ875415-10-1051',
      'info@fond21.example',
      'площадь 42,70 м², доля 1/3',
      'за октябрь 2026',
      'Платёжный документ (счёт) № 20МВ875415-10-1051',
      '10 ноября 2026 г.',
      'Учтены платежи до 31.10.2026',
      'НО «Республиканский фонд капитального ремонта многоквартирных домов»',
      '2130000001 / 213001001',
      '40603810000000000123',
      '30101810300000000609',
      'БИК 049706609',
      'пн–чт 8:00–17:00, пт 8:00–16:00',
      'Уточнена площадь помещения по выписке из ЕГРН с 1 июля 2026 г.',
      '12.10.2026, 533,75 ₽',
      'на счёте регионального оператора',
      '12 345 678,90 ₽',
      'не складываются в итог',
    ])
      expect(text).toContain(words);
  });

  it('carries the ГОСТ QR and the bars, readable from a 200 dpi picture', async () => {
    const [page] = await rasterise(await a4(ordinary), 200);
    expect(await scanQr(page!)).toBe(ordinary.qrText);
    expect((await scan(page!, 'code128')).map(bytes => Buffer.from(bytes).toString())).toEqual(['220753;125834']);
  });

  it('carries a windows-1251 QR as windows-1251', async () => {
    const [page] = await rasterise(await a4(windows1251), 200);
    const [bytes] = await scan(page!, 'qrcode');
    expect(new TextDecoder('windows-1251').decode(bytes)).toBe(windows1251.qrText);
  });

  it('has no QR and a friendly line when nothing is due', async () => {
    for (const document of [settled, advance]) {
      const bytes = await a4(document);
      const text = await pdfText(bytes);
      expect(text).toContain('Платить не нужно');
      expect(text).not.toContain('Извещение');
      const [page] = await rasterise(bytes, 200);
      expect(await scan(page!, 'qrcode')).toEqual([]);
      expect((await scan(page!, 'code128')).map(code => Buffer.from(code).toString())).toEqual(['220753;0']);
    }
  });

  it('asks to pay by hand when the payee’s details make no code', async () => {
    const bytes = await a4(noCode);
    const text = await pdfText(bytes);
    expect(text).toContain('Платите по реквизитам справа');
    expect(text).not.toContain('Платить не нужно');
    expect(await scan((await rasterise(bytes, 200))[0]!, 'qrcode')).toEqual([]);
  });

  it('prints hostile text as text, on one page, in reading order', async () => {
    const bytes = await a4(hostile);
    const text = await pdfText(bytes);
    expect(text).toContain('<script>alert(1)</script> ООО «Фонд» & Co');
    expect(text).toContain('<img src=x onerror=alert(1)>гнев [31mСоколова');
    expect(text).toContain(')Tj ET /F1 99 Tf (взлом');
    expect(text).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069\u001b\u0000]/);
    expect(await rasterise(bytes, 40)).toHaveLength(1);
  });

  it('wraps long names and addresses and loses none of them', async () => {
    const squeezed = (text: string) => text.replace(/\s/g, '');
    const text = squeezed(await pdfText(await a4(longNames)));
    for (const name of [longNames.payer.owner, longNames.payer.address, longNames.issuer.name])
      expect(text.split(squeezed(name)).length - 1).toBeGreaterThanOrEqual(1);
  });

  it('never draws within eight millimetres of the paper’s edge', async () => {
    for (const [name, document] of Object.entries(samples))
      for (const { width, height, pixels } of await pages(document)) {
        const edge = Math.floor((8 / 25.4) * 60);
        const inked = pixels.findIndex((pixel, i) => {
          const [x, y] = [i % width, Math.floor(i / width)];
          return pixel < 200 && (x < edge || y < edge || x >= width - edge || y >= height - edge);
        });
        expect(inked, name).toBe(-1);
      }
  }, 60_000);

  it('lists forty recalculations on pages of their own and still adds up on the first', async () => {
    const bytes = await a4(fortyLines);
    const text = await pdfText(bytes);
    expect(text).toContain('Перерасчёты, всего 40');
    for (const { amount } of fortyLines.recalculations) expect(text).toContain(plain(formatKopecks(amount)));
    expect(await pages(fortyLines)).toHaveLength(2);
  });

  it('is the same bytes for the same model, under 60 kB, and says nothing personal in its properties', async () => {
    for (const document of Object.values(samples)) {
      const bytes = Buffer.from(await a4(document));
      expect(Buffer.from(await a4(document)).equals(bytes)).toBe(true);
      expect(bytes.length).toBeLessThan(60_000);
      const properties = bytes.toString('latin1');
      expect(properties).toContain('/Lang (ru-RU)');
      const title = Buffer.from('\ufeffПлатёжный документ', 'utf16le').swap16().toString('latin1');
      expect(properties).toContain(title);
      for (const personal of ['Соколова', 'Энгельса', '220753'])
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect(
            bytes.includes(encoding === 'utf8' ? Buffer.from(personal) : Buffer.from(personal, 'utf16le').swap16()),
          ).toBe(false);
    }
  });
});
