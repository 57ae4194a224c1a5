// The account statement on A4: the account, the sums of the range, every month and every payment; its header repeats on each page.
import { formatDay, formatDayLong } from '../../../domain/day.ts';
import { formatKopecks } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { AccountStatement } from '../../../ports/paper.ts';
import { mm, type Sheet } from '../sheet.ts';
import { accountFacts, asked, NO_FIGURES, rangeWords, statementSummary } from '../wording-statement.ts';
import { drawFacts, type FactStyle } from './facts.ts';
import { drawFundHead } from './letterhead.ts';
import { drawListing, type Column, type ListingRow } from './listing.ts';
import { drawNumbered } from './numbered.ts';
import { ink, main, page, quiet, side, soft, text } from './styles.ts';

const width = page.right - page.left;
const facts: FactStyle = {
  label: { ...text.small, colour: quiet },
  value: text.small,
  labelWidth: mm(26),
  between: 1.5,
  most: 3,
  least: 7,
};

export const drawStatement = (sheet: Sheet, statement: AccountStatement): void =>
  drawNumbered(sheet, numbered => drawAll(numbered, asked(statement)));

function drawAll(sheet: Sheet, statement: AccountStatement): void {
  const top = drawFundHead(sheet, statement.fund);
  let y = top + sheet.block('Выписка по лицевому счёту', page.left, top, main.width, text.title);
  y += sheet.block(rangeWords(statement), page.left, y, main.width, text.body) + 6;
  y += drawFacts(sheet, accountFacts(statement), page.left, y, main.width, facts);
  y = Math.max(y, drawSummary(sheet, statement, top)) + 16;
  if (statement.rows.length === 0 && statement.payments.length === 0)
    y += sheet.block(NO_FIGURES, page.left, y, width, text.body) + 10;
  const running = `Выписка по лицевому счёту ${statement.header.number}, ${rangeWords(statement)}, составлена ${formatDay(statement.madeOn)}`;
  if (statement.rows.length > 0)
    y = drawListing(sheet, { columns: months, rows: monthRows(statement) }, y, running) + 6;
  if (statement.rows.some(row => row.flawed)) {
    y = room(sheet, y, 24);
    y += drawMark(sheet, y) + 6;
  }
  if (statement.payments.length > 0) {
    y = room(sheet, y + 10, 120);
    y += sheet.block('Платежи, рублей', page.left, y, width, text.strong) + 2;
    y = drawListing(sheet, { columns: payments, rows: paymentRows(statement) }, y, running) + 10;
  }
  drawClosing(sheet, statement, room(sheet, y, 40));
}

/** Where `needed` points fit: at the given place, or at the top of a new page. */
function room(sheet: Sheet, y: number, needed: number): number {
  if (y + needed <= page.bottom - 16) return y;
  sheet.page();
  return page.top;
}

const drawMark = (sheet: Sheet, y: number) =>
  sheet.block(
    '* Строки этого месяца в данных фонда не складываются в итог. Суммы показаны так, как их дал фонд.',
    page.left,
    y,
    width,
    text.note,
  );

function drawSummary(sheet: Sheet, statement: AccountStatement, top: number): number {
  const rows = statementSummary(statement);
  if (rows.length === 0) return top;
  const inset = mm(4);
  const room = side.width - 2 * inset;
  const heights = rows.map(row => {
    const style = row.tone === 'total' ? text.smallStrong : text.small;
    return sheet.lines(row.label, style, room).length * style.leading + (row.tone === 'total' ? 30 : 14);
  });
  const height = heights.reduce((sum, part) => sum + part, 0) + 2 * inset;
  sheet.box(side.left, top, side.width, height, { fill: soft, radius: 4 });
  let y = top + inset;
  rows.forEach((row, i) => {
    const total = row.tone === 'total';
    if (total) sheet.rule(side.left + inset, y + 3, side.left + side.width - inset, y + 3, ink, 0.9);
    const shift = total ? 6 : 0;
    const label = sheet.block(row.label, side.left + inset, y + shift, room, total ? text.smallStrong : text.small);
    const style = total ? { ...text.key, leading: 20 } : text.small;
    const value = formatKopecks(row.amount);
    sheet.block(value, side.left + inset, y + shift + label, room, sheet.fit(value, style, room, 1, 7), 'right');
    y += heights[i] ?? 0;
  });
  return top + height;
}

const right = (title: string, millimetres: number): Column => ({ title, width: mm(millimetres), align: 'right' });

const months: Column[] = [
  { title: 'Месяц', width: mm(35), align: 'left' },
  right('На начало месяца', 25),
  right('Взнос', 23),
  right('Перерасчёты и льготы', 23),
  right('Пени', 20),
  right('Оплачено', 25),
  right('К оплате на конец месяца', 29),
];

function monthRows({ rows, totals }: AccountStatement): ListingRow[] {
  return [
    ...rows.map(row => ({
      cells: [
        formatPeriod(row.period) + (row.flawed ? ' *' : ''),
        formatKopecks(row.opening),
        formatKopecks(row.charged),
        formatKopecks(row.recalculation - row.privilege),
        formatKopecks(row.penalty),
        formatKopecks(row.paid),
        formatKopecks(row.closing),
      ],
      note: (row.lines ?? [])
        .filter(line => (line.kind === 'recalculation' || line.kind === 'privilege') && line.reason.trim() !== '')
        .map(
          line =>
            `${line.kind === 'privilege' ? 'Льгота' : 'Перерасчёт'} ${formatKopecks(line.amount)}: ${line.reason}`,
        )
        .join('; '),
    })),
    {
      cells: [
        'Всего',
        '',
        formatKopecks(totals.charged),
        formatKopecks(totals.recalculation),
        formatKopecks(totals.penalty),
        formatKopecks(totals.paid),
        '',
      ],
      strong: true,
    },
  ];
}

const payments: Column[] = [
  { title: 'Оплачено', width: mm(30), align: 'left' },
  { title: 'Зачислено фондом', width: mm(32), align: 'left' },
  { title: 'Учтено в месяце', width: mm(36), align: 'left' },
  { title: 'Где', width: mm(52), align: 'left' },
  right('Сумма', 30),
];

function paymentRows(statement: AccountStatement): ListingRow[] {
  return [
    ...statement.payments.map(({ paidOn, postedOn, period, channel, amount }) => ({
      cells: [formatDay(paidOn), formatDay(postedOn), formatPeriod(period), channel, formatKopecks(amount)],
    })),
    {
      cells: ['Всего', '', '', '', formatKopecks(statement.payments.reduce((sum, { amount }) => sum + amount, 0))],
      strong: true,
    },
  ];
}

function drawClosing(sheet: Sheet, statement: AccountStatement, y: number): void {
  const words = `Переплата показана со знаком минус. Выписка составлена ${formatDayLong(statement.madeOn)} по данным фонда.`;
  sheet.block(words, page.left, y, width, text.note);
}
