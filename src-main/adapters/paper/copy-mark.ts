// Words at the top of every page, above where its content begins: «КОПИЯ» of a document that was printed before, and those of a second half.
import { text } from './a4/styles.ts';
import { mm, type Align, type Sheet } from './sheet.ts';

interface Mark {
  words: string;
  x: number;
  align: Align;
}

const copy: Mark = { words: 'КОПИЯ', x: mm(105), align: 'centre' };
/** On the left, so that both marks have room. */
const second: Mark = { words: 'Второй экземпляр, ещё раз платить не нужно', x: mm(12), align: 'left' };

const draw = (sheet: Sheet, baseline: number, { words, x, align }: Mark): void =>
  sheet.line(words, x, baseline, text.smallStrong, align);

const marked = (sheet: Sheet, baseline: number, mark: Mark): Sheet => ({
  ...sheet,
  page() {
    sheet.page();
    draw(sheet, baseline, mark);
  },
});

/** `baseline`: from the top edge of the page, points. */
export const markCopy = (sheet: Sheet, baseline: number): void => draw(sheet, baseline, copy);

/** A sheet on which every new page is marked too. */
export const copySheet = (sheet: Sheet, baseline: number): Sheet => marked(sheet, baseline, copy);

/** The half below a document that is printed alone: the payer keeps one, the bank the other. */
export const secondSheet = (sheet: Sheet, baseline: number): Sheet => marked(sheet, baseline, second);
