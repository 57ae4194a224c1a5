// What the kiosk's fields take, hint and show: sums, dates, moments, office hours.
import { describe, expect, it } from 'vitest';
import { until } from '../../../src-renderer/i18n/until.ts';
import { weekText } from '../../../src-renderer/blocks/office-hours.ts';
import { dateTrouble, isRealDay } from '../../../src-renderer/ui/calendar.ts';
import { sumText } from '../../../src-renderer/ui/sum-text.ts';

describe('a sum field', () => {
  it.each([
    ['123,45', '123,45'],
    ['123.45', '123,45'],
    ['1 234,5', '1234,5'],
    ['сто рублей', ''],
    [',5', '0,5'],
    ['12,345', '12,34'],
    ['1,2,3', '1,23'],
    ['007', '7'],
    ['0,07', '0,07'],
    ['9'.repeat(10_000), '999999999'],
  ])('makes of %j only what a sum can have', (typed, kept) => {
    expect(sumText(typed)).toBe(kept);
  });
});

describe('a date field', () => {
  const today = '2026-11-22';
  it.each([
    ['3', null],
    ['32', 'day'],
    ['00', 'day'],
    ['1213', 'month'],
    ['3004', null],
    ['3104', 'impossible'],
    ['3002', 'impossible'],
    ['2902', null],
    ['29022025', 'impossible'],
    ['29022024', null],
    ['22112026', null],
    ['23112026', 'future'],
  ])('says of %j as soon as it can: %j', (digits, trouble) => {
    expect(dateTrouble(digits, today)).toBe(trouble);
  });

  it('knows the calendar of the first centuries too', () => {
    expect(isRealDay(26, 1, 31)).toBe(true);
    expect(isRealDay(26, 2, 29)).toBe(false);
  });
});

describe('a moment in a sentence', () => {
  const now = new Date('2026-11-22T15:00:00Z');
  it('is the fund’s time today and a date with it on another day, never told too early, wherever the machine is set to', () => {
    expect(until('2026-11-22T15:14:30.000Z', now)).toBe('18:15');
    expect(until('2026-11-23T06:00:00.000Z', now)).toBe('23.11.2026\u00a009:00');
  });

  it('leaves other texts as they are', () => {
    expect(until('A-17', now)).toBe('A-17');
    expect(until('2026-11-22', now)).toBe('2026-11-22');
  });
});

describe('office hours', () => {
  const names = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
  const at = (weekday: number, closes = '17:00') => ({ weekday, opens: '08:00', closes });

  it('join days that follow each other with the same hours', () => {
    expect(weekText([at(5, '16:00'), at(1), at(2), at(3), at(4)], names)).toBe(
      'пн–чт\u00a08:00–17:00, пт\u00a08:00–16:00',
    );
  });

  it('do not join over a closed day', () => {
    expect(weekText([at(1), at(3)], names)).toBe('пн\u00a08:00–17:00, ср\u00a08:00–17:00');
    expect(weekText([], names)).toBe('');
    const halves = [1, 2, 3].flatMap(day => [
      { weekday: day, opens: '13:00', closes: '17:00' },
      { weekday: day, opens: '08:00', closes: '12:00' },
    ]);
    expect(weekText([...halves, at(5, '16:00')], names)).toBe(
      'пн–ср\u00a08:00–12:00,\u00a013:00–17:00; пт\u00a08:00–16:00',
    );
  });
});
