// Natural order of numbers in text: 1, 2, 10, 10А.

const pieces = (text: string): string[] => text.toLowerCase().match(/\d+|[^\d]+/g) ?? [];

/** Negative, zero or positive; runs of digits compare as numbers, the rest as text. */
export function naturalCompare(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const digits = /^\d/.test(x) && /^\d/.test(y);
    // More than 15 digits are compared as text: no house number has as many.
    const order = digits && x.length < 16 && y.length < 16 ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
