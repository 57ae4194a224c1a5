// A column of labelled values with the labels on the left.
import type { Sheet, TextStyle } from '../sheet.ts';
import type { Fact } from '../wording.ts';

export interface FactStyle {
  label: TextStyle;
  value: TextStyle;
  /** width of the label column, points */
  labelWidth: number;
  /** between facts, points */
  between: number;
  /** lines a value may take before its type gets smaller */
  most: number;
  /** smallest size of a value, points */
  least: number;
}

const fitted = (sheet: Sheet, { value }: Fact, width: number, style: FactStyle): TextStyle =>
  sheet.fit(value, style.value, width - style.labelWidth, style.most, style.least);

/** Height of a column of facts. */
export const factsHeight = (sheet: Sheet, facts: readonly Fact[], width: number, style: FactStyle): number =>
  facts.reduce((sum, fact) => {
    const value = fitted(sheet, fact, width, style);
    return sum + sheet.lines(fact.value, value, width - style.labelWidth).length * value.leading + style.between;
  }, 0);

/** Draws the column from `top` and returns its height. A label shares the baseline of the first line of its value. */
export function drawFacts(
  sheet: Sheet,
  facts: readonly Fact[],
  x: number,
  top: number,
  width: number,
  style: FactStyle,
): number {
  let y = top;
  for (const fact of facts) {
    const value = fitted(sheet, fact, width, style);
    sheet.block(fact.label, x, y, style.labelWidth, { ...style.label, leading: value.leading });
    y += sheet.block(fact.value, x + style.labelWidth, y, width - style.labelWidth, value) + style.between;
  }
  return y - top;
}
