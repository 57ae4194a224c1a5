// «Кто смотрел мой счёт» on A4.
import { formatDay } from '../../../domain/day.ts';
import type { AccountViews } from '../../../ports/paper.ts';
import { mm, type Sheet } from '../sheet.ts';
import { VIEWS_TITLE, viewsAccount, viewsNotes } from '../wording-views.ts';
import { drawFundHead } from './letterhead.ts';
import { drawListing, type Column } from './listing.ts';
import { drawNumbered } from './numbered.ts';
import { page, text } from './styles.ts';

const width = page.right - page.left;

const columns: Column[] = [
  { title: 'Когда', width: mm(29), align: 'left' },
  { title: 'Кто', width: mm(53), align: 'left' },
  { title: 'Что', width: mm(66), align: 'left' },
  { title: 'Где', width: mm(32), align: 'left' },
];

export const drawAccountViews = (sheet: Sheet, list: AccountViews): void =>
  drawNumbered(sheet, numbered => {
    let y = drawFundHead(numbered, list.fund);
    y += numbered.block(VIEWS_TITLE, page.left, y, width, text.title);
    const account = viewsAccount(list);
    y += numbered.block(account, page.left, y, width, numbered.fit(account, text.body, width, 3, 8));
    for (const note of viewsNotes(list)) y += numbered.block(note, page.left, y, width, text.note);
    y += 8;
    const rows = list.rows.map(({ day, time, who, what, where }) => ({ cells: [`${day} ${time}`, who, what, where] }));
    drawListing(numbered, { columns, rows }, y, `${VIEWS_TITLE}, ${formatDay(list.madeOn)}: ${list.accountNumber}`);
  });
