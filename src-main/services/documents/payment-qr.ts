// What of a payment document goes into its ГОСТ QR (docs/domain.md#payment-qr).
import type { PaymentDocument } from '#contract';
import { buildPaymentQr, PaymentQrError, type QrPeriodFormat } from '../../domain/payment-qr.ts';
import { formatPeriod } from '../../domain/period.ts';
import type { Log } from '../../ports/log.ts';

/** Bank systems know no no-break spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').trim();
const cut = (text: string, most: number) => Array.from(plain(text)).slice(0, most).join('');

/**
 * Null when nothing is due, for a past month, which asks for nothing, without a payee, and when the payee's details cannot make a code; that is logged for staff. The penalty is inside the sum
 * and not repeated as AddAmount, which some banks would add once more.
 */
export function qrText(
  document: Omit<PaymentDocument, 'qrText'>,
  periodFormat: QrPeriodFormat,
  log: Log,
): string | null {
  const { payee, payer, period, total, nowDue, paymentDocumentId } = document;
  if (total <= 0 || nowDue !== null || !payee.known) return null;
  try {
    return buildPaymentQr(
      {
        name: cut(payee.name, 160),
        personalAcc: payee.settlementAccount,
        bankName: cut(payee.bankName, 45),
        bic: payee.bic,
        correspAcc: payee.correspondentAccount,
        sumKopecks: total,
        purpose: plain(`Взнос на капитальный ремонт за ${formatPeriod(period)}, л/с ${payer.accountNumber}`),
        payeeINN: payee.inn,
        kpp: payee.kpp,
        lastName: plain(payer.lastName),
        firstName: plain(payer.firstName),
        middleName: plain(payer.middleName),
        payerAddress: plain(payer.address),
        persAcc: payer.accountNumber,
        period,
        uin: paymentDocumentId,
        techCode: '02',
      },
      periodFormat,
    ).text;
  } catch (error) {
    if (!(error instanceof PaymentQrError)) throw error;
    log.warn('payee details make no payment QR', { why: error.message });
    return null;
  }
}
