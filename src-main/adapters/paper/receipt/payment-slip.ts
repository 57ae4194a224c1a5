// The slip of a card payment on narrow paper.
import { formatRubles } from '../../../domain/money.ts';
import type { PaymentSlip } from '../../../ports/paper.ts';
import { AFTER_PAYING, reachWords, slipFacts } from '../wording-statement.ts';
import type { ReceiptLine } from './lines.ts';

function payeeLines(payee: PaymentSlip['payee']): ReceiptLine[] {
  if (!payee) return [];
  const reach = [payee.inn && `ИНН ${payee.inn}`, reachWords(payee)].filter(Boolean).join(', ');
  return [
    { kind: 'text', text: payee.name, align: 'centre', size: 'fine' },
    ...(reach ? [{ kind: 'text', text: reach, align: 'centre', size: 'fine' } as const] : []),
    { kind: 'rule', weight: 'light' },
  ];
}

export function paymentSlipLines(slip: PaymentSlip): ReceiptLine[] {
  return [
    ...payeeLines(slip.payee),
    { kind: 'text', text: 'Оплата принята', align: 'centre', size: 'large', bold: true },
    { kind: 'text', text: formatRubles(slip.amount), align: 'centre', size: 'huge', bold: true },
    { kind: 'rule', weight: 'heavy' },
    ...slipFacts(slip).map(fact => ({ kind: 'pair', ...fact }) as const),
    { kind: 'rule', weight: 'light' },
    ...AFTER_PAYING.map(text => ({ kind: 'text', text, size: 'fine' }) as const),
  ];
}
