// The barcode under a receipt, when the code can carry the account number.
import type { PaymentDocument } from '#contract';
import { accountCode } from '../codes/code128.ts';
import { barsCaption } from '../wording.ts';
import type { ReceiptLine } from './lines.ts';

export function accountBars(document: PaymentDocument): ReceiptLine[] {
  const bars = accountCode(document.payer.accountNumber, document.total);
  return bars ? [{ kind: 'barcode', text: bars.text, caption: barsCaption(document) }] : [];
}
