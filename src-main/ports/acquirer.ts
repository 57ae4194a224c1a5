// An acquirer as payments see it: a payment made under our key, looked up, and let go. Card data never comes near the program.

/** What is asked for. Sums in kopecks. */
export interface PaymentOrder {
  /** our attempt's UUID: the idempotency key, and what a lost payment is found again by */
  key: string;
  amount: number;
  /** the account's printed number, for the fund's accountants in the acquirer's own lists */
  accountNumber: string;
}

export interface AcquirerPayment {
  /** the acquirer's own key */
  id: string;
  amount: number;
  state: 'pending' | 'succeeded' | 'canceled';
  /** what the QR says while it can be paid, else null */
  qr: string | null;
  /** ISO UTC by this machine's clock, however it differs from the acquirer's; null when it can no longer be paid */
  expiresAt: string | null;
  /** ISO UTC; null unless it succeeded */
  paidAt: string | null;
  /** why it was canceled */
  end: 'declined' | 'expired' | 'cancelled' | null;
  /** the acquirer's own word for the end, for the log */
  reason: string;
}

/**
 * Every call may reject with AcquirerAway: what became of it is not known, ask again. Calls end at the adapter's own time limit, or when
 * `signal` aborts.
 */
export interface Acquirer {
  readonly name: string;
  /** how long a payment can be paid, seconds from its making: what is not there by then never will be */
  readonly termSeconds: number;
  /** how long a repeated `create` with the same key gives the same payment, seconds; later it would make a second one */
  readonly keySeconds: number;
  /** The same key gives the same payment. Rejects with AcquirerRefused when it said that none is made. */
  create(order: PaymentOrder, signal?: AbortSignal): Promise<AcquirerPayment>;
  status(id: string, signal?: AbortSignal): Promise<AcquirerPayment>;
  /** The payment made under our key so many seconds around `madeAt` (ISO UTC, this machine's clock), or null. Never makes one. */
  find(key: string, madeAt: string, aroundSeconds: number, signal?: AbortSignal): Promise<AcquirerPayment | null>;
  /** Asks that it cannot be paid any more; what comes back may still be pending where the acquirer has no such thing. */
  cancel(id: string, signal?: AbortSignal): Promise<AcquirerPayment>;
}

/** No answer, or one that leaves open what was done. */
export class AcquirerAway extends Error {
  override name = 'AcquirerAway';
}

/** The acquirer said no: nothing was made. Its own words are for the log only. */
export class AcquirerRefused extends Error {
  override name = 'AcquirerRefused';
}
