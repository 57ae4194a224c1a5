// The slip of a card payment on A4: the sum, the account, the numbers to find the payment by, and what happens next.
import { formatRubles } from '../../../domain/money.ts';
import type { PaymentSlip } from '../../../ports/paper.ts';
import { mm, type Sheet } from '../sheet.ts';
import { AFTER_PAYING, slipFacts } from '../wording-statement.ts';
import { drawFacts, type FactStyle } from './facts.ts';
import { accent, page, quiet, soft, text } from './styles.ts';

const width = page.right - page.left;
const facts: FactStyle = {
  label: { ...text.body, colour: quiet },
  value: text.body,
  labelWidth: mm(52),
  between: 5,
  most: 3,
  least: 7.5,
};

function drawPayee(sheet: Sheet, { name, inn, phone, site }: NonNullable<PaymentSlip['payee']>, top: number): number {
  let y = top;
  y += sheet.block(name, page.left, y, width, sheet.fit(name, text.smallStrong, width, 3, 7));
  const reach = [inn && `ИНН ${inn}`, phone && `тел. ${phone}`, site].filter(Boolean);
  if (reach.length > 0) y += sheet.block(reach.join(' · '), page.left, y, width, text.fine);
  return y - top;
}

export function drawPaymentSlip(sheet: Sheet, slip: PaymentSlip): void {
  let y: number = page.top;
  if (slip.payee) y += drawPayee(sheet, slip.payee, y);
  y += 6;
  sheet.rule(page.left, y, page.right, y, accent, 1.2);
  y += 14;

  y += sheet.block('Оплата принята', page.left, y, width, text.title) + 8;
  const inset = mm(4);
  const sum = formatRubles(slip.amount);
  const height = text.body.leading + text.sum.leading + 2 * inset;
  sheet.box(page.left, y, width, height, { fill: soft, radius: 4 });
  const label = sheet.block('Оплачено', page.left + inset, y + inset, width - 2 * inset, text.body);
  sheet.block(sum, page.left + inset, y + inset + label, width - 2 * inset, text.sum);
  y += height + 16;

  y += drawFacts(sheet, slipFacts(slip), page.left, y, width, facts) + 12;
  for (const words of AFTER_PAYING) y += sheet.block(words, page.left, y, width, text.body) + 6;
}
