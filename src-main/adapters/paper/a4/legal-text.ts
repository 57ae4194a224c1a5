// A legal text on A4: the same paragraphs as on the screen, on numbered pages.
import type { LegalText } from '#contract';
import type { Sheet } from '../sheet.ts';
import { drawNumbered } from './numbered.ts';
import { page, text } from './styles.ts';

const width = page.right - page.left;
const style = { ...text.body, size: 10, leading: 14 };
const lowest = page.bottom - 16;

export const drawLegalText = (sheet: Sheet, words: LegalText): void =>
  drawNumbered(sheet, numbered => drawAll(numbered, words));

function drawAll(sheet: Sheet, { title, version, body }: LegalText): void {
  let y: number = page.top;
  y += sheet.block(title, page.left, y, width, text.title);
  y += sheet.block(`Редакция ${version}`, page.left, y, width, text.note) + 8;
  for (const paragraph of body.split(/\n+/).filter(words => words.trim() !== '')) {
    for (const line of sheet.lines(paragraph, style, width)) {
      if (y + style.leading > lowest) {
        sheet.page();
        y = page.top;
      }
      y += sheet.block(line, page.left, y, width, style);
    }
    y += 5;
  }
}
