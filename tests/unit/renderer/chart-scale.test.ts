// The chart's scale: round grid lines that hold every bar.
import { describe, expect, it } from 'vitest';
import { labelEvery, roundStep, scaleOf } from '../../../src-renderer/ui/chart/scale.ts';

describe('the chart’s scale', () => {
  it('holds every bar and zero, whatever the figures', () => {
    for (const values of [[], [0], [22204, 22414], [-9662, 22204], [-500], [123456789, 100], [99]]) {
      const { low, high, ticks } = scaleOf(values);
      expect(low).toBeLessThanOrEqual(Math.min(0, ...values));
      expect(high).toBeGreaterThanOrEqual(Math.max(0, ...values));
      expect(high).toBeGreaterThan(low);
      expect(ticks[0]).toBe(low);
      expect(ticks.at(-1)).toBe(high);
      expect(ticks).toContain(0);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });

  it('has grid lines on whole rubles', () => {
    for (const rough of [1, 99, 101, 230, 5551, 66612, 1234567]) {
      const step = roundStep(rough);
      expect(step).toBeGreaterThanOrEqual(rough);
      expect(step % 100).toBe(0);
    }
  });

  it('labels months so that January always has one', () => {
    expect(labelEvery(40, 40)).toBe(1);
    expect(labelEvery(30, 40)).toBe(2);
    expect([5, 10, 15, 20, 30, 50].map(slot => 12 % labelEvery(slot, 50))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
