// The slip of a paid attempt as data: what was paid, for which account, under which numbers it is found again.
import { formatAddress } from '../../domain/address.ts';
import { taxNumber } from '../../domain/tax-number.ts';
import { dayIn, timeIn } from '../../domain/zone.ts';
import type { StoredAttempt } from '../../ports/attempts.ts';
import type { AccountView } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { PaymentSlip } from '../../ports/paper.ts';

export function paymentSlip(rows: {
  attempt: StoredAttempt;
  view: AccountView;
  /** null: not known; the money has been paid, so the slip is printed and names none */
  payee: RowOf<'organization'> | null;
  timeZone: string;
  terminalName: string;
}): PaymentSlip {
  const { attempt, view, payee, timeZone, terminalName } = rows;
  const paidAt = attempt.paidAt ?? attempt.updatedAt;
  return {
    payee: payee && { name: payee.name, inn: taxNumber(payee.inn), phone: payee.phone, site: payee.site },
    accountNumber: view.number,
    address: formatAddress(view.house, view.premises),
    amount: attempt.amount,
    paidOn: dayIn(paidAt, timeZone),
    paidAt: timeIn(paidAt, timeZone),
    attempt: attempt.id,
    acquirerId: attempt.acquirerId ?? '',
    terminalName,
  };
}
