// Sizes, weights and colours of the A4 page: few of each, so that the sum is seen first.
import { mm, type TextStyle } from '../sheet.ts';
import type { Weight } from '../typeface.ts';

export const ink = '#111111';
export const quiet = '#555555';
export const accent = '#0b5c9e';
export const soft = '#e4eff9';
export const hairline = '#b5bcc4';

export const page = {
  width: mm(210),
  height: mm(297),
  left: mm(15),
  right: mm(195),
  top: mm(12),
  bottom: mm(286),
};
export const gap = mm(6);
/** The narrow right-hand column: the sum above, the chart below. */
export const side = { left: page.right - mm(62), width: mm(62) };
export const main = { left: page.left, width: side.left - page.left - gap };

const style = (size: number, leading: number, weight: Weight = 'regular', colour = ink): TextStyle => ({
  size,
  leading,
  weight,
  colour,
});

export const text = {
  sum: style(29, 34, 'bold'),
  title: style(19, 24, 'bold'),
  key: style(14, 18, 'bold'),
  strong: style(11, 14.5, 'bold'),
  body: style(11, 14.5),
  small: style(9, 12),
  smallStrong: style(9, 12, 'bold'),
  note: style(9, 12, 'regular', quiet),
  fine: style(7.5, 9.5, 'regular', quiet),
};

/** Sizes of the table: comfortable when there is room, smaller when there are many lines. */
export interface TableScale {
  row: TextStyle;
  strong: TextStyle;
  total: TextStyle;
  note: TextStyle;
  /** above and below a row */
  padding: number;
}
export const comfortable: TableScale = {
  row: style(11.5, 15),
  strong: style(11.5, 15, 'bold'),
  total: style(13, 17, 'bold'),
  note: style(9.5, 12.5, 'regular', quiet),
  padding: 4,
};
export const compact: TableScale = {
  row: style(9.5, 11.5),
  strong: style(9.5, 11.5, 'bold'),
  total: style(11, 14, 'bold'),
  note: style(8.5, 10, 'regular', quiet),
  padding: 1.8,
};
