// The tear-off part at the foot: all a bank needs, the ГОСТ QR and the barcode; only the bank details when nothing is due, none without a payee.
import type { PaymentDocument } from '#contract';
import { formatRubles } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import { accountCode, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import { mm, type Sheet } from '../sheet.ts';
import {
  asksForMoney,
  bankFacts,
  barsCaption,
  CODE_CAPTION,
  NO_CODE,
  noPayee,
  pastPayee,
  payBy,
  type Fact,
} from '../wording.ts';
import { drawFacts, factsHeight, type FactStyle } from './facts.ts';
import { gap, hairline, ink, main, page, quiet, side, text } from './styles.ts';

/** Side of the QR with its quiet zone, points. */
const codeSide = mm(56);
const facts: FactStyle = {
  label: { ...text.fine, size: 8 },
  value: text.small,
  labelWidth: mm(27.5),
  between: 0.5,
  most: 3,
  least: 7,
};
const right = { left: page.left + codeSide + mm(2), width: page.right - page.left - codeSide - mm(2) };
const wide = page.right - page.left;
const titleHeight = 20;
const captionHeight = 3 * text.small.leading;
const sumHeight = 30;
const barHeight = mm(10);
const handHeight = 24;

const allFacts = (document: PaymentDocument): Fact[] => [
  ...bankFacts(document),
  ...[
    { label: 'Плательщик', value: document.payer.owner },
    { label: 'Адрес', value: document.payer.address },
    { label: 'Лицевой счёт', value: document.payer.accountNumber },
    { label: 'Назначение', value: `взнос на капитальный ремонт за ${formatPeriod(document.period)}` },
  ].filter(fact => fact.value.trim() !== ''),
];

export function slipHeight(sheet: Sheet, document: PaymentDocument): number {
  if (document.nowDue) {
    const past = pastPayee(document);
    return past ? titleHeight + factsHeight(sheet, past.facts, wide, facts) : 0;
  }
  const missing = noPayee(document);
  if (missing)
    return missing.lines.reduce(
      (height, line) => height + sheet.lines(line, text.body, wide).length * text.body.leading,
      titleHeight,
    );
  if (!asksForMoney(document)) return titleHeight + factsHeight(sheet, allFacts(document), main.width, facts);
  const column = factsHeight(sheet, allFacts(document), right.width, facts);
  return titleHeight + Math.max(codeSide + captionHeight, column + 6 + sumHeight + barHeight + 12 + handHeight);
}

/** The line to cut along; a plain rule when nothing is due. */
export function drawTear(sheet: Sheet, document: PaymentDocument, y: number): void {
  if (document.nowDue && !document.payeeThen) return;
  if (!asksForMoney(document) || !document.payee.known) return sheet.rule(page.left, y, page.right, y, hairline, 0.6);
  const words = 'линия отреза';
  const middle = (page.left + page.right) / 2;
  const half = sheet.width(words, text.fine) / 2 + 6;
  sheet.rule(page.left, y, middle - half, y, quiet, 0.6, 3);
  sheet.rule(middle + half, y, page.right, y, quiet, 0.6, 3);
  sheet.line(words, middle, y + 2.3, text.fine, 'centre');
}

/** Draws the slip from `top` down; a past month's paper has none, for nothing is paid by it: it tells who was paid then. */
export function drawSlip(sheet: Sheet, document: PaymentDocument, top: number): void {
  if (document.nowDue) return drawPastPayee(sheet, document, top);
  const missing = noPayee(document);
  if (missing) return drawWhomToAsk(sheet, missing, top);
  if (!asksForMoney(document)) return drawBankDetails(sheet, document, top);
  sheet.block('Извещение в банк', page.left, top, codeSide, text.strong);
  sheet.block(
    document.number.trim() ? `Платёжный документ (счёт) №\u00a0${document.number}` : '',
    right.left,
    top,
    right.width,
    { ...text.fine, leading: text.strong.leading },
    'right',
  );
  const body = top + titleHeight;
  if (document.qrText === null) sheet.block(NO_CODE, page.left, body, codeSide - gap, text.small);
  else drawQr(sheet, document.qrText, body);
  const y = body + drawFacts(sheet, allFacts(document), right.left, body, right.width, facts) + 6;
  sheet.rule(right.left, y, page.right, y, ink, 1.2);
  drawDue(sheet, document, y);
  drawBars(sheet, document, right.left, y + sumHeight, right.width);
  drawHandwriting(sheet, y + sumHeight + barHeight + 12);
}

function drawQr(sheet: Sheet, qrText: string, top: number): void {
  const matrix = gostMatrix(qrText);
  const module = codeSide / (matrix.size + 2 * quietZone);
  // The left quiet zone lies in the margin, so that the code aligns with the text above it.
  sheet.modules(matrix, page.left, top + quietZone * module, module);
  sheet.block(CODE_CAPTION, page.left, top + codeSide, codeSide - 2 * quietZone * module, text.small);
}

function drawDue(sheet: Sheet, document: PaymentDocument, top: number): void {
  const sum = formatRubles(document.total);
  const baseline = top + 20;
  sheet.line('К оплате', right.left, baseline, text.strong);
  const from = right.left + facts.labelWidth;
  const style = { ...text.title, size: 17 };
  sheet.line(sum, from, baseline, style);
  const left = from + sheet.width(sum, style) + 12;
  const until = payBy(document);
  if (until && left + sheet.width(until, text.strong) <= page.right)
    sheet.line(until, page.right, baseline, text.strong, 'right');
}

/** Bars as wide as the paper allows, up to what hand scanners prefer; none when they would be too fine to read. */
function drawBars(sheet: Sheet, document: PaymentDocument, left: number, top: number, width: number): void {
  const bars = accountCode(document.payer.accountNumber, document.total);
  if (!bars) return;
  const module = Math.min(mm(0.38), width / (bars.modules + barsQuiet));
  if (module < mm(0.19)) return;
  sheet.bars(bars, left, top, module, barHeight);
  sheet.line(barsCaption(document), left + (bars.modules * module) / 2, top + barHeight + 8, text.fine, 'centre');
}

/** For a person who pays another sum at a cash desk. */
function drawHandwriting(sheet: Sheet, top: number): void {
  const baseline = top + 18;
  const room = (right.width - 2 * 12) / 3;
  [
    { label: 'Плачу', unit: '₽' },
    { label: 'Дата', unit: '' },
    { label: 'Подпись', unit: '' },
  ].forEach(({ label, unit }, i) => {
    const left = right.left + i * (room + 12);
    const from = left + sheet.width(label, text.small) + 4;
    const to = left + room - (unit ? sheet.width(unit, text.small) + 3 : 0);
    sheet.line(label, left, baseline, text.small);
    sheet.rule(from, baseline + 1.5, to, baseline + 1.5, quiet, 0.5);
    if (unit) sheet.line(unit, left + room, baseline, text.small, 'right');
  });
}

function drawWhomToAsk(sheet: Sheet, { title, lines }: { title: string; lines: string[] }, top: number): void {
  let y = top;
  sheet.block(title, page.left, y, wide, text.strong);
  y += titleHeight;
  for (const line of lines) y += sheet.block(line, page.left, y, wide, text.body);
}

function drawPastPayee(sheet: Sheet, document: PaymentDocument, top: number): void {
  const past = pastPayee(document);
  if (!past) return;
  sheet.block(past.title, page.left, top, wide, text.strong);
  drawFacts(sheet, past.facts, page.left, top + titleHeight, wide, facts);
}

function drawBankDetails(sheet: Sheet, document: PaymentDocument, top: number): void {
  sheet.block('Если захотите заплатить вперёд', page.left, top, page.right - page.left, text.strong);
  drawFacts(sheet, allFacts(document), page.left, top + titleHeight, main.width, facts);
  drawBars(sheet, document, side.left, top + titleHeight, side.width);
}
