// A small chart of twelve months: charged as an outlined bar, paid as a filled bar beside it.
import type { PaymentDocument } from '#contract';
import { formatKopecks } from '../../../domain/money.ts';
import type { Sheet } from '../sheet.ts';
import { accent, hairline, ink, quiet, soft, text } from './styles.ts';

/** The top of the axis: the next number of kopecks whose half is a round number too. */
export function roundUp(kopecks: number): number {
  if (kopecks <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(kopecks));
  return ([1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find(step => step * power >= kopecks) ?? 10) * power;
}

/** Whole rubles without «,00». */
const axis = (kopecks: number) => formatKopecks(kopecks).replace(/,00$/, '');

export function drawChart(
  sheet: Sheet,
  bars: PaymentDocument['chart'],
  x: number,
  top: number,
  width: number,
  height: number,
): void {
  const tick = { ...text.fine, size: 7 };
  const most = roundUp(Math.max(0, ...bars.flatMap(bar => [bar.charged, bar.paid])));
  const least = -roundUp(Math.max(0, ...bars.flatMap(bar => [-bar.charged, -bar.paid])));
  if (most === least) return;
  const plot = { top: top + 14, height: height - 14 - 21 };
  const place = (kopecks: number) => plot.top + ((most - kopecks) / (most - least)) * plot.height;
  const marks = [...new Set([most, most / 2, 0, least])];
  const left = x + Math.max(...marks.map(mark => sheet.width(axis(mark), tick))) + 4;

  const legend = top + 5;
  sheet.box(left, legend - 5, 5, 6, { fill: soft, stroke: quiet });
  sheet.line('начислено всего', left + 9, legend, text.fine);
  const second = left + 9 + sheet.width('начислено всего', text.fine) + 10;
  sheet.box(second, legend - 5, 5, 6, { fill: accent });
  sheet.line('оплачено', second + 9, legend, text.fine);

  for (const mark of marks) {
    sheet.line(axis(mark), left - 4, place(mark) + 2.3, tick, 'right');
    sheet.rule(left, place(mark), x + width, place(mark), mark === 0 ? ink : hairline, mark === 0 ? 0.7 : 0.4);
  }
  const slot = (x + width - left) / 12;
  const bar = slot * 0.36;
  bars.forEach(({ period, charged, paid }, i) => {
    // Fewer than twelve months are aligned to the right, each at its place in the year.
    const from = left + (i + 12 - bars.length) * slot + slot / 2 - bar;
    const column = (kopecks: number, at: number, paint: { fill: string; stroke?: string }) => {
      if (kopecks === 0) return;
      const [a, b] = [place(Math.max(0, kopecks)), place(Math.min(0, kopecks))];
      sheet.box(at, a, bar - 0.6, Math.max(0.4, b - a), paint);
    };
    column(charged, from, { fill: soft, stroke: quiet });
    column(paid, from + bar, { fill: accent });
    const month = Number(period.slice(5));
    sheet.line(String(month), from + bar, place(least) + 9, tick, 'centre');
    if (month === 1 || i === 0)
      sheet.line(period.slice(0, 4), from + bar, place(least) + 18, { ...tick, colour: ink }, 'centre');
  });
}
