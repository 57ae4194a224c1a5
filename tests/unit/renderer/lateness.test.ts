// How the screen tells that a sum is late, or by when it is to be paid.
import { expect, it } from 'vitest';
import { latenessWords } from '../../../src-renderer/blocks/account/lateness.ts';

const plain = (text: string) => text.replaceAll(/[\s\u00a0]+/g, ' ');
const words = (amount: number, overdue: number, dueOn: string | null, today = '2026-11-28') =>
  plain(latenessWords({ amount, overdue, dueOn, today }));

it('a sum all late says how long ago its day was', () => {
  expect(words(63623, 63623, '2026-11-15')).toBe('просрочено, срок прошёл 13 дней назад, 15.11.2026');
  expect(words(63623, 63623, '2026-11-27')).toBe('просрочено, срок прошёл вчера, 27.11.2026');
});

it('a debt of earlier months stands beside the day of the rest', () => {
  expect(words(11871044, 11338808, '2026-12-03')).toBe(
    'из них просрочено 113 388,08 ₽, остальное оплатить до 03.12.2026, через 5 дней',
  );
  expect(words(11871044, 11338808, '2026-11-15')).toBe(
    'из них просрочено 113 388,08 ₽, срок прошёл 13 дней назад, 15.11.2026',
  );
});

it('what is not late has its day ahead, and today is still ahead', () => {
  expect(words(63623, 0, '2026-12-03')).toBe('оплатить до 03.12.2026, через 5 дней');
  expect(words(63623, 0, '2026-11-28')).toBe('оплатить до 28.11.2026, сегодня');
});

it('a day that is not known, or is that of charges already paid, is not told', () => {
  expect(words(63623, 0, null)).toBe('');
  expect(words(63623, 63623, null)).toBe('просрочено');
  expect(words(63623, 0, '2026-11-15')).toBe('');
});

it('keeps the number of days on one line with its word', () => {
  expect(latenessWords({ amount: 1, overdue: 1, dueOn: '2026-11-15', today: '2026-11-28' })).toContain('13\u00a0дней');
});
