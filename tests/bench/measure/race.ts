// Timing several ways of doing one thing side by side: interleaved, warmed up, so that a busy moment of the machine hits all of them.

export interface Contender<T> {
  name: string;
  run(item: T): unknown;
}

export interface Timing {
  name: string;
  calls: number;
  /** milliseconds a call */
  median: number;
  p95: number;
  /** how many times the first contender's median; the first has 1 */
  ratio: number;
}

export interface RaceOptions {
  rounds?: number;
  /** rounds run first and thrown away, as the program's own first minute would be */
  warmUp?: number;
}

/**
 * Every contender does every item once a round, in an order that turns from round to round. Calls are timed one by one, one at a
 * time: this is what a person at a kiosk waits for, not what a server could carry.
 */
export async function race<T>(
  contenders: readonly Contender<T>[],
  items: readonly T[],
  { rounds = 5, warmUp = 1 }: RaceOptions = {},
): Promise<Timing[]> {
  const taken = contenders.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const which = (turn + round + warmUp) % contenders.length;
      const { run } = contenders[which]!;
      for (const item of items) {
        const started = performance.now();
        const answer = run(item);
        if (answer instanceof Promise) await answer;
        if (round >= 0) taken[which]!.push(performance.now() - started);
      }
    }
  }
  return withRatios(contenders.map(({ name }, i) => summary(name, taken[i]!)));
}

export function summary(name: string, taken: readonly number[]): Omit<Timing, 'ratio'> {
  const sorted = taken.toSorted((a, b) => a - b);
  return { name, calls: sorted.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

export const withRatios = (rows: readonly Omit<Timing, 'ratio'>[]): Timing[] =>
  rows.map(row => ({ ...row, ratio: row.median / (rows[0]?.median ?? 1) }));

/** Of sorted values, by linear interpolation. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}
