// The payment document in large print, on A4: the same words, sums and codes in type of 14 points and more, on as many pages as that takes.
import type { PaymentDocument } from '#contract';
import { formatDayLong } from '../../../domain/day.ts';
import { formatRubles } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import { accountCode, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostMatrix, quietZone } from '../codes/gost-qr.ts';
import { mm, type Sheet, type TextStyle } from '../sheet.ts';
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
  houseFacts,
  lastPayment,
  NO_CODE_NARROW,
  noPayee,
  nothingDue,
  pastPayee,
  payerFacts,
  sumRows,
  type Fact,
} from '../wording.ts';
import { reachWords } from '../wording-statement.ts';
import { drawNumbered } from './numbered.ts';
import { accent, hairline, ink, page, soft, type TableScale } from './styles.ts';
import { layTable } from './table.ts';

const style = (size: number, weight: TextStyle['weight'] = 'regular'): TextStyle => ({
  size,
  leading: size * 1.3,
  weight,
  colour: ink,
});
/** Nothing here is smaller than `body`. */
const text = {
  body: style(14),
  strong: style(15, 'bold'),
  key: style(18, 'bold'),
  title: style(24, 'bold'),
  sum: style(40, 'bold'),
};
const rows: TableScale = { row: text.body, strong: text.strong, total: text.key, note: text.body, padding: 4 };
const width = page.right - page.left;
const codeSide = mm(64);
const barHeight = mm(12);
/** The lowest edge of the content: the number of the page stands below it. */
const bottom = page.bottom - 14;

/** Draws from the top of a page down and goes on to the next one where the rest does not fit. */
class Flow {
  readonly #sheet: Sheet;
  y: number = page.top;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  /** Begins a page unless `height` points are left on this one. */
  need(height: number): void {
    if (this.y + height <= bottom || this.y === page.top) return;
    this.#sheet.page();
    this.y = page.top;
  }

  put(words: string, given: TextStyle, after = 0): void {
    if (!words) return;
    for (const line of this.#sheet.lines(words, given, width)) {
      this.need(given.leading);
      this.#sheet.block(line, page.left, this.y, width, given);
      this.y += given.leading;
    }
    this.y += after;
  }

  rule(): void {
    this.#sheet.rule(page.left, this.y, page.right, this.y, accent, 1.2);
    this.y += 10;
  }
}

export const drawLargeDocument = (sheet: Sheet, document: PaymentDocument): void =>
  drawNumbered(
    sheet,
    numbered => {
      const flow = new Flow(numbered);
      drawHead(flow, document);
      drawSum(numbered, flow, document);
      drawPay(numbered, flow, document);
      drawWhy(numbered, flow, document);
    },
    text.body,
  );

function drawHead(flow: Flow, document: PaymentDocument): void {
  const { issuer, payer } = document;
  flow.put(issuer.name, text.strong);
  flow.put(reachWords(issuer), text.body, 4);
  flow.rule();
  const { title, line } = heading(document);
  flow.put(title, text.strong);
  flow.put(line, text.body);
  flow.put(`за ${formatPeriod(document.period)}`, text.title, 2);
  const number = documentNumber(document);
  flow.put([number, `от ${formatDayLong(document.issuedOn)}`].filter(Boolean).join(' '), text.body, 6);
  flow.put(payer.owner, text.strong);
  flow.put(payer.address, text.body);
  flow.put(`Лицевой счёт\u00a0${payer.accountNumber}`, text.key, 8);
}

/** The sum in a tinted box, its height computed before it is drawn. */
function drawSum(sheet: Sheet, flow: Flow, document: PaymentDocument): void {
  const due = asksForMoney(document);
  const { title, line } = nothingDue(document);
  const inset = mm(4);
  const room = width - 2 * inset;
  const parts = [
    ...(due
      ? [
          { words: dueLabel(document), given: text.strong },
          {
            words: formatRubles(document.total),
            given: sheet.fit(formatRubles(document.total), text.sum, room, 1, 20),
          },
          ...dueLines(document).map(words => ({ words, given: text.key })),
        ]
      : [
          { words: title, given: text.title },
          { words: line, given: text.body },
        ]),
    { words: countedInTotal(document), given: text.body },
  ].filter(({ words }) => words !== '');
  const height = parts.reduce(
    (all, { words, given }) => all + sheet.lines(words, given, room).length * given.leading,
    2 * inset,
  );
  flow.need(height);
  sheet.box(page.left, flow.y, width, height, { fill: soft, radius: 4 });
  let y = flow.y + inset;
  for (const { words, given } of parts) y += sheet.block(words, page.left + inset, y, room, given);
  flow.y += height + 8;
}

/** What to pay by: the codes, then the bank details; whom to ask without a payee; on a past month's copy, who was paid. */
function drawPay(sheet: Sheet, flow: Flow, document: PaymentDocument): void {
  const missing = document.nowDue ? null : noPayee(document);
  if (missing) {
    flow.put(missing.title, text.key, 2);
    for (const line of missing.lines) flow.put(line, text.body, 4);
    return;
  }
  if (asksForMoney(document)) drawCodes(sheet, flow, document);
  const past = document.nowDue ? pastPayee(document) : null;
  const facts = document.nowDue ? (past?.facts ?? []) : bankFacts(document);
  if (facts.length === 0) return;
  const title = past?.title ?? (asksForMoney(document) ? 'Реквизиты для банка' : 'Если захотите заплатить вперёд');
  drawFacts(flow, title, [
    ...facts,
    ...(past
      ? []
      : [{ label: 'Назначение', value: `взнос на капитальный ремонт за ${formatPeriod(document.period)}` }]),
  ]);
}

function drawCodes(sheet: Sheet, flow: Flow, document: PaymentDocument): void {
  if (document.qrText === null) return flow.put(NO_CODE_NARROW, text.body, 8);
  const matrix = gostMatrix(document.qrText);
  const module = codeSide / (matrix.size + 2 * quietZone);
  flow.need(codeSide);
  // the quiet zone is the gap to what stands above and below
  const top = flow.y;
  sheet.modules(matrix, page.left, top + quietZone * module, module);
  const left = page.left + codeSide + mm(4);
  const room = page.right - left;
  const y = top + quietZone * module + sheet.block(CODE_CAPTION, left, top + quietZone * module, room, text.key) + 16;
  const bars = accountCode(document.payer.accountNumber, document.total);
  const wide = bars ? Math.min(mm(0.38), room / (bars.modules + barsQuiet)) : 0;
  if (bars && wide >= mm(0.19)) {
    sheet.bars(bars, left, y, wide, barHeight);
    sheet.block(
      barsCaption(document),
      left,
      y + barHeight + 4,
      room,
      sheet.fit(barsCaption(document), text.body, room, 1, 14),
    );
  }
  flow.y = top + codeSide;
}

/** A label over its value: beside each other they do not fit in such type. */
function drawFacts(flow: Flow, title: string, facts: readonly Fact[]): void {
  flow.need(text.key.leading + 2 * text.body.leading);
  flow.put(title, text.key, 2);
  for (const { label, value } of facts)
    if (value) flow.put(`${label.slice(0, 1).toUpperCase()}${label.slice(1)}: ${value}`, text.body, 2);
  flow.y += 10;
}

function drawWhy(sheet: Sheet, flow: Flow, document: PaymentDocument): void {
  const all = sumRows(document);
  flow.need(text.key.leading + 4 * text.body.leading);
  flow.put('Откуда эта сумма, рублей', text.key, 4);
  for (const [i, row] of all.entries()) {
    const laid = layTable(sheet, [row], width, rows);
    flow.need(laid.height);
    if (i > 0 && row.tone !== 'total') sheet.rule(page.left, flow.y, page.right, flow.y, hairline, 0.5);
    laid.draw(page.left, flow.y);
    flow.y += laid.height;
  }
  flow.y += 8;
  if (document.flawed) flow.put(FLAWED, text.body, 8);
  drawFacts(flow, 'Дом и счёт', [
    ...payerFacts(document).flat(),
    { label: 'Последний платёж', value: lastPayment(document) },
    ...houseFacts(document),
    { label: 'Адрес фонда', value: document.issuer.address },
    { label: 'Часы работы', value: document.issuer.hours },
  ]);
}
