// Names masked so that nothing more comes out, and addresses as they are printed.
import { describe, expect, it } from 'vitest';
import * as address from '../../../src-main/domain/address.ts';
import { fullName, maskOwner, splitName, type OwnerName } from '../../../src-main/domain/owner.ts';
import { seeded } from './random.ts';

const person = (last_name: string, first_name = '', middle_name = ''): OwnerName => ({
  owner_kind: 'person',
  last_name,
  first_name,
  middle_name,
  company_name: '',
});
const company = (company_name: string): OwnerName => ({ ...person(''), owner_kind: 'company', company_name });

describe('a masked owner', () => {
  it.each([
    [person('Соколова', 'Людмила', 'Леонидовна'), 'С••••• Л. Л.'],
    [person('Соколова'), 'С•••••'],
    [person('Соколова Людмила Леонидовна'), 'С••••• Л. Л.'],
    [person('мамин-сибиряк', 'дмитрий'), 'М••••• Д.'],
    [person('Ли', 'Мэй'), 'Л••••• М.'],
    [person('О', 'Бо'), '••••• Б.'],
    [person('', 'Анна', 'Ивановна'), 'А. И.'],
    [person('Мамедов', 'Али', 'Гасан оглы'), 'М••••• А. Г.'],
    [person('ё', '', ''), '•••••'],
    [person(''), ''],
    [person('   ', ' ', '\u200b'), ''],
    [person('12345'), ''],
    [company('ООО «Три кита»'), 'О•••••'],
    [company('Ёж'), 'Ё•••••'],
    [company('Я'), '•••••'],
    [company(''), ''],
  ])('%j is %j', (owner, mask) => {
    expect(maskOwner(owner)).toBe(mask);
  });

  it('never holds the name, nor more letters than an initial a part, for any name', () => {
    const random = seeded(6);
    const alphabet = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЯЁOoIi -\'.<>/&"=;!\u202e\u0301😀';
    for (let i = 0; i < 5000; i++) {
      const parts = [random.text(alphabet, 0, 14), random.text(alphabet, 0, 10), random.text(alphabet, 0, 10)] as const;
      const owner = random.int(0, 4) ? person(...parts) : company(parts.join(' '));
      const mask = maskOwner(owner);
      expect(mask).toMatch(/^(?:\p{L}?•*)(?: ?\p{L}\.){0,2}$/u);
      expect(mask.match(/\p{L}/gu)?.length ?? 0).toBeLessThanOrEqual(3);
      for (const word of [...parts, ...parts.join(' ').split(/\s+/)])
        if ((word.match(/\p{L}/gu)?.length ?? 0) > 1) expect(mask.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  it('lets no markup out, and no endless name', () => {
    expect(maskOwner(person('<img src=x onerror=alert(1)>', 'Иван'))).toMatch(/^I•+ И\.$/);
    expect(maskOwner(person('Щ'.repeat(10_000), 'И')).length).toBeLessThan(30);
    expect(maskOwner(company('Щ'.repeat(10_000)))).toBe('Щ•••••');
  });
});

describe('an owner’s name', () => {
  it('is written in full without stray spaces', () => {
    expect(fullName(person(' Соколова ', 'Людмила', ''))).toBe('Соколова Людмила');
    expect(fullName(company('ООО  «Три\nкита»'))).toBe('ООО «Три кита»');
    expect(fullName(person(''))).toBe('');
  });

  it('is taken apart the way it was put together', () => {
    expect(splitName('Соколова Людмила Леонидовна')).toEqual({
      lastName: 'Соколова',
      firstName: 'Людмила',
      middleName: 'Леонидовна',
    });
    expect(splitName(' Мамедов  Али Гасан оглы')).toMatchObject({ firstName: 'Али', middleName: 'Гасан оглы' });
    expect(splitName('')).toEqual({ lastName: '', firstName: '', middleName: '' });
  });
});

describe('an address', () => {
  const house = {
    postal_code: '428000',
    region: '',
    district: '',
    settlement_kind: 'г.',
    settlement: 'Чебоксары',
    street_kind: 'ул.',
    street: 'Энгельса',
    number: '14',
    block: '2',
  };

  it('never parts an abbreviation from its name', () => {
    expect(address.formatAddress(house, { number: '10', kind: 'residential' })).toBe(
      'г.\u00a0Чебоксары, ул.\u00a0Энгельса, д.\u00a014, корп.\u00a02, кв.\u00a010',
    );
  });

  it('leaves out what the fund does not give', () => {
    expect(
      address.formatAddress({ ...house, street_kind: '', street: '', block: ' ' }, { number: '', kind: 'residential' }),
    ).toBe('г.\u00a0Чебоксары, д.\u00a014');
    expect(address.formatHouseNumber({ number: '7А', block: '' })).toBe('д.\u00a07А');
    expect(address.formatPlace('', 'Энгельса')).toBe('Энгельса');
    expect(address.formatPlace('ул.', ' ')).toBe('');
  });

  it('of a village says its district, else its postal code; of a town neither', () => {
    const village = { ...house, settlement_kind: 'с.', settlement: 'Красное' };
    const flat = { number: '10', kind: 'residential' } as const;
    const tail = 'с.\u00a0Красное, ул.\u00a0Энгельса, д.\u00a014, корп.\u00a02, кв.\u00a010';
    expect(address.formatAddress(village, flat)).toBe(`428000, ${tail}`);
    expect(address.formatAddress({ ...village, district: 'Алатырский р-н' }, flat)).toBe(`Алатырский р-н, ${tail}`);
    for (const kind of ['г.', 'Г', 'город'])
      expect(address.settlementMark({ ...house, settlement_kind: kind, district: 'Ленинский р-н' })).toBe('');
  });

  it('calls premises what they are', () => {
    expect(address.formatPremises({ number: '3', kind: 'nonResidential' })).toBe('пом.\u00a03');
    expect(address.formatPremises({ number: 'н/п 3', kind: 'nonResidential' })).toBe('н/п\u00a03');
    expect(address.formatPremises({ number: 'пом. 3', kind: 'nonResidential' })).toBe('пом.\u00a03');
    expect(address.formatPremises({ number: '10А', kind: 'residential' })).toBe('кв.\u00a010А');
  });
});
