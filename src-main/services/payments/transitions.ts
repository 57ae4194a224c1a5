// What becomes of a payment attempt: by the acquirer's answer, by its silence, by its no. Pure; the store keeps each step.
import type { PaymentState } from '#contract';
import type { AcquirerPayment } from '../../ports/acquirer.ts';
import type { AttemptChange, StoredAttempt } from '../../ports/attempts.ts';

/** States in which the person is still being waited for: at most one such attempt an account. */
export const isWaited = (state: PaymentState): boolean =>
  state === 'creating' || state === 'waiting' || state === 'unknown';

const over = { settled: true, qr: null, expiresAt: null } as const;

/** The person stopped waiting, or the time ran out here: that stays said unless the money came after all. */
const ended = ({ state }: StoredAttempt, otherwise: PaymentState): PaymentState =>
  state === 'cancelled' || state === 'expired' ? state : otherwise;

const differs = (attempt: StoredAttempt, change: AttemptChange): AttemptChange | null =>
  (Object.keys(change) as (keyof AttemptChange)[]).some(key => change[key] !== attempt[key]) ? change : null;

/** Until when (ISO UTC) the code of an attempt can be paid, though nobody may be waiting for it here; null when it no longer can. */
export function payableUntil(attempt: StoredAttempt, termSeconds: number): string | null {
  if (attempt.settled || !(isWaited(attempt.state) || attempt.state === 'cancelled')) return null;
  return attempt.expiresAt ?? new Date(Date.parse(attempt.createdAt) + termSeconds * 1000).toISOString();
}

/** What went back to the payer of a paid attempt, by the acquirer's answer. Null when nothing is new. */
export const afterRefund = (attempt: StoredAttempt, { state, refunded }: AcquirerPayment): AttemptChange | null =>
  state === 'succeeded' && refunded > attempt.refunded
    ? { refunded, state: refunded >= attempt.amount ? 'refunded' : 'succeeded' }
    : null;

/** The acquirer answered; `now` ISO UTC. Null when nothing is new. */
export function afterAnswer(attempt: StoredAttempt, answer: AcquirerPayment, now: string): AttemptChange | null {
  const acquirerId = answer.id;
  if (answer.state === 'succeeded') return { state: 'succeeded', acquirerId, paidAt: answer.paidAt ?? now, ...over };
  if (answer.state === 'canceled') return { state: ended(attempt, answer.end ?? 'declined'), acquirerId, ...over };
  const expiresAt = answer.expiresAt ?? attempt.expiresAt;
  if (attempt.state === 'cancelled') return differs(attempt, { acquirerId, expiresAt });
  if (expiresAt !== null && expiresAt <= now) return differs(attempt, { state: 'expired', acquirerId, qr: null });
  return differs(attempt, { state: 'waiting', acquirerId, qr: answer.qr ?? attempt.qr, expiresAt });
}

/** No answer: what is waited for in vain is unknown, but a QR that can be paid stays. */
export function afterSilence(attempt: StoredAttempt, now: string): AttemptChange | null {
  const { state, expiresAt } = attempt;
  const outOfTime = state === 'waiting' && expiresAt !== null && expiresAt <= now;
  return state === 'creating' || outOfTime ? { state: 'unknown', qr: null } : null;
}

/** The acquirer has no such payment. Once its term is over none can appear any more; until then it may still be on its way. */
export function afterMissing(attempt: StoredAttempt, now: string, lastMoment: string): AttemptChange | null {
  return now > lastMoment ? { state: ended(attempt, 'expired'), ...over } : afterSilence(attempt, now);
}

/** Nothing was made and nothing will be: the acquirer refused, or was never asked. */
export const afterRefusal = (attempt: StoredAttempt): AttemptChange => ({ state: ended(attempt, 'declined'), ...over });

/** The person stops waiting. Null when there is nothing to stop. */
export const afterCancel = (attempt: StoredAttempt): AttemptChange | null =>
  isWaited(attempt.state) ? { state: 'cancelled', qr: null } : null;
