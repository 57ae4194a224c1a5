// The benches' own dice: the same every run, so that two runs ask the same questions.

export interface Dice {
  /** 0 up to 1 */
  next(): number;
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
  /** `count` different ones, or all of them */
  some<T>(from: readonly T[], count: number): T[];
}

/** mulberry32 */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    pick: from => {
      if (from.length === 0) throw new RangeError('Nothing to pick from.');
      return from[below(from.length)]!;
    },
    some(from, count) {
      const rest = [...from];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0]!);
    },
  };
}
