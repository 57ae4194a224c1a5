// The barcode under a receipt, when the code can carry the account number.
import { accountCode } from '../codes/code128.ts';
import type { ReceiptLine } from './lines.ts';

export function accountBars(accountNumber: string, kopecks: number): ReceiptLine[] {
  const bars = accountCode(accountNumber, kopecks);
  return bars ? [{ kind: 'barcode', text: bars.text }] : [];
}
