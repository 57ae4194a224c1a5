// The slip of a card payment on narrow paper.
import { formatRubles } from '../../../domain/money.ts';
import type { PaymentSlip } from '../../../ports/paper.ts';
import { AFTER_PAYING, reachWords, slipFacts } from '../wording-statement.ts';
import type { ReceiptLine } from './lines.ts';

export function paymentSlipLines(slip: PaymentSlip): ReceiptLine[] {
  const reach = [slip.payee.inn && `ИНН ${slip.payee.inn}`, reachWords(slip.payee)].filter(Boolean).join(', ');
  return [
    { kind: 'text', text: slip.payee.name, align: 'centre', size: 'fine' },
    ...(reach ? [{ kind: 'text', text: reach, align: 'centre', size: 'fine' } as const] : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: 'Оплата принята', align: 'centre', size: 'large', bold: true },
    { kind: 'text', text: formatRubles(slip.amount), align: 'centre', size: 'huge', bold: true },
    { kind: 'rule', weight: 'heavy' },
    ...slipFacts(slip).map(fact => ({ kind: 'pair', ...fact }) as const),
    { kind: 'rule', weight: 'light' },
    ...AFTER_PAYING.map(text => ({ kind: 'text', text, size: 'fine' }) as const),
  ];
}
