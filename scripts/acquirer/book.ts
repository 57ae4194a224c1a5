// The loopback acquirer's own records: payments, their idempotence keys, and how often each was charged.
import { createHash, randomUUID } from 'node:crypto';

export interface BookedPayment {
  id: string;
  /** kopecks */
  amount: number;
  status: 'pending' | 'succeeded' | 'canceled';
  /** ISO UTC */
  createdAt: string;
  expiresAt: string;
  capturedAt: string | null;
  /** kopecks that went back to the payer */
  refunded?: number;
  cancellation: { party: string; reason: string } | null;
  description: string;
  metadata: Record<string, string>;
  /** the fiscal receipt that was asked for with it */
  receipt: { customer: { email?: string | undefined }; items: readonly object[] } | null;
  confirmation: 'qr' | 'redirect';
  /** how often the payer was charged: more than once is an error */
  charges: number;
}

interface Key {
  payment: string;
  /** of the request body: the same key may not come with another body */
  digest: string;
  at: string;
}

export interface Books {
  payments: BookedPayment[];
  keys: Record<string, Key>;
}

export interface BookOptions {
  now(): Date;
  /** how long a payment can be paid */
  termMs: number;
  /** how long after its term a payment stays pending and payable, like a slow acquirer */
  lateMs: number;
}

export type NewPayment = Pick<BookedPayment, 'amount' | 'description' | 'metadata' | 'confirmation' | 'receipt'>;

const keyMs = 24 * 3600_000;

export class Book {
  readonly #options: BookOptions;
  readonly #books: Books;

  constructor(options: BookOptions, books: Books = { payments: [], keys: {} }) {
    this.#options = options;
    this.#books = books;
  }

  get books(): Books {
    return this.#books;
  }

  /** Newest first. */
  all(): BookedPayment[] {
    return this.#books.payments.map(payment => this.#aged(payment)).toReversed();
  }

  byId(id: string): BookedPayment | undefined {
    const found = this.#books.payments.find(payment => payment.id === id);
    return found && this.#aged(found);
  }

  /** The payment of this key: the existing one, or a new one. Null when the key was used with another body. */
  create(key: string, body: string, order: NewPayment): { payment: BookedPayment; made: boolean } | null {
    const now = this.#options.now();
    const digest = createHash('sha256').update(body).digest('hex');
    const known = this.#books.keys[key];
    if (known && now.getTime() - Date.parse(known.at) < keyMs) {
      const payment = this.byId(known.payment);
      return known.digest === digest && payment ? { payment, made: false } : null;
    }
    const payment: BookedPayment = {
      ...order,
      id: randomUUID(),
      status: 'pending',
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + this.#options.termMs).toISOString(),
      capturedAt: null,
      cancellation: null,
      charges: 0,
    };
    this.#books.payments.push(payment);
    this.#books.keys[key] = { payment: payment.id, digest, at: now.toISOString() };
    return { payment, made: true };
  }

  /** The payer pays. False when the payment can no longer be paid or is paid already: nothing is charged then. */
  pay(id: string): boolean {
    const payment = this.byId(id);
    if (payment?.status !== 'pending') return false;
    payment.status = 'succeeded';
    payment.capturedAt = this.#options.now().toISOString();
    payment.charges += 1;
    return true;
  }

  /** The shop gives back so many kopecks in its own cabinet. False when no so much was paid, or it went back already. */
  refund(id: string, kopecks: number): boolean {
    const payment = this.byId(id);
    if (payment?.status !== 'succeeded' || (payment.refunded ?? 0) + kopecks > payment.amount) return false;
    payment.refunded = (payment.refunded ?? 0) + kopecks;
    return true;
  }

  cancel(id: string, party: string, reason: string): boolean {
    const payment = this.byId(id);
    if (payment?.status !== 'pending') return false;
    payment.status = 'canceled';
    payment.cancellation = { party, reason };
    return true;
  }

  /** Cancels payments that were not paid in their term. */
  #aged(payment: BookedPayment): BookedPayment {
    const over = Date.parse(payment.expiresAt) + this.#options.lateMs;
    if (payment.status === 'pending' && this.#options.now().getTime() >= over) {
      payment.status = 'canceled';
      payment.cancellation = { party: 'yoo_money', reason: 'expired_on_confirmation' };
    }
    return payment;
  }
}
