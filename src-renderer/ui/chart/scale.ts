// Arithmetic of the bar chart: a round scale for sums in kopecks, and which months get a label. Pure functions.

export interface Scale {
  /** Kopecks at the bottom and the top of the plot; the bottom is below zero only when a bar is. */
  low: number;
  high: number;
  /** The grid lines in kopecks, lowest first. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** The smallest round step of at least `rough` kopecks, never under a ruble. */
export function roundStep(rough: number): number {
  if (rough <= 100) return 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const step of STEPS) if (step * power >= rough && (step * power) % 100 === 0) return step * power;
  return power * 10;
}

/** A scale with about `lines` grid lines that holds every value and zero. */
export function scaleOf(values: readonly number[], lines = 4): Scale {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const step = roundStep((top - bottom) / lines);
  const high = Math.max(step, Math.ceil(top / step) * step);
  const low = Math.floor(bottom / step) * step;
  const ticks: number[] = [];
  for (let tick = low; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks };
}

/** The interval of month labels that fits: 1, 2, 3, 6 or 12, so that January always has one. */
export function labelEvery(slotWidth: number, labelWidth: number): number {
  for (const every of [1, 2, 3, 6]) if (slotWidth * every >= labelWidth) return every;
  return 12;
}
