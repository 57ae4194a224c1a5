// Month arithmetic of the pickers.
import { describe, expect, it } from 'vitest';
import { addMonths, lastMonths, withFrom, withTo } from '../../../src-renderer/blocks/periods/periods.ts';

describe('months of the pickers', () => {
  it('step over the turn of a year both ways', () => {
    expect(addMonths('2025-12', 1)).toBe('2026-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-10', -157)).toBe('2013-09');
  });

  it('«год» is the last twelve months, or all there is', () => {
    expect(lastMonths({ from: '2013-09', to: '2026-10' }, 12)).toEqual({ from: '2025-11', to: '2026-10' });
    expect(lastMonths({ from: '2026-08', to: '2026-10' }, 12)).toEqual({ from: '2026-08', to: '2026-10' });
  });

  it('a range never turns around: the other end moves along', () => {
    const span = { from: '2025-01', to: '2025-06' };
    expect(withFrom(span, '2025-09')).toEqual({ from: '2025-09', to: '2025-09' });
    expect(withTo(span, '2024-03')).toEqual({ from: '2024-03', to: '2024-03' });
    expect(withFrom(span, '2024-03')).toEqual({ from: '2024-03', to: '2025-06' });
  });
});
