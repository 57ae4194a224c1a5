// The digits of a captcha as strokes of a pen, in a square of one by one from the top left corner.

/** across, down */
export type Point = readonly [number, number];
export type Stroke = readonly Point[];

/** Part of an ellipse; degrees from the right, clockwise. */
function arc([x, y]: Point, across: number, down: number, from: number, to: number): Point[] {
  const steps = Math.ceil(Math.abs(to - from) / 15);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });
}

interface Digit {
  digit: string;
  strokes: readonly Stroke[];
}

/** 0 and 1 are left out: they are read as letters. */
export const digits: readonly [Digit, ...Digit[]] = [
  { digit: '2', strokes: [[...arc([0.5, 0.27], 0.45, 0.27, -170, 35), [0.06, 0.98], [0.98, 0.98]]] },
  {
    digit: '3',
    strokes: [[...arc([0.46, 0.26], 0.42, 0.25, -160, 90)], [...arc([0.46, 0.745], 0.48, 0.245, -90, 160)]],
  },
  {
    digit: '4',
    strokes: [
      [
        [0.72, 1],
        [0.72, 0.02],
        [0.02, 0.7],
        [1, 0.7],
      ],
    ],
  },
  { digit: '5', strokes: [[[0.92, 0.02], [0.2, 0.02], [0.14, 0.45], ...arc([0.48, 0.68], 0.46, 0.31, -130, 150)]] },
  { digit: '6', strokes: [[[0.8, 0.02], ...arc([0.52, 0.68], 0.46, 0.31, -165, 195)]] },
  {
    digit: '7',
    strokes: [
      [
        [0.04, 0.02],
        [0.96, 0.02],
        [0.34, 1],
      ],
    ],
  },
  { digit: '8', strokes: [arc([0.5, 0.25], 0.36, 0.24, 0, 360), arc([0.5, 0.74], 0.45, 0.25, 0, 360)] },
  { digit: '9', strokes: [[[0.2, 0.98], ...arc([0.48, 0.32], 0.46, 0.31, 15, -345)]] },
];
