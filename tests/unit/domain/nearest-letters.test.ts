// Names of every people of Russia on code pages that have Russian letters alone.
import { describe, expect, it } from 'vitest';
import { letters } from '../../../src-main/adapters/paper/escpos/letters.ts';
import { fullName } from '../../../src-main/domain/owner.ts';
import { buildPaymentQr } from '../../../src-main/domain/payment-qr.ts';

const names = [
  ['Әхмәтҗанов-Ҡолһарин Ҫеҫпӗл', 'Ахматжанов-Колхарин Сеспел'],
  ['Ғәлиә Өмөтбаева', 'Галиа Омотбаева'],
  ['Ӳкерчӗк Ӑсан', 'Укерчек Асан'],
  ['Їжак Ґалаґан Ўладзімір', 'Ижак Галаган Уладзимир'],
  ['Renée Žižek', 'Renee Zizek'],
] as const;

describe.each(names)('%s', (name, plain) => {
  it('is printed in the nearest letters, never in question marks', () => {
    for (const charset of ['cp866', 'windows-1251'] as const) {
      const printed = letters(name, charset);
      expect(printed).not.toContain('?');
      if (charset === 'cp866' && !/[ЇЎїўіІ]/.test(name)) expect(printed).toBe(plain);
    }
  });

  it('is in a windows-1251 code likewise', () => {
    const { text, charset } = buildPaymentQr({
      name: 'Ф'.repeat(160),
      personalAcc: '40703810300009900013',
      bankName: 'АО «Волжский Демонстрационный Банк»',
      bic: '049706990',
      correspAcc: '30101810200000000990',
      lastName: name,
    });
    expect(charset).toBe('windows-1251');
    expect(text).not.toContain('?');
  });
});

it('a name is freed of signs that are not seen', () => {
  const owner = { owner_kind: 'person', company_name: '', middle_name: '' } as const;
  expect(fullName({ ...owner, last_name: 'Кузнецо\u00adва', first_name: '\uFEFFМар\u200Bия' })).toBe('Кузнецова Мария');
  expect(fullName({ ...owner, last_name: 'Кузнецова\tМария', first_name: '' })).toBe('Кузнецова Мария');
});
