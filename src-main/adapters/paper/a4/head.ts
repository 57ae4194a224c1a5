// The top of the page: the fund, the payer, the account, the sum and the due date.
import type { PaymentDocument } from '#contract';
import { formatDayLong } from '../../../domain/day.ts';
import { formatRubles } from '../../../domain/money.ts';
import { formatPeriod } from '../../../domain/period.ts';
import { CAP, mm, type Sheet } from '../sheet.ts';
import { reachWords } from '../wording-statement.ts';
import {
  asksForMoney,
  countedInTotal,
  documentNumber,
  dueLabel,
  dueTerms,
  heading,
  nothingDue,
  payerFacts,
} from '../wording.ts';
import { accent, ink, main, page, quiet, side, soft, text } from './styles.ts';

const contacts = { ...text.fine, size: 8, leading: 10, colour: ink };

/** The fund's name and contacts; returns where the next part may begin. */
export function drawLetterhead(sheet: Sheet, document: PaymentDocument): number {
  const { issuer } = document;
  const name = sheet.fit(issuer.name, text.smallStrong, main.width, 3, 7);
  const left = page.top + sheet.block(issuer.name, main.left, page.top, main.width, name);
  let right = page.top;
  const number = documentNumber(document);
  if (number) right += sheet.block(number, side.left, right, side.width, { ...text.small, leading: 12 }, 'right');
  right += sheet.block(`от ${formatDayLong(document.issuedOn)}`, side.left, right, side.width, text.note, 'right');
  let bottom = Math.max(left, right);
  const width = page.right - page.left;
  for (const line of [[reachWords(issuer), issuer.hours].filter(Boolean).join(', '), issuer.address])
    if (line) bottom += sheet.block(line, page.left, bottom, width, contacts);
  bottom += 6;
  sheet.rule(page.left, bottom, page.right, bottom, accent, 1.2);
  return bottom + 14;
}

function drawPayer(sheet: Sheet, document: PaymentDocument, top: number): number {
  const { payer } = document;
  const { left, width } = main;
  let y = top;
  const { title, line } = heading(document);
  y += sheet.block(title, left, y, width, text.strong);
  y += sheet.block(line, left, y, width, text.body);
  y += sheet.block(`за ${formatPeriod(document.period)}`, left, y, width, text.title) + 3;
  y += sheet.block(payer.owner, left, y, width, sheet.fit(payer.owner, text.strong, width, 2, 8));
  y += sheet.block(payer.address, left, y, width, sheet.fit(payer.address, text.body, width, 2, 8)) + 2;

  const label = 'Лицевой счёт';
  const number = left + sheet.width(label, text.body) + 7;
  const numberStyle = sheet.fit(payer.accountNumber, text.key, width - (number - left), 1, 8);
  const baseline = y + (text.key.leading + text.key.size * CAP) / 2;
  sheet.line(label, left, baseline, text.body);
  sheet.line(payer.accountNumber, number, baseline, numberStyle);
  y += text.key.leading;
  for (const facts of payerFacts(document)) {
    const words = facts.map(fact => `${fact.label}\u00a0${fact.value.replaceAll(' ', '\u00a0')}`).join(', ');
    if (words) y += sheet.block(words, left, y, width, { ...text.small, colour: quiet });
  }
  return y;
}

/** The box with the sum. Its height is computed before drawing, so that the tint lies under the text. */
function drawSum(sheet: Sheet, document: PaymentDocument, top: number): number {
  const inset = mm(4);
  const width = side.width - 2 * inset;
  const due = asksForMoney(document);
  const { title, line } = nothingDue(document);
  const sum = due ? formatRubles(document.total) : title;
  const sumStyle = sheet.fit(sum, due ? text.sum : text.title, width, 1, 12);
  const parts = [
    ...(due ? [{ words: dueLabel(document), style: text.body }] : []),
    { words: sum, style: sumStyle },
    ...(due
      ? dueTerms(document).flatMap(({ label, value }) => [
          { words: label, style: text.body },
          { words: value, style: text.key },
        ])
      : [{ words: line, style: text.small }]),
    { words: countedInTotal(document), style: { ...text.note, leading: 17 } },
  ];
  const heights = parts.map(part => sheet.lines(part.words, part.style, width).length * part.style.leading);
  const height = heights.reduce((all, part) => all + part, 0) + 2 * inset;
  sheet.box(side.left, top, side.width, height, { fill: soft, radius: 4 });
  let y = top + inset;
  for (const part of parts) y += sheet.block(part.words, side.left + inset, y, width, part.style);
  return top + height;
}

/** The payer on the left, the sum on the right; returns the lower edge of both. */
export const drawHead = (sheet: Sheet, document: PaymentDocument, top: number): number =>
  Math.max(drawPayer(sheet, document, top), drawSum(sheet, document, top));
