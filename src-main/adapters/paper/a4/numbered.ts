// «стр. 2 из 5» at the foot of every page: the document is laid out once to count its pages, then drawn.
import type { Sheet } from '../sheet.ts';
import { page, text } from './styles.ts';

const nothing = () => undefined;

/** A sheet that measures like the real one and draws nothing. */
const blind = (sheet: Sheet, onPage: () => void): Sheet => ({
  ...sheet,
  line: nothing,
  block: (words, _x, _top, width, style) => sheet.lines(words, style, width).length * style.leading,
  rule: nothing,
  box: nothing,
  modules: nothing,
  bars: nothing,
  page: onPage,
});

/** Adds no number to a single page. The document must keep the lowest 16 points of a page free. */
export function drawNumbered(sheet: Sheet, draw: (sheet: Sheet) => void, style = text.fine): void {
  let pages = 1;
  draw(blind(sheet, () => pages++));
  if (pages === 1) return draw(sheet);
  let at = 1;
  const foot = () => sheet.line(`стр. ${at} из ${pages}`, page.right, page.bottom - 2, style, 'right');
  draw({
    ...sheet,
    page() {
      foot();
      at++;
      sheet.page();
    },
  });
  foot();
}
