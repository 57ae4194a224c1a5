// What is typed by hand in scripts/demo/resources.
import { describe, expect, it } from 'vitest';
import { isDay } from '../../../src-main/domain/day.ts';
import { names, organizations, rates, settlements } from '../../../scripts/demo/data.ts';

const digits = (text: string) => [...text].map(Number);
const weighted = (text: string, weights: number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * (digits(text)[i] as number), 0);

/** The key of a bank account is right when the weighted last digits add up to a multiple of ten. */
const accountKeyHolds = (prefix: string, account: string) =>
  digits(prefix + account).reduce((sum, digit, i) => sum + ((digit * ([7, 1, 3][i % 3] as number)) % 10), 0) % 10 === 0;

describe('streets', () => {
  it('are eighty or more in the six towns, most of them in Cheboksary, none twice', () => {
    expect(settlements.map(place => place.name).sort()).toEqual(
      ['Алатырь', 'Канаш', 'Новочебоксарск', 'Цивильск', 'Чебоксары', 'Шумерля'].sort(),
    );
    const all = settlements.flatMap(place => place.streets.map(street => `${place.name} ${street.join(' ')}`));
    expect(all.length).toBeGreaterThanOrEqual(80);
    expect(new Set(all).size).toBe(all.length);
    expect(settlements[0]?.streets.length).toBe(Math.max(...settlements.map(place => place.streets.length)));
    for (const place of settlements) for (const code of place.postal) expect(code).toMatch(/^4(28|29)\d{3}$/);
  });
});

describe('names', () => {
  it('give a patronymic its right form for a man and for a woman', () => {
    for (const [father, son, daughter] of names.patronymics) {
      expect(son).toMatch(/(ович|евич|ич)$/);
      expect(daughter).toMatch(/(овна|евна|ична|инична)$/);
      expect([son[0], daughter[0]]).toEqual([father[0], father[0]]);
      expect(daughter.slice(0, 4)).toBe(son.slice(0, 4));
    }
  });

  it('have no given name in both genders and none twice', () => {
    const all = [...names.male, ...names.female].map(([name]) => name);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(names.surnames.map(([his]) => his)).size).toBe(names.surnames.length);
  });
});

describe('organizations', () => {
  it('begin with the only operator', () => {
    expect(organizations.organizations.map(o => o.kind).indexOf('operator')).toBe(0);
    expect(organizations.organizations.filter(o => o.kind === 'operator')).toHaveLength(1);
  });

  it.each(organizations.organizations)('$name has control digits that hold', o => {
    expect(weighted(o.inn, [2, 4, 10, 3, 5, 9, 4, 6, 8])).toSatisfy(
      (sum: number) => (sum % 11) % 10 === Number(o.inn[9]),
    );
    expect(String((BigInt(o.ogrn.slice(0, 12)) % 11n) % 10n)).toBe(o.ogrn[12]);
    expect(o.settlement_account).toMatch(/^\d{20}$/);
    expect(accountKeyHolds(o.bic.slice(6), o.settlement_account)).toBe(true);
    expect(accountKeyHolds(`0${o.bic.slice(4, 6)}`, o.correspondent_account)).toBe(true);
    expect(o.correspondent_account.slice(17)).toBe(o.bic.slice(6));
    expect(o.bank_name.length).toBeLessThanOrEqual(45);
  });

  it('have offices in each town, with hours that open before they close', () => {
    for (const place of settlements)
      expect(organizations.offices.some(office => office.address.includes(`г. ${place.name},`))).toBe(true);
    for (const office of organizations.offices)
      for (const { weekday, opens, closes } of office.hours) {
        expect(weekday).toBeGreaterThanOrEqual(1);
        expect(weekday).toBeLessThanOrEqual(7);
        expect(opens < closes).toBe(true);
      }
  });
});

describe('rates', () => {
  it('are steps in the order of real days', () => {
    const days = [
      rates.keyRates.map(r => r.from),
      rates.tariffs.map(([from]) => from),
      rates.ownTariff.tariffs.map(([from]) => from),
    ];
    for (const steps of days) {
      expect(steps.every(isDay)).toBe(true);
      expect(steps).toEqual([...new Set(steps)].sort());
    }
    expect(rates.tariffs.slice(1).every(([from]) => from.endsWith('-01-01'))).toBe(true);
    expect(rates.tariffs[0]).toEqual(['2013-09-01', 520]);
  });
});
