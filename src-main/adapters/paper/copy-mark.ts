// «КОПИЯ» over every page of a document that came out before, above where its face begins.
import { text } from './a4/styles.ts';
import { mm, type Sheet } from './sheet.ts';

const middle = mm(105);

/** `baseline` from the page's top edge, points. */
export const markCopy = (sheet: Sheet, baseline: number): void =>
  sheet.line('КОПИЯ', middle, baseline, text.smallStrong, 'centre');

/** A sheet every further page of which is marked too. */
export const copySheet = (sheet: Sheet, baseline: number): Sheet => ({
  ...sheet,
  page() {
    sheet.page();
    markCopy(sheet, baseline);
  },
});
