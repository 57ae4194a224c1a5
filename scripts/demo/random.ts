// A small seeded generator: each part of the demo region draws from its own stream, so that a larger region keeps the first ones unchanged.

/** The purpose of a stream; its number is part of the seed, so the values must never change. */
export const stream = { house: 1, premises: 2, account: 3, ledger: 4, news: 5, uuid: 6, place: 7, names: 8 } as const;

const mix = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** mulberry32: 32 bits of state, a full period of 2^32, a few nanoseconds per draw. */
export class Random {
  private state: number;

  constructor(purpose: number, id: number) {
    this.state = mix(mix(purpose * 0x9e3779b1) ^ mix(id));
  }

  /** 0 <= x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** low..high, both included */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

/** Items drawn by weight; the running totals are computed once. */
export class Weighted<T> {
  private readonly items: T[] = [];
  private readonly ends: number[] = [];
  private total = 0;

  constructor(weighted: readonly (readonly [T, number])[]) {
    for (const [item, weight] of weighted) {
      this.items.push(item);
      this.ends.push((this.total += weight));
    }
  }

  draw(random: Random): T {
    const at = random.next() * this.total;
    let low = 0;
    let high = this.ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as T;
  }
}

/** A UUID of version 4 form that is always the same for the same thing. */
export function uuidOf(id: number): string {
  const random = new Random(stream.uuid, id);
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = random.of(['8', '9', 'a', 'b']);
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
