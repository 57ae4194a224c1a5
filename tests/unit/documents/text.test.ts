// Text on its way to paper: safe to print, broken to lines, and in the words of the trade.
import { describe, expect, it } from 'vitest';
import { printable, REPLACEMENT } from '../../../src-main/adapters/paper/printable.ts';
import { recalculationsTogether, sumRows } from '../../../src-main/adapters/paper/wording.ts';
import { wrap } from '../../../src-main/adapters/paper/wrap.ts';
import { roundUp } from '../../../src-main/adapters/paper/a4/chart.ts';
import { hoursText } from '../../../src-main/services/documents/hours.ts';
import { advance, everything, fortyLines, ordinary } from './samples.ts';

const ascii = (codePoint: number) => codePoint >= 0x20 && codePoint < 0x7f;
const byLetters = (text: string) => Array.from(text).length;

describe('printable text', () => {
  it('loses controls, zero-width signs and direction marks, and nothing else', () => {
    expect(printable('a\u0000b\u001b[31mc\u200bd\u202ee\u2066f\ufeffg\u00adh', ascii)).toBe('ab[31mcdefgh');
    expect(printable('<img src=x onerror=alert(1)>', ascii)).toBe('<img src=x onerror=alert(1)>');
  });
  it('shows that a letter the font lacks was there', () => {
    expect(printable('x😀y', ascii)).toBe(`x${REPLACEMENT}y`);
    expect(printable('x\ud800y', ascii)).toBe('xy');
  });
  it('turns line breaks and tabs into spaces', () => {
    expect(printable('a\r\n\tb\u2028c', ascii)).toBe('a b c');
  });
  it('composes accents before it looks for the letter', () => {
    expect(printable('и\u0306', codePoint => codePoint === 0x439)).toBe('й');
  });
});

describe('wrapping', () => {
  it('never makes a line wider than it may be, and never loses a letter', () => {
    const text = 'Муниципальное бюджетное дошкольное учреждение «Детский сад комбинированного вида»';
    for (let width = 3; width < 40; width++) {
      const lines = wrap(text, width, byLetters);
      for (const line of lines) expect(byLetters(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
  it('breaks a long word after its hyphen when it has one', () => {
    expect(wrap('Мариинско-Посадский', 12, byLetters)).toEqual(['Мариинско-', 'Посадский']);
  });
  it('keeps no-break spaces and does not cut a letter in two', () => {
    expect(wrap('кв.\u00a010 дом', 7, byLetters)).toEqual(['кв.\u00a010', 'дом']);
    expect(wrap('😀😀😀', 1, byLetters)).toEqual(['😀', '😀', '😀']);
  });
});

describe('the lines of the sum', () => {
  it('add up to the total: this month, the balance before, payments, penalty and the court', () => {
    for (const document of [ordinary, fortyLines, everything]) {
      const rows = sumRows(document);
      const [total] = rows.filter(row => row.tone === 'total');
      const [month] = rows.filter(row => row.tone === 'subtotal');
      const at = rows.findIndex(row => row.tone === 'subtotal');
      const sum = (part: typeof rows) => part.reduce((all, row) => all + row.amount, 0);
      expect(sum(rows.slice(0, at))).toBe(month?.amount);
      expect(sum(rows.slice(at, -1))).toBe(document.total);
      expect(total?.amount).toBe(document.total);
    }
  });
  it('with all recalculations in one line are the same sum', () => {
    expect(recalculationsTogether(fortyLines, '').amount).toBe(
      fortyLines.recalculations.reduce((sum, { amount }) => sum + amount, 0),
    );
  });
  it('call what was paid ahead by one word', () => {
    expect(sumRows(advance).map(row => row.label)).toContain('Переплата на 1\u00a0октября\u00a02026\u00a0г.');
    expect(sumRows(advance).at(-1)).toMatchObject({ label: 'Переплата на следующие месяцы', amount: 106750 });
  });
});

describe('working hours', () => {
  const day = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });
  it('join days that are alike', () => {
    const hours = [...[1, 2, 3, 4].map(n => day(n, '08:00', '17:00')), day(5, '08:00', '16:00')];
    expect(hoursText(JSON.stringify(hours))).toBe('пн–чт\u00a08:00–17:00, пт\u00a08:00–16:00');
  });
  it('name both ends of a break and leave out closed days', () => {
    const hours = [
      day(6, '13:00', '15:00'),
      day(6, '09:00', '12:00'),
      day(1, '10:00', '18:00'),
      day(2, '10:00', '18:00'),
    ];
    expect(hoursText(JSON.stringify(hours))).toBe('пн, вт\u00a010:00–18:00, сб\u00a09:00–12:00 и 13:00–15:00');
  });
  it('are silent when the fund’s text is not hours', () => {
    for (const text of ['', 'null', '{}', '[{"weekday":9,"opens":"1","closes":"2"}]', '<b>'])
      expect(hoursText(text)).toBe('');
  });
});

it('the chart’s scale is the next round number with a round half', () => {
  expect([1, 106750, 53375, 120001, 999999, 0, -5].map(roundUp)).toEqual([1, 120000, 60000, 160000, 1000000, 0, 0]);
});
