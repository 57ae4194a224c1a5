// Days and months against the calendar of the JavaScript engine.
import { describe, expect, it } from 'vitest';
import * as d from '../../../src-main/domain/day.ts';
import * as p from '../../../src-main/domain/period.ts';
import { seeded } from './random.ts';

const byEngine = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe('days', () => {
  it('agree with the calendar for every day of 1896..2105', () => {
    for (let day = '1896-01-01', i = 0; i < 76_700; i++) {
      const next = d.addDays(day, 1);
      if (next !== byEngine(day, 1) || d.dayNumber(next) !== Date.parse(next) / 86_400_000) expect.fail(`after ${day}`);
      day = next;
    }
  });

  it('are added and subtracted the same way back', () => {
    const random = seeded(2);
    for (let i = 0; i < 1000; i++) {
      const [day, days] = [d.dayFromNumber(random.int(-20_000, 60_000)), random.int(-9000, 9000)];
      expect(d.daysBetween(day, d.addDays(day, days))).toBe(days);
      expect(d.addDays(day, days)).toBe(byEngine(day, days));
      expect(d.compare(day, d.addDays(day, days))).toBe(0 - Math.sign(days));
    }
  });

  it.each([
    ['2026-11-22', '2026-11-22'],
    [' 22.11.2026 ', '2026-11-22'],
    ['1.2.2026', '2026-02-01'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2000', '2000-02-29'],
  ])('are read from %j', (text, day) => {
    expect(d.parseDay(text)).toBe(day);
  });

  it.each([
    '31.02.2026',
    '2026-02-31',
    '29.02.2026',
    '29.02.1900',
    '2026-13-01',
    '00.01.2026',
    '2026-1-1',
    '22/11/2026',
  ])('that do not exist or are not days are refused: %j', text => {
    expect(d.parseDay(text)).toBeNull();
    expect(d.isDay(text)).toBe(false);
  });

  it('are refused when empty, hostile or endless', () => {
    for (const text of ['', 'сегодня', '<b>', '0000-01-01', '1'.repeat(10_000)]) expect(d.parseDay(text)).toBeNull();
    expect(() => d.addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => d.addDays('9999-12-31', 1)).toThrow(RangeError);
  });

  it('are written as Russians write them', () => {
    expect(d.formatDay('2026-11-22')).toBe('22.11.2026');
    expect(d.formatDayLong('2026-11-02')).toBe('2\u00a0ноября\u00a02026\u00a0г.');
  });
});

describe('periods', () => {
  it('cross years both ways', () => {
    expect(p.nextPeriod('2013-12')).toBe('2014-01');
    expect(p.addMonths('2014-01', -1)).toBe('2013-12');
    expect(p.addMonths('2026-11', -36)).toBe('2023-11');
    expect(p.monthsBetween('2013-09', '2026-10')).toBe(157);
  });

  it('know their days', () => {
    expect([p.firstDay('2024-02'), p.lastDay('2024-02'), p.daysIn('2024-02')]).toEqual([
      '2024-02-01',
      '2024-02-29',
      29,
    ]);
    expect([p.lastDay('2026-02'), p.lastDay('2026-04'), p.lastDay('2026-12')]).toEqual([
      '2026-02-28',
      '2026-04-30',
      '2026-12-31',
    ]);
    expect(p.periodOf('2026-11-22')).toBe('2026-11');
  });

  it('are listed with both ends, and not at all when reversed', () => {
    expect(p.periodsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(p.periodsBetween('2026-02', '2026-02')).toEqual(['2026-02']);
    expect(p.periodsBetween('2026-02', '2026-01')).toEqual([]);
  });

  it('are refused when there is no such month', () => {
    for (const text of ['2026-00', '2026-13', '2026-1', '0000-01', '', '2026-01-01'])
      expect(p.isPeriod(text)).toBe(false);
    expect(() => p.addMonths('2026-13', 1)).toThrow(RangeError);
    expect(() => p.addMonths('9999-12', 1)).toThrow(RangeError);
  });

  it('are named in both cases', () => {
    expect(p.formatPeriod('2013-12')).toBe('декабрь\u00a02013');
    expect(p.formatPeriodGenitive('2013-12')).toBe('декабря\u00a02013');
  });
});
