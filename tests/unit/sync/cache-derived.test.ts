// Values the cache derives from the fund's rows. They are stored: another rule must come with another digest, or old files would go unfound.
import { describe, expect, it } from 'vitest';
import { accountKey } from '../../../src-main/domain/account-number.ts';
import { derivedVersion, placeId, searchableUnified } from '../../../src-main/adapters/cache/derived.ts';

describe('derived values', () => {
  it('are these for version 2: when one changes on purpose, raise derivedVersion and write the new values here', () => {
    expect(derivedVersion).toBe(2);
    const numbers = ['220753', ' 22 07-53 ', 'л/с № 220753', '0220753', 'аб-12 в', 'ЛС 7/1', '12ё', 'ODD9001'];
    expect(numbers.map(accountKey)).toEqual(['220753', '220753', '220753', '220753', 'АБ12В', '71', '12Е', 'ОDD9001']);
    expect(['70РМ123456', '70рм 12-34 56', '70ab123456', 'x 1'].map(searchableUnified)).toEqual([
      '70РМ123456',
      '70РМ123456',
      '70АВ123456',
      'X1',
    ]);
    expect(placeId('г.', 'Чебоксары')).toBe(153_217_102_333_788);
    expect(placeId('г.', 'Чебоксары', 'ул.', 'Энгельса')).toBe(187_603_301_466_761);
  });
});
