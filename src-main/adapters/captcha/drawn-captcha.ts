// Captchas drawn as dots: five digits, because the kiosk's keypad has digits only. Each digit is turned, slanted and bent anew, and lines of the same ink cross them.
import { randomInt } from 'node:crypto';
import { encode } from 'fast-png';
import type { CaptchaMaker } from '../../ports/captcha.ts';
import { digits, type Point, type Stroke } from './digits.ts';

const WIDTH = 480;
const HEIGHT = 165;
const LENGTH = 5;
/** half of a line's thickness in dots */
const INK = 5.5;

/** A number between the two, not to be foretold. */
const between = (low: number, high: number): number => low + ((high - low) * randomInt(1_000_001)) / 1_000_000;

type Change = (point: Point) => Point;

/** Where a digit's own square goes: its place in the row, its size, turn and slant. */
function place(index: number): Change {
  const [turn, slant] = [between(-0.3, 0.3), between(-0.25, 0.25)];
  const [width, height] = [between(46, 58), between(84, 100)];
  const x = (WIDTH / LENGTH) * (index + 0.5) + between(-7, 7);
  const y = HEIGHT / 2 + between(-12, 12);
  return ([u, v]) => {
    const [across, down] = [(u - 0.5 + slant * (0.5 - v)) * width, (v - 0.5) * height];
    return [x + across * Math.cos(turn) - down * Math.sin(turn), y + across * Math.sin(turn) + down * Math.cos(turn)];
  };
}

/** Bends the whole picture in two slow waves. */
function wave(): Change {
  const [first, second] = [between(0, 6.3), between(0, 6.3)];
  const [long, high] = [between(110, 160), between(60, 90)];
  return ([x, y]) => [x + 5 * Math.sin(y / (high / 6.3) + first), y + 6 * Math.sin(x / (long / 6.3) + second)];
}

/** A line right across, of the digits' own ink. */
function crossing(): Stroke {
  const ends = [between(0.2, 0.8), between(0.2, 0.8), between(0.2, 0.8)] as const;
  return Array.from({ length: 25 }, (_, i): Point => {
    const at = i / 24;
    const bent = ends[0] * (1 - at) ** 2 + 2 * ends[1] * at * (1 - at) + ends[2] * at ** 2;
    return [10 + at * (WIDTH - 20), bent * HEIGHT];
  });
}

interface Line {
  from: Point;
  to: Point;
  /** dots */
  half: number;
}

const linesOf = (stroke: Stroke, half: number): Line[] =>
  stroke.slice(1).map((to, i) => ({ from: stroke[i] ?? to, to, half }));

/** How dark a dot is from 0 to 255 with its centre so far from the line. */
function ink({ from, to, half }: Line, x: number, y: number): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1)));
  const away = Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
  return Math.max(0, Math.min(1, half + 0.5 - away)) * 255;
}

function draw(lines: readonly Line[]): Uint8Array {
  const dots = new Uint8Array(WIDTH * HEIGHT).fill(255);
  for (const line of lines) {
    const { from, to, half } = line;
    const reach = half + 1;
    const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
    const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
    for (let y = Math.max(0, Math.floor(top)); y <= Math.min(HEIGHT - 1, bottom); y++)
      for (let x = Math.max(0, Math.floor(left)); x <= Math.min(WIDTH - 1, right); x++)
        dots[y * WIDTH + x] = Math.min(dots[y * WIDTH + x] ?? 255, 255 - ink(line, x, y));
  }
  return dots;
}

export function drawnCaptcha(): CaptchaMaker {
  return {
    make() {
      const chosen = Array.from({ length: LENGTH }, () => digits[randomInt(digits.length)] ?? digits[0]);
      const bend = wave();
      const bent = (stroke: Stroke, change: Change = point => point) => stroke.map(point => bend(change(point)));
      const lines = chosen.flatMap(({ strokes }, i) => {
        const change = place(i);
        return strokes.flatMap(stroke => linesOf(bent(stroke, change), INK));
      });
      for (let i = 0; i < 2; i++) lines.push(...linesOf(bent(crossing()), 2));
      const png = encode({ width: WIDTH, height: HEIGHT, data: draw(lines), channels: 1, depth: 8 });
      return { png: Buffer.from(png).toString('base64'), text: chosen.map(({ digit }) => digit).join('') };
    },
  };
}
