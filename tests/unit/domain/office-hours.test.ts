import { describe, expect, it } from 'vitest';
import { officeNow, weekMoment, type OpeningInterval } from '../../../src-main/domain/office-hours.ts';

const at = (weekday: number, time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { weekday, minutes: hours * 60 + minutes };
};
const days = (from: number, to: number, opens: string, closes: string): OpeningInterval[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ weekday: from + i, opens, closes }));
const week = days(1, 5, '9:00', '17:00');

describe('office hours', () => {
  it.each([
    ['the first minute is open', 1, '09:00', { open: true, until: '17:00', weekday: 1 }],
    ['the last minute is open', 3, '16:59', { open: true, until: '17:00', weekday: 3 }],
    ['the closing minute is shut', 3, '17:00', { open: false, until: '09:00', weekday: 4 }],
    ['before opening it is the same day', 3, '08:59', { open: false, until: '09:00', weekday: 3 }],
    ['after Friday it is Monday', 5, '17:00', { open: false, until: '09:00', weekday: 1 }],
    ['on Sunday it is Monday', 7, '12:00', { open: false, until: '09:00', weekday: 1 }],
  ])('on a plain week %s', (_, weekday, time, expected) => {
    expect(officeNow(week, at(weekday, time))).toEqual(expected);
  });

  it('a lunch break is shut and says when it ends, in whatever order intervals are given', () => {
    const lunch = [...days(1, 5, '14:00', '18:00'), ...days(1, 5, '09:00', '13:00')];
    expect(officeNow(lunch, at(2, '12:59'))).toEqual({ open: true, until: '13:00', weekday: 2 });
    expect(officeNow(lunch, at(2, '13:30'))).toEqual({ open: false, until: '14:00', weekday: 2 });
    expect(officeNow(lunch, at(2, '17:00'))).toEqual({ open: true, until: '18:00', weekday: 2 });
  });

  it('intervals that touch or overlap are one', () => {
    const touching = [
      ...days(1, 1, '09:00', '13:00'),
      ...days(1, 1, '13:00', '18:00'),
      ...days(1, 1, '17:00', '17:30'),
    ];
    expect(officeNow(touching, at(1, '10:00'))).toEqual({ open: true, until: '18:00', weekday: 1 });
  });

  it('an interval over midnight is open on both days', () => {
    const night = days(5, 5, '20:00', '02:00');
    expect(officeNow(night, at(5, '23:00'))).toEqual({ open: true, until: '02:00', weekday: 6 });
    expect(officeNow(night, at(6, '01:59'))).toEqual({ open: true, until: '02:00', weekday: 6 });
    expect(officeNow(night, at(6, '02:00'))).toEqual({ open: false, until: '20:00', weekday: 5 });
  });

  it('Sunday’s night reaches into Monday', () => {
    const night = days(7, 7, '22:00', '06:00');
    expect(officeNow(night, at(1, '05:59'))).toEqual({ open: true, until: '06:00', weekday: 1 });
    expect(officeNow(night, at(7, '23:30'))).toEqual({ open: true, until: '06:00', weekday: 1 });
    expect(officeNow([...night, ...days(1, 1, '06:00', '10:00')], at(7, '23:30'))).toEqual({
      open: true,
      until: '10:00',
      weekday: 1,
    });
  });

  it('midnight is the end of the day that ends, and the beginning of the day that begins', () => {
    expect(officeNow(days(1, 1, '08:00', '24:00'), at(1, '20:00'))).toEqual({ open: true, until: '24:00', weekday: 1 });
    expect(officeNow(days(7, 7, '08:00', '0:00'), at(7, '20:00'))).toEqual({ open: true, until: '24:00', weekday: 7 });
    expect(officeNow(days(3, 3, '0:00', '08:00'), at(1, '20:00'))).toEqual({ open: false, until: '00:00', weekday: 3 });
  });

  it('an office that never closes is open', () => {
    expect(officeNow(days(1, 7, '00:00', '24:00'), at(4, '13:00'))).toEqual({ open: true, until: '24:00', weekday: 4 });
  });

  it('every minute of a week agrees with the intervals themselves', () => {
    const hours = [...days(1, 4, '08:00', '12:00'), ...days(1, 4, '12:45', '17:00'), ...days(6, 7, '21:30', '01:15')];
    const inside = (weekday: number, minutes: number) =>
      hours.some(interval => {
        const of = (time: string) => at(1, time).minutes;
        const [opens, closes] = [of(interval.opens), of(interval.closes)];
        if (closes > opens) return interval.weekday === weekday && opens <= minutes && minutes < closes;
        return (
          (interval.weekday === weekday && minutes >= opens) ||
          ((interval.weekday % 7) + 1 === weekday && minutes < closes)
        );
      });
    for (let weekday = 1; weekday <= 7; weekday++)
      for (let minutes = 0; minutes < 1440; minutes++)
        expect([weekday, minutes, officeNow(hours, { weekday, minutes })?.open]).toEqual([
          weekday,
          minutes,
          inside(weekday, minutes),
        ]);
  });

  it('hours that are unknown or nonsense say nothing', () => {
    expect(officeNow([], at(1, '10:00'))).toBeNull();
    expect(officeNow([{ weekday: 1, opens: 'девять', closes: '18:00' }], at(1, '10:00'))).toBeNull();
    expect(officeNow([{ weekday: 1, opens: '09:00', closes: '25:00' }], at(1, '10:00'))).toBeNull();
    expect(officeNow([{ weekday: 9, opens: '09:00', closes: '18:00' }], at(1, '10:00'))).toBeNull();
  });
});

describe('a moment of the week', () => {
  it('is the fund’s own, whatever the machine’s zone', () => {
    expect(weekMoment('2026-11-22T21:30:00.000Z', 'Europe/Moscow')).toEqual({ weekday: 1, minutes: 30 });
    expect(weekMoment('2026-11-22T21:30:00.000Z', 'Asia/Kamchatka')).toEqual({ weekday: 1, minutes: 9 * 60 + 30 });
    expect(weekMoment('2026-11-22T21:30:00.000Z', 'Europe/Kaliningrad')).toEqual({ weekday: 7, minutes: 23 * 60 + 30 });
  });
});
