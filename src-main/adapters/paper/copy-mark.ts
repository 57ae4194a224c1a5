// «КОПИЯ» at the top of every page of a document that was printed before, above where its content begins.
import { text } from './a4/styles.ts';
import { mm, type Sheet } from './sheet.ts';

const middle = mm(105);

/** `baseline`: from the top edge of the page, points. */
export const markCopy = (sheet: Sheet, baseline: number): void =>
  sheet.line('КОПИЯ', middle, baseline, text.smallStrong, 'centre');

/** A sheet on which every new page is marked too. */
export const copySheet = (sheet: Sheet, baseline: number): Sheet => ({
  ...sheet,
  page() {
    sheet.page();
    markCopy(sheet, baseline);
  },
});
