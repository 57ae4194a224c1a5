// The picture code: what goes to the page is dots, so that nothing but reading them tells the digits.
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { drawnCaptcha } from '../../src-main/adapters/captcha/drawn-captcha.ts';

const made = Array.from({ length: 40 }, () => {
  const { png, text } = drawnCaptcha().make();
  const bytes = Buffer.from(png, 'base64');
  return { bytes, text, image: decode(bytes) };
});

describe('the picture code', () => {
  test('is five digits that are not taken for letters, every one of them in use', () => {
    for (const { text } of made) expect(text).toMatch(/^[2-9]{5}$/);
    expect([...new Set(made.flatMap(({ text }) => [...text]))].toSorted().join('')).toBe('23456789');
  });

  test('is a picture of dots without a word beside them: no text, no outline of a digit', () => {
    for (const { bytes, image } of made) {
      expect([...bytes.toString('latin1').matchAll(/(IHDR|IDAT|IEND|tEXt|iTXt|zTXt)/g)].map(([name]) => name)).toEqual([
        'IHDR',
        'IDAT',
        'IEND',
      ]);
      expect(image).toMatchObject({ width: 480, height: 165, channels: 1 });
    }
  });

  test('holds its digits whole: no ink at its edges above and below, and dark enough to be seen', () => {
    for (const { image } of made) {
      const rowIsWhite = (y: number) => image.data.subarray(y * 480, (y + 1) * 480).every(dot => dot === 255);
      expect([0, 1, 163, 164].map(rowIsWhite)).toEqual([true, true, true, true]);
      const dark = [...image.data].filter(dot => dot < 64).length / image.data.length;
      expect(dark).toBeGreaterThan(0.05);
      expect(dark).toBeLessThan(0.3);
    }
  });

  test('draws the same digit anew each time', () => {
    const sevens = made.flatMap(({ text, image }) =>
      [...text].flatMap((digit, at) =>
        digit === '7'
          ? [
              Buffer.from(
                Array.from({ length: 165 }, (_, y) =>
                  image.data.slice(y * 480 + at * 96, y * 480 + (at + 1) * 96),
                ).flatMap(row => [...row]),
              ).toString('hex'),
            ]
          : [],
      ),
    );
    expect(new Set(sevens).size).toBe(sevens.length);
  });
});
