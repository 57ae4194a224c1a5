// The staff's list of a house on A4: flats, account numbers and balances, without names.
import { formatDay, formatDayLong } from '../../../domain/day.ts';
import { formatKopecks, formatRubles } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { HouseList } from '../../../ports/paper.ts';
import { mm, type Sheet } from '../sheet.ts';
import { NOT_READ } from '../wording-statement.ts';
import { drawFundHead } from './letterhead.ts';
import { drawListing, type Column } from './listing.ts';
import { drawNumbered } from './numbered.ts';
import { page, text } from './styles.ts';

const width = page.right - page.left;

const columns: Column[] = [
  { title: 'Помещение', width: mm(38), align: 'left' },
  { title: 'Лицевой счёт', width: mm(62), align: 'left' },
  { title: 'Последний месяц', width: mm(40), align: 'left' },
  { title: 'К оплате, рублей (переплата с минусом)', width: mm(40), align: 'right' },
];

const sum = (list: HouseList, of: (balance: number) => number) =>
  list.rows.reduce((total, { balance }) => total + of(balance ?? 0), 0);

/** What the list does not know, one sentence each. */
function gaps(list: HouseList): string[] {
  const unread = list.rows.filter(row => row.unread).length;
  return [
    ...(unread === 0 ? [] : [`Счетов, чья сумма не прочитана из данных фонда и в итог не вошла: ${unread}`]),
    ...(list.incomplete ? ['Часть помещений или счетов фонда не прочитана: в доме их может быть больше'] : []),
  ];
}

export const drawHouseList = (sheet: Sheet, list: HouseList): void =>
  drawNumbered(sheet, numbered => drawAll(numbered, list));

function drawAll(sheet: Sheet, list: HouseList): void {
  let y = drawFundHead(sheet, list.fund);
  y += sheet.block('Лицевые счета дома', page.left, y, width, text.title);
  const address = list.address ?? `Адрес ${NOT_READ}`;
  y += sheet.block(address, page.left, y, width, sheet.fit(address, text.body, width, 3, 8));
  const unread = list.rows.filter(row => row.unread).length;
  const debt = sum(list, balance => Math.max(0, balance));
  const advance = sum(list, balance => Math.max(0, -balance));
  const words = `Счетов ${list.rows.length}, к оплате ${formatRubles(debt)}, переплата ${formatRubles(advance)}. Для служебного пользования, ${formatDayLong(list.madeOn)}`;
  y += sheet.block(words, page.left, y, width, text.note);
  for (const gap of gaps(list)) y += sheet.block(gap, page.left, y, width, text.note);
  y += 8;
  drawListing(
    sheet,
    {
      columns,
      rows: [
        ...list.rows.map(({ premises, accountNumber, period, balance, unread }) => ({
          cells: [
            premises,
            accountNumber,
            unread ? NOT_READ : period === null ? 'начислений не было' : formatPeriod(period),
            unread ? '?' : balance === null ? '' : formatKopecks(balance),
          ],
        })),
        { cells: [unread === 0 ? 'Всего' : 'Всего без них', '', '', formatKopecks(debt - advance)], strong: true },
      ],
    },
    y,
    `Лицевые счета дома, ${formatDay(list.madeOn)}: ${address}`,
  );
}
