// What the kiosk makes of words: which suggestion Enter means, the fund's name as people say it.
import { describe, expect, it } from 'vitest';
import { spokenName } from '../../../src-renderer/core/fund-name.ts';
import { meantBy } from '../../../src-renderer/blocks/address/meant-by.ts';

const choices = (...labels: string[]) => labels.map((label, index) => ({ id: index + 1, label }));

describe('Enter in an address field', () => {
  it('takes the suggestion that is exactly what was typed, with or without «ул.»', () => {
    const streets = choices('ул. Ленинградская', 'ул. Ленина');
    expect(meantBy('street', 'ленина', streets)?.label).toBe('ул. Ленина');
    expect(meantBy('street', ' ул. Ленина ', streets)?.label).toBe('ул. Ленина');
  });

  it('takes the best match of towns, but never a flat whose number merely begins so', () => {
    expect(meantBy('settlement', 'чебокс', choices('г. Чебоксары', 'г. Новочебоксарск'))?.label).toBe('г. Чебоксары');
    const flats = [
      { id: '12', label: 'кв. 12' },
      { id: '120', label: 'кв. 120' },
    ];
    expect(meantBy('flat', '1', flats)).toBeUndefined();
    expect(meantBy('flat', '12', flats)?.id).toBe('12');
  });

  it('never takes the fund’s own key of a house for its number', () => {
    const houses = [
      { id: 14, label: 'д. 21' },
      { id: 3, label: 'д. 14' },
    ];
    expect(meantBy('house', '14', houses)?.label).toBe('д. 14');
    expect(meantBy('house', '3', houses)).toBeUndefined();
  });

  it('takes the only one, and nothing of nothing', () => {
    expect(meantBy('house', '14', choices('д. 14, корп. 2'))?.label).toBe('д. 14, корп. 2');
    expect(meantBy('street', 'ленина', [])).toBeUndefined();
  });
});

describe('the fund’s name in the frame', () => {
  it('is what stands in the quotes of the legal name, else the name itself', () => {
    expect(spokenName('Некоммерческая организация «Фонд капитального ремонта»')).toBe('Фонд капитального ремонта');
    expect(spokenName('НО «Фонд «Жильё»»')).toBe('Фонд «Жильё»');
    expect(spokenName(' Фонд капитального ремонта ')).toBe('Фонд капитального ремонта');
  });
});
