// A seeded generator for property tests: the same numbers every run, so a failure can be met again.

export interface Random {
  /** an integer from..to, both included */
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  text(alphabet: string, from: number, to: number): string;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    pick: items => items[int(0, items.length - 1)]!,
    text: (alphabet, from, to) => {
      const letters = Array.from(alphabet);
      return Array.from({ length: int(from, to) }, () => letters[int(0, letters.length - 1)]!).join('');
    },
  };
}
