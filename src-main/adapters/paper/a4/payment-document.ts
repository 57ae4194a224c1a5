// The payment document on A4: how the sum came about above, the tear-off part for the bank below.
import type { PaymentDocument } from '#contract';
import { formatPeriod } from '../../../domain/period.ts';
import type { Sheet } from '../sheet.ts';
import {
  FLAWED,
  houseFacts,
  lastPayment,
  recalculationReasons,
  recalculationsTogether,
  sumRows,
  type SumRow,
} from '../wording.ts';
import { drawChart } from './chart.ts';
import { drawHead, drawLetterhead } from './head.ts';
import { drawSlip, drawTear, slipHeight } from './slip.ts';
import { layTable, type Table } from './table.ts';
import { comfortable, compact, main, page, side, text } from './styles.ts';

const tearGap = 12;
const chartHeight = 128;
const titleHeight = text.strong.leading + 3;

export function drawPaymentDocument(sheet: Sheet, document: PaymentDocument): void {
  const slip = slipHeight(sheet, document);
  const tear = page.bottom - slip - tearGap;
  const top = drawHead(sheet, document, drawLetterhead(sheet, document)) + 11;
  const flaw = document.flawed ? sheet.lines(FLAWED, text.note, main.width).length * text.note.leading + 6 : 0;
  const { table, together } = chooseTable(sheet, document, tear - tearGap - top - titleHeight - flaw);
  const ends = Math.max(top + titleHeight + table.height + flaw, drawSide(sheet, document, top));

  sheet.block('Откуда эта сумма', main.left, top, main.width, text.strong);
  sheet.line('рублей', main.left + main.width, top + 11, text.note, 'right');
  table.draw(main.left, top + titleHeight);
  if (document.flawed) sheet.block(FLAWED, main.left, top + titleHeight + table.height + 6, main.width, text.note);

  // Names of several hundred letters may leave no room for the slip: it then gets its own page.
  const apart = ends > tear - tearGap / 2;
  if (apart) sheet.page();
  else drawTear(sheet, document, tear);
  drawSlip(sheet, document, apart ? page.top : tear + tearGap);
  if (together) drawRecalculations(sheet, document);
}

/** The largest table that fits; in the worst case all recalculations are one line and listed on the next page. */
function chooseTable(sheet: Sheet, document: PaymentDocument, room: number): { table: Table; together: boolean } {
  const rows = sumRows(document);
  for (const scale of [comfortable, compact]) {
    const table = layTable(sheet, rows, main.width, scale);
    if (table.height <= room) return { table, together: false };
  }
  if (document.recalculations.length < 2) return { table: layTable(sheet, rows, main.width, compact), together: false };
  const few = sumRows(document, [recalculationsTogether(document, 'каждый с причиной — на отдельной странице')]);
  const table = layTable(sheet, few, main.width, comfortable);
  return { table: table.height <= room ? table : layTable(sheet, few, main.width, compact), together: true };
}

/** The chart and the notes; returns the lower edge. */
function drawSide(sheet: Sheet, document: PaymentDocument, top: number): number {
  let y = top;
  y += sheet.block('12 месяцев, рублей', side.left, y, side.width, text.strong) + 5;
  if (document.chart.every(({ charged, paid }) => charged === 0 && paid === 0)) {
    y += sheet.block('Ничего не начислено и не оплачено', side.left, y, side.width, text.small) + 8;
  } else {
    drawChart(sheet, document.chart, side.left, y, side.width, chartHeight);
    y += chartHeight + 8;
  }
  for (const { label, value } of [
    { label: 'Последний платёж', value: lastPayment(document) },
    ...houseFacts(document),
  ]) {
    y += sheet.block(label, side.left, y, side.width, text.fine);
    y += sheet.block(value, side.left, y, side.width, text.small) + 3;
  }
  return y;
}

/** The last pages: every recalculation with its reason. */
function drawRecalculations(sheet: Sheet, document: PaymentDocument): void {
  const width = page.right - page.left;
  let rest: SumRow[] = recalculationReasons(document);
  while (rest.length > 0) {
    sheet.page();
    let y = page.top;
    y += sheet.block(`Перерасчёты за ${formatPeriod(document.period)}`, page.left, y, width, text.title);
    const of = `Лицевой счёт ${document.payer.accountNumber}, платёжный документ №\u00a0${document.number}, суммы в рублях`;
    y += sheet.block(of, page.left, y, width, text.note) + 8;
    let room = page.bottom - y;
    const overflow = layTable(sheet, rest, width, compact).heights.findIndex(height => (room -= height) < 0);
    const count = overflow < 0 ? rest.length : Math.max(1, overflow);
    layTable(sheet, rest.slice(0, count), width, compact).draw(page.left, y);
    rest = rest.slice(count);
  }
}
