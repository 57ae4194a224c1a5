// Values the cache derives from the fund's rows. They are stored: another rule must come with another digest, or old files would go unfound.
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../support/cache-rows.ts';
import { accountKey } from '../../../src-main/domain/account-number.ts';
import { derivedVersion, searchableUnified, settlementId, streetId } from '../../../src-main/adapters/cache/derived.ts';

const house = rowOf('house', {
  settlement_kind: 'г.',
  settlement: 'Чебоксары',
  street_kind: 'ул.',
  street: 'Энгельса',
});

describe('derived values', () => {
  it('are these for version 4: when one changes on purpose, raise derivedVersion and write the new values here', () => {
    expect(derivedVersion).toBe(4);
    const numbers = ['220753', ' 22 07-53 ', 'л/с № 220753', '0220753', 'аб-12 в', 'ЛС 7/1', '12ё', 'ODD9001'];
    expect(numbers.map(accountKey)).toEqual(['220753', '220753', '220753', '220753', 'АБ12В', '71', '12Е', 'ОDD9001']);
    expect(['70РМ123456', '70рм 12-34 56', '70ab123456', 'x 1'].map(searchableUnified)).toEqual([
      '70РМ123456',
      '70РМ123456',
      '70АВ123456',
      'X1',
    ]);
    expect(settlementId(house)).toBe(6_498_954_786_911);
    expect(streetId(house)).toBe(253_521_378_033_334);
  });

  it('are one for all writings of a place, and two for villages of one name in two districts or post offices', () => {
    const village = rowOf('house', { settlement_kind: 'с.', settlement: 'Красное', postal_code: '429001' });
    const same = [
      { ...village, settlement_kind: 'село' },
      { ...village, settlement: ' красное ' },
      { ...village, settlement: '\uFEFFКрас\u00adное' },
      { ...village, settlement_kind: 'С' },
    ];
    expect(new Set([village, ...same].map(settlementId)).size).toBe(1);
    const districts = ['Алатырский р-н', 'Алатырский район', 'алатырский муниципальный округ'];
    expect(new Set(districts.map(district => settlementId({ ...village, district }))).size).toBe(1);
    const others = [
      { ...village, postal_code: '429777' },
      { ...village, district: 'Алатырский р-н' },
      { ...village, district: 'Порецкий р-н' },
      { ...village, region: 'Республика Марий Эл' },
      { ...village, settlement_kind: 'д.' },
    ];
    expect(new Set([village, ...others].map(settlementId)).size).toBe(6);
    expect(new Set(['', 'ул.', 'пер.'].map(street_kind => streetId({ ...village, street_kind }))).size).toBe(1);
    // a town is one whatever its districts and post offices
    const town = { ...village, settlement_kind: 'г.' };
    const parts = [town, { ...town, district: 'Ленинский р-н' }, { ...town, postal_code: '428000' }];
    expect(new Set(parts.map(settlementId)).size).toBe(1);
  });
});
