// The acquirer port: a payment is made under our key, looked up and cancelled. Card data never reaches the program.

/** The payment to make. Sums in kopecks. */
export interface PaymentOrder {
  /** our attempt's UUID: the idempotency key, by which a lost payment is also found */
  key: string;
  amount: number;
  /** the account's printed number, which the fund's accountants see in the acquirer's lists */
  accountNumber: string;
}

export interface AcquirerPayment {
  /** the acquirer's own key */
  id: string;
  amount: number;
  state: 'pending' | 'succeeded' | 'canceled';
  /** the QR's content while it can be paid, otherwise null */
  qr: string | null;
  /** ISO UTC by this machine's clock, corrected for the acquirer's; null when it can no longer be paid */
  expiresAt: string | null;
  /** ISO UTC; null unless it succeeded */
  paidAt: string | null;
  /** kopecks that went back to the payer after it succeeded */
  refunded: number;
  /** why it was cancelled */
  end: 'declined' | 'expired' | 'cancelled' | null;
  /** the acquirer's own reason for the end, for the log */
  reason: string;
}

/**
 * Every call may reject with AcquirerAway: the outcome is unknown, ask again. Calls end at the adapter's own time limit, or when
 * `signal` aborts.
 */
export interface Acquirer {
  readonly name: string;
  /** how long a payment can be paid, in seconds after it was made: one that does not exist by then never will */
  readonly termSeconds: number;
  /** how long a repeated `create` with the same key gives the same payment, in seconds; later it would make a second one */
  readonly keySeconds: number;
  /** The same key gives the same payment. Rejects with AcquirerRefused when the acquirer made none. */
  create(order: PaymentOrder, signal?: AbortSignal): Promise<AcquirerPayment>;
  status(id: string, signal?: AbortSignal): Promise<AcquirerPayment>;
  /** The payment made under our key within so many seconds of `madeAt` (ISO UTC, this machine's clock), or null. Never makes one. */
  find(key: string, madeAt: string, aroundSeconds: number, signal?: AbortSignal): Promise<AcquirerPayment | null>;
  /** Cancels the payment; the result may still be pending when the acquirer cannot cancel. */
  cancel(id: string, signal?: AbortSignal): Promise<AcquirerPayment>;
}

/** No answer, or one that leaves the outcome unknown. */
export class AcquirerAway extends Error {
  override name = 'AcquirerAway';
}

/** The acquirer refused: nothing was made. Its own message is only for the log. */
export class AcquirerRefused extends Error {
  override name = 'AcquirerRefused';
}
