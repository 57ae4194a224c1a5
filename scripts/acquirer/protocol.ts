// YooKassa's protocol v3 for the loopback acquirer: the validation of requests, and payments, lists and failures as JSON.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BookedPayment, NewPayment } from './book.ts';

const Amount = z.object({ value: z.string().regex(/^\d{1,7}\.\d{2}$/), currency: z.literal('RUB') });

/** YooKassa's receipt by 54-ФЗ: a customer who can be reached, and items that make up the sum. */
const Receipt = z.object({
  customer: z
    .object({
      email: z.email().optional(),
      phone: z
        .string()
        .regex(/^\d{11,15}$/)
        .optional(),
    })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined),
  tax_system_code: z.int().min(1).max(6).optional(),
  items: z
    .array(
      z.object({
        description: z.string().min(1).max(128),
        quantity: z.string().regex(/^\d+(\.\d{1,3})?$/),
        amount: Amount,
        vat_code: z.int().min(1).max(12),
        payment_subject: z.enum([
          'commodity',
          'excise',
          'job',
          'service',
          'payment',
          'agent_commission',
          'composite',
          'another',
          'non_operating_gain',
        ]),
        payment_mode: z.enum([
          'full_prepayment',
          'partial_prepayment',
          'advance',
          'full_payment',
          'partial_payment',
          'credit',
          'credit_payment',
        ]),
      }),
    )
    .min(1)
    .max(100),
});

const kopecksOf = (value: string): number => Number(value.replace('.', ''));

const Body = z.object({
  amount: Amount,
  capture: z.literal(true),
  payment_method_data: z.object({ type: z.enum(['sbp', 'bank_card']) }).optional(),
  confirmation: z.discriminatedUnion('type', [
    z.object({ type: z.literal('qr') }),
    z.object({ type: z.literal('redirect'), return_url: z.url() }),
  ]),
  description: z.string().max(128).default(''),
  metadata: z.record(z.string().max(32), z.string().max(512)).default({}),
  receipt: Receipt.optional(),
});

export class Failure extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, code: string, description: string, parameter?: string) {
    super(description);
    this.status = status;
    this.body = { type: 'error', id: randomUUID(), code, description, ...(parameter ? { parameter } : {}) };
  }
}

/** Throws Failure as YooKassa answers: 400 with the wrong parameter. */
export function readOrder(text: string): NewPayment {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Failure(400, 'invalid_request', 'Request body is not valid JSON');
  }
  const read = Body.safeParse(json);
  if (!read.success)
    throw new Failure(400, 'invalid_request', 'Wrong parameter', read.error.issues[0]?.path.map(String).join('.'));
  const { amount, description, metadata, confirmation, receipt } = read.data;
  const kopecks = kopecksOf(amount.value);
  const listed = receipt?.items.reduce((sum, item) => sum + Number(item.quantity) * kopecksOf(item.amount.value), 0);
  if (listed !== undefined && listed !== kopecks)
    throw new Failure(400, 'invalid_request', 'Receipt amount does not match payment amount', 'receipt');
  if (kopecks < 100) throw new Failure(400, 'invalid_request', 'Amount is too small', 'amount.value');
  return { amount: kopecks, description, metadata, confirmation: confirmation.type, receipt: receipt ?? null };
}

const value = (kopecks: number) => `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;

/** `payUrl` is where the payer of this payment pays. */
export function paymentJson(payment: BookedPayment, payUrl: string): Record<string, unknown> {
  const pending = payment.status === 'pending';
  return {
    id: payment.id,
    status: payment.status,
    paid: payment.status === 'succeeded',
    test: true,
    ...(payment.receipt ? { receipt_registration: payment.status === 'succeeded' ? 'succeeded' : 'pending' } : {}),
    amount: { value: value(payment.amount), currency: 'RUB' },
    description: payment.description,
    created_at: payment.createdAt,
    metadata: payment.metadata,
    refundable: payment.status === 'succeeded' && (payment.refunded ?? 0) < payment.amount,
    ...(payment.refunded ? { refunded_amount: { value: value(payment.refunded), currency: 'RUB' } } : {}),
    ...(pending ? { expires_at: payment.expiresAt } : {}),
    ...(payment.capturedAt ? { captured_at: payment.capturedAt } : {}),
    ...(payment.cancellation ? { cancellation_details: payment.cancellation } : {}),
    ...(pending
      ? {
          confirmation:
            payment.confirmation === 'qr'
              ? { type: 'qr', confirmation_data: payUrl }
              : { type: 'redirect', confirmation_url: payUrl },
        }
      : {}),
  };
}

/** A page of `all` (newest first), selected by the query's `created_at.*`, `limit` and `cursor`. */
export function listJson(
  all: readonly BookedPayment[],
  query: URLSearchParams,
  payUrl: (id: string) => string,
): Record<string, unknown> {
  const at = (name: string, otherwise: number) => {
    const given = query.get(`created_at.${name}`);
    if (given === null) return otherwise;
    if (Number.isNaN(Date.parse(given)))
      throw new Failure(400, 'invalid_request', 'Wrong parameter', `created_at.${name}`);
    return Date.parse(given);
  };
  const [gte, gt, lte, lt] = [at('gte', -Infinity), at('gt', -Infinity), at('lte', Infinity), at('lt', Infinity)];
  const matching = all.filter(payment => {
    const made = Date.parse(payment.createdAt);
    return made >= gte && made > gt && made <= lte && made < lt;
  });
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 10)));
  const from = Number(query.get('cursor') ?? 0);
  const page = matching.slice(from, from + limit);
  return {
    type: 'list',
    items: page.map(payment => paymentJson(payment, payUrl(payment.id))),
    ...(from + limit < matching.length ? { next_cursor: String(from + limit) } : {}),
  };
}
