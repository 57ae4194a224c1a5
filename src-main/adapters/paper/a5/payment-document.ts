// The payment document on half an A4: the sum and its lines on the left, the codes on the right, the bank details at the foot.
import type { PaymentDocument } from '#contract';
import { formatDayLong } from '../../../domain/day.ts';
import { formatRubles } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import { drawChart } from '../a4/chart.ts';
import { drawFacts, factsHeight, type FactStyle } from '../a4/facts.ts';
import { layTable, type Table } from '../a4/table.ts';
import { accent, hairline, quiet, soft, text, type TableScale } from '../a4/styles.ts';
import { accountCode, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import { mm, type Sheet } from '../sheet.ts';
import { reachWords } from '../wording-statement.ts';
import {
  asksForMoney,
  bankFacts,
  barsCaption,
  CODE_CAPTION,
  countedInTotal,
  documentNumber,
  dueLabel,
  dueLines,
  FLAWED,
  heading,
  lastPayment,
  NO_CODE_NARROW,
  noPayee,
  nothingDue,
  pastPayee,
  payerFacts,
  recalculationReasons,
  recalculationsTogether,
  sumRows,
  type Fact,
  type SumRow,
} from '../wording.ts';
import { half } from './halves.ts';

const page = { left: mm(12), right: mm(198), top: mm(9), bottom: half.height - mm(9) };
const width = page.right - page.left;
const side = { left: page.right - mm(60), width: mm(60) };
const main = { left: page.left, width: side.left - page.left - mm(6) };
/** Largest and smallest side of the QR with its quiet zone, points. */
const code = { most: mm(50), least: mm(36) };
const barHeight = mm(8);

const scale = (size: number, padding: number): TableScale => ({
  row: { ...text.body, size, leading: size * 1.2 },
  strong: { ...text.strong, size, leading: size * 1.2 },
  total: { ...text.strong, size: size + 1.5, leading: (size + 1.5) * 1.2 },
  note: { ...text.note, size: size - 1, leading: (size - 1) * 1.15 },
  padding,
});
const scales = [scale(9.5, 2), scale(8, 1)];
const smallest = scale(8, 1);

const facts: FactStyle = {
  label: text.fine,
  value: { ...text.small, size: 7.5, leading: 9 },
  labelWidth: mm(26),
  between: 0,
  most: 2,
  least: 5.5,
};

export function drawHalf(sheet: Sheet, document: PaymentDocument): void {
  sheet.page();
  const top = drawHead(sheet, document);
  const strip = bankHeight(sheet, document);
  const lowest = page.bottom - strip - 6;
  const payer = drawPayer(sheet, document, top);
  const flaw = document.flawed ? sheet.lines(FLAWED, text.fine, main.width).length * text.fine.leading + 3 : 0;
  const { table, together } = chooseTable(sheet, document, lowest - payer - flaw);
  table.draw(main.left, payer);
  let left = payer + table.height + flaw;
  if (document.flawed) sheet.block(FLAWED, main.left, payer + table.height + 3, main.width, text.fine);
  if (lowest - left > 78 && document.chart.some(({ charged, paid }) => charged !== 0 || paid !== 0)) {
    const height = Math.min(100, lowest - left - 6);
    drawChart(sheet, document.chart, main.left, left + 6, main.width, height);
    left += height + 6;
  }
  const ends = Math.max(left, drawSide(sheet, document, top, lowest + 4));
  // Names of several hundred letters may leave no room for the details: they then go to the next half.
  const apart = ends > page.bottom - strip;
  if (apart) sheet.page();
  drawBank(sheet, document, apart ? page.top : page.bottom - strip);
  if (together) drawRecalculations(sheet, document);
}

function drawHead(sheet: Sheet, document: PaymentDocument): number {
  const { issuer } = document;
  const name = sheet.fit(issuer.name, text.smallStrong, main.width, 2, 6);
  let left = page.top + sheet.block(issuer.name, main.left, page.top, main.width, name);
  const reach = [reachWords(issuer), issuer.hours].filter(Boolean).join(', ');
  if (reach) left += sheet.block(reach, main.left, left, main.width, sheet.fit(reach, text.fine, main.width, 2, 5.5));
  const number = documentNumber(document);
  let right =
    page.top +
    sheet.block(number, side.left, page.top, side.width, sheet.fit(number, text.small, side.width, 2, 6), 'right');
  right += sheet.block(`от ${formatDayLong(document.issuedOn)}`, side.left, right, side.width, text.fine, 'right');
  const bottom = Math.max(left, right) + 3;
  sheet.rule(page.left, bottom, page.right, bottom, accent, 1.2);
  return bottom + 7;
}

function drawPayer(sheet: Sheet, document: PaymentDocument, top: number): number {
  const { payer } = document;
  const { left, width: room } = main;
  let y = top;
  const { title: name, line } = heading(document);
  const form = `${name} ${line}`;
  y += sheet.block(form, left, y, room, sheet.fit(form, { ...text.smallStrong, size: 8.5 }, room, 1, 6));
  const title = `за ${formatPeriod(document.period)}`;
  y +=
    sheet.block(title, left, y, room, { ...sheet.fit(title, { ...text.key, size: 13 }, room, 1, 9), leading: 18 }) + 2;
  const small = { ...text.smallStrong, size: 9.5 };
  y += sheet.block(payer.owner, left, y, room, sheet.fit(payer.owner, small, room, 2, 6));
  y += sheet.block(payer.address, left, y, room, sheet.fit(payer.address, { ...text.small, size: 9.5 }, room, 2, 6));
  const account = `Лицевой счёт\u00a0${payer.accountNumber}`;
  y += sheet.block(account, left, y, room, sheet.fit(account, { ...text.strong, leading: 15 }, room, 1, 7));
  const numbers = payerFacts(document)
    .flat()
    .map(fact => `${fact.label}\u00a0${fact.value.replaceAll(' ', '\u00a0')}`);
  const words = [...numbers, `последний платёж ${lastPayment(document)}`].join(', ');
  return y + sheet.block(words, left, y, room, sheet.fit(words, text.fine, room, 2, 6)) + 4;
}

function chooseTable(sheet: Sheet, document: PaymentDocument, room: number): { table: Table; together: boolean } {
  const rows = sumRows(document);
  for (const scaled of scales) {
    const table = layTable(sheet, rows, main.width, scaled);
    if (table.height <= room) return { table, together: false };
  }
  if (document.recalculations.length < 2)
    return { table: layTable(sheet, rows, main.width, smallest), together: false };
  const few = sumRows(document, [recalculationsTogether(document, 'каждый с причиной — на отдельном листке')]);
  const tables = scales.map(scaled => layTable(sheet, few, main.width, scaled));
  return {
    table: tables.find(({ height }) => height <= room) ?? layTable(sheet, few, main.width, smallest),
    together: true,
  };
}

/** The sum and the QR, above `lowest` if possible; returns the lower edge. */
function drawSide(sheet: Sheet, document: PaymentDocument, top: number, lowest: number): number {
  const inset = mm(3);
  const room = side.width - 2 * inset;
  const due = asksForMoney(document);
  const { title, line } = nothingDue(document);
  const sum = due ? formatRubles(document.total) : title;
  const parts = [
    ...(due ? [{ words: dueLabel(document), style: text.small }] : []),
    { words: sum, style: sheet.fit(sum, due ? { ...text.sum, size: 22, leading: 25 } : text.key, room, 1, 9) },
    ...(due ? dueLines(document).map(words => ({ words, style: text.strong })) : [{ words: line, style: text.small }]),
    { words: countedInTotal(document), style: text.fine },
  ];
  const height = parts.reduce(
    (all, part) => all + sheet.lines(part.words, part.style, room).length * part.style.leading,
    0,
  );
  sheet.box(side.left, top, side.width, height + 2 * inset, { fill: soft, radius: 4 });
  let y = top + inset;
  for (const part of parts) y += sheet.block(part.words, side.left + inset, y, room, part.style);
  y += inset + 2;
  if (!due || noPayee(document)) return y;
  if (document.qrText === null) return y + 4 + sheet.block(NO_CODE_NARROW, side.left, y + 4, side.width, text.small);
  const matrix = gostMatrix(document.qrText);
  const captionHeight = sheet.lines(CODE_CAPTION, text.fine, side.width).length * text.fine.leading;
  const codeSide = Math.max(code.least, Math.min(code.most, lowest - y - captionHeight));
  const module = codeSide / (matrix.size + 2 * quietZone);
  const quietSide = quietZone * module;
  const x = side.left + (side.width - codeSide) / 2;
  sheet.modules(matrix, x + quietSide, y + quietSide, module);
  y += codeSide;
  return y + sheet.block(CODE_CAPTION, side.left, y, side.width, text.fine, 'centre');
}

const columns = (document: PaymentDocument): [Fact[], Fact[]] => [
  bankFacts(document),
  [
    { label: 'Плательщик', value: document.payer.owner },
    { label: 'Адрес', value: document.payer.address },
    { label: 'Лицевой счёт', value: document.payer.accountNumber },
    { label: 'Назначение', value: `взнос на капитальный ремонт за ${formatPeriod(document.period)}` },
  ].filter(fact => fact.value.trim() !== ''),
];
const columnWidth = (width - mm(6)) / 2;

const askHeight = (sheet: Sheet, { lines }: { lines: string[] }): number =>
  lines.reduce(
    (height, line) => height + sheet.lines(line, text.small, width).length * text.small.leading,
    text.strong.leading,
  );

/** Height of the foot with its rule. */
function bankHeight(sheet: Sheet, document: PaymentDocument): number {
  // nothing is paid by a past month's paper: it tells who was paid then
  if (document.nowDue) {
    const past = pastPayee(document);
    return past ? 6 + text.strong.leading + factsHeight(sheet, past.facts, width, facts) : 0;
  }
  const missing = noPayee(document);
  if (missing) return 6 + askHeight(sheet, missing);
  const [bank, payer] = columns(document);
  const right = factsHeight(sheet, payer, columnWidth, facts) + barHeight + 14;
  return 6 + Math.max(factsHeight(sheet, bank, columnWidth, facts), right);
}

function drawBank(sheet: Sheet, document: PaymentDocument, top: number): void {
  if (document.nowDue) return drawPastPayee(sheet, document, top);
  const missing = noPayee(document);
  if (missing) {
    sheet.rule(page.left, top, page.right, top, hairline, 0.6);
    let y = top + 6 + sheet.block(missing.title, page.left, top + 6, width, text.strong);
    for (const line of missing.lines) y += sheet.block(line, page.left, y, width, text.small);
    return;
  }
  const [bank, payer] = columns(document);
  const right = page.left + columnWidth + mm(6);
  sheet.rule(page.left, top, page.right, top, asksForMoney(document) ? quiet : hairline, 0.6);
  drawFacts(sheet, bank, page.left, top + 6, columnWidth, facts);
  const y = top + 6 + drawFacts(sheet, payer, right, top + 6, columnWidth, facts) + 4;
  const bars = accountCode(document.payer.accountNumber, document.total);
  if (!bars) return;
  const module = Math.min(mm(0.33), columnWidth / (bars.modules + barsQuiet));
  if (module < mm(0.19)) return;
  sheet.bars(bars, right, y, module, barHeight);
  sheet.line(barsCaption(document), right + (bars.modules * module) / 2, y + barHeight + 8, text.fine, 'centre');
}

function drawPastPayee(sheet: Sheet, document: PaymentDocument, top: number): void {
  const past = pastPayee(document);
  if (!past) return;
  sheet.rule(page.left, top, page.right, top, hairline, 0.6);
  const title = sheet.block(past.title, page.left, top + 6, width, text.strong);
  drawFacts(sheet, past.facts, page.left, top + 6 + title, width, facts);
}

/** The next halves list every recalculation with its reason. */
function drawRecalculations(sheet: Sheet, document: PaymentDocument): void {
  let rest: SumRow[] = recalculationReasons(document);
  while (rest.length > 0) {
    sheet.page();
    let y = page.top;
    y += sheet.block(`Перерасчёты за ${formatPeriod(document.period)}`, page.left, y, width, text.key);
    const of = `Лицевой счёт ${document.payer.accountNumber}, платёжный документ №\u00a0${document.number}, суммы в рублях`;
    y += sheet.block(of, page.left, y, width, text.fine) + 4;
    let room = page.bottom - y;
    const overflow = layTable(sheet, rest, width, smallest).heights.findIndex(height => (room -= height) < 0);
    const count = overflow < 0 ? rest.length : Math.max(1, overflow);
    layTable(sheet, rest.slice(0, count), width, smallest).draw(page.left, y);
    rest = rest.slice(count);
  }
}
