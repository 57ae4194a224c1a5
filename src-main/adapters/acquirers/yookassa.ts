// YooKassa behind the Acquirer port, by its public protocol v3: payments are made under an idempotence key, polled, and found by their metadata.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import {
  AcquirerAway,
  AcquirerRefused,
  type Acquirer,
  type AcquirerPayment,
  type PaymentOrder,
} from '../../ports/acquirer.ts';
import { exchange, type Answer } from './wire.ts';

export interface YooKassaOptions {
  /** `https://api.yookassa.ru/v3` */
  baseUrl: string;
  shopId: string;
  secret: string;
  timeoutMs: number;
  /** how long a payment stays payable, seconds; an hour for СБП and for cards */
  termSeconds: number;
  /** `sbpQr`: the QR is СБП's own; `page`: the QR leads to YooKassa's page with all payment methods of the shop and returns to `returnUrl` */
  confirmation: { kind: 'sbpQr' } | { kind: 'page'; returnUrl: string };
  /** null: no fiscal receipt is asked for */
  receipt: FiscalReceipt | null;
}

/** What YooKassa is told for the receipt of 54-ФЗ, art. 4.7; the codes are those of its protocol. One item, of the whole sum. */
export interface FiscalReceipt {
  /** Where the receipt is sent: the fund's own address, since a terminal does not ask the payer for theirs. */
  customerEmail: string;
  /** YooKassa's `tax_system_code`; null where the shop has one alone */
  taxSystem: number | null;
  /** YooKassa's `vat_code` */
  vat: number;
  /** tag 1212, «признак предмета расчёта» */
  subject: string;
  /** tag 1214, «признак способа расчёта» */
  mode: string;
}

/** YooKassa keeps a key for 24 hours; four of them are left for differences between clocks. */
const keySeconds = 20 * 3600;
/** A smaller difference is ignored: the Date header has whole seconds, and an answer takes time to arrive. */
const sameClockMs = 30_000;
const pageSize = 100;

const Payment = z.object({
  id: z.string().min(1).max(100),
  status: z.enum(['pending', 'waiting_for_capture', 'succeeded', 'canceled']),
  amount: z.object({ value: z.string(), currency: z.literal('RUB') }),
  created_at: z.iso.datetime({ offset: true }),
  captured_at: z.iso.datetime({ offset: true }).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
  refunded_amount: z.object({ value: z.string(), currency: z.literal('RUB') }).optional(),
  confirmation: z
    .object({ confirmation_data: z.string().optional(), confirmation_url: z.string().optional() })
    .optional(),
  cancellation_details: z.object({ party: z.string(), reason: z.string() }).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
type Payment = z.infer<typeof Payment>;
const List = z.object({ items: z.array(z.unknown()), next_cursor: z.string().optional() });
const Failure = z.object({ type: z.literal('error'), code: z.string(), parameter: z.string().optional() });
const Processing = z.object({ type: z.literal('processing'), retry_after: z.number().nonnegative().optional() });

/** `"1000.00"` */
const formatValue = (kopecks: number): string =>
  `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;

function parseValue(value: string): number {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value);
  if (!match) throw new AcquirerAway('Эквайер назвал сумму, которой не бывает');
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Reasons in `cancellation_details` that are not a refusal by the payer's bank or by YooKassa. */
const ends: Record<string, AcquirerPayment['end']> = {
  expired_on_confirmation: 'expired',
  expired_on_capture: 'expired',
  canceled_by_merchant: 'cancelled',
};

const receiptOf = (
  { customerEmail, taxSystem, vat, subject, mode }: FiscalReceipt,
  description: string,
  amount: { value: string; currency: string },
) => ({
  customer: { email: customerEmail },
  ...(taxSystem !== null && { tax_system_code: taxSystem }),
  items: [{ description, quantity: '1.000', amount, vat_code: vat, payment_subject: subject, payment_mode: mode }],
});

export const yooKassa = (options: YooKassaOptions): Acquirer => new YooKassa(options);

class YooKassa implements Acquirer {
  readonly name = 'yookassa';
  readonly termSeconds: number;
  readonly keySeconds = keySeconds;
  readonly #timeoutMs: number;
  readonly #confirmation: YooKassaOptions['confirmation'];
  readonly #receipt: FiscalReceipt | null;
  readonly #base: string;
  readonly #authorization: string;
  /** how far this machine's clock is ahead of YooKassa's, by the last answer */
  #aheadMs: number | null = null;

  constructor({ baseUrl, shopId, secret, timeoutMs, termSeconds, confirmation, receipt }: YooKassaOptions) {
    this.termSeconds = termSeconds;
    this.#timeoutMs = timeoutMs;
    this.#confirmation = confirmation;
    this.#receipt = receipt;
    this.#base = baseUrl.replace(/\/+$/, '');
    this.#authorization = `Basic ${Buffer.from(`${shopId}:${secret}`).toString('base64')}`;
  }

  async create(order: PaymentOrder, signal?: AbortSignal): Promise<AcquirerPayment> {
    const confirmation = this.#confirmation;
    const sbp = confirmation.kind === 'sbpQr';
    const amount = { value: formatValue(order.amount), currency: 'RUB' };
    const description = `Взнос на капитальный ремонт, л/с ${order.accountNumber}`.slice(0, 128);
    const body = {
      amount,
      capture: true,
      ...(sbp ? { payment_method_data: { type: 'sbp' } } : {}),
      confirmation: sbp ? { type: 'qr' } : { type: 'redirect', return_url: confirmation.returnUrl },
      description,
      ...(this.#receipt && { receipt: receiptOf(this.#receipt, description, amount) }),
      metadata: { attempt: order.key, account: order.accountNumber },
    };
    return this.#payment(await this.#call('POST', '/payments', { key: order.key, body, signal }));
  }

  async status(id: string, signal?: AbortSignal): Promise<AcquirerPayment> {
    return this.#known(await this.#byId(id, signal));
  }

  async find(
    key: string,
    madeAt: string,
    aroundSeconds: number,
    signal?: AbortSignal,
  ): Promise<AcquirerPayment | null> {
    // the clock difference must be known before the search window is computed
    if (this.#aheadMs === null) await this.#call('GET', '/payments?limit=1', { signal });
    const query = new URLSearchParams({
      'created_at.gte': moment(madeAt, -this.#ahead() - aroundSeconds * 1000),
      'created_at.lte': moment(madeAt, -this.#ahead() + aroundSeconds * 1000),
      limit: String(pageSize),
    });
    for (;;) {
      const answer = await this.#call('GET', `/payments?${query.toString()}`, { signal });
      const list = answer.status === 200 ? List.safeParse(answer.body).data : undefined;
      if (!list) throw new AcquirerAway(`Список платежей не получен: ${answer.status}`);
      for (const item of list.items) {
        const read = Payment.safeParse(item).data;
        if (read?.metadata?.['attempt'] === key) return this.#shown(read);
      }
      if (!list.next_cursor) return null;
      query.set('cursor', list.next_cursor);
    }
  }

  /** YooKassa cancels only payments that wait for capture; an unpaid payment expires by itself. */
  async cancel(id: string, signal?: AbortSignal): Promise<AcquirerPayment> {
    const answer = await this.#byId(id, signal);
    const held = Payment.safeParse(answer.body).data?.status === 'waiting_for_capture';
    if (!held) return this.#known(answer);
    const path = `/payments/${encodeURIComponent(id)}/cancel`;
    return this.#known(await this.#call('POST', path, { key: `cancel-${id}`, body: {}, signal }));
  }

  #ahead(): number {
    return this.#aheadMs !== null && Math.abs(this.#aheadMs) > sameClockMs ? this.#aheadMs : 0;
  }

  #byId(id: string, signal?: AbortSignal): Promise<Answer> {
    return this.#call('GET', `/payments/${encodeURIComponent(id)}`, { signal });
  }

  /** Asks again while YooKassa answers «processing», within one time limit for all tries. */
  async #call(
    method: 'GET' | 'POST',
    path: string,
    more: { key?: string; body?: unknown; signal?: AbortSignal | undefined } = {},
  ): Promise<Answer> {
    const end = performance.now() + this.#timeoutMs;
    for (;;) {
      const answer = await exchange({
        method,
        url: `${this.#base}${path}`,
        headers: {
          authorization: this.#authorization,
          ...(more.key === undefined ? {} : { 'idempotence-key': more.key }),
          ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
        timeoutMs: Math.max(1, Math.round(end - performance.now())),
        signal: more.signal,
      });
      if (answer.aheadMs !== null) this.#aheadMs = answer.aheadMs;
      if (answer.status !== 202) return answer;
      const wait = Processing.safeParse(answer.body).data?.retry_after ?? 1800;
      if (performance.now() + wait >= end) throw new AcquirerAway('Эквайер ещё обрабатывает запрос');
      await pause(wait, undefined, { signal: more.signal }).catch(() => {
        throw new AcquirerAway('Запрос прерван');
      });
    }
  }

  /** Reads a payment from an answer. Only YooKassa's own error body counts as a refusal: a proxy's 403 says nothing about the payment. */
  #payment({ status, body }: Answer): AcquirerPayment {
    if (status === 200) {
      const read = Payment.safeParse(body);
      if (!read.success) throw new AcquirerAway('Ответ эквайера не читается');
      return this.#shown(read.data);
    }
    const failure = Failure.safeParse(body).data;
    if (failure && status >= 400 && status < 500 && status !== 429 && status !== 408)
      throw new AcquirerRefused(`Эквайер отказал: ${status} ${failure.code} ${failure.parameter ?? ''}`.trim());
    throw new AcquirerAway(`Эквайер ответил ${status}`);
  }

  /** The payment is known to exist, so a refusal to show it leaves its state unknown. */
  #known(answer: Answer): AcquirerPayment {
    try {
      return this.#payment(answer);
    } catch (error) {
      if (error instanceof AcquirerRefused) throw new AcquirerAway(error.message);
      throw error;
    }
  }

  #shown(read: Payment): AcquirerPayment {
    const pending = read.status === 'pending';
    const canceled = read.status === 'canceled';
    const reason = read.cancellation_details?.reason ?? '';
    const last = read.expires_at ?? Date.parse(read.created_at) + this.termSeconds * 1000;
    return {
      id: read.id,
      amount: parseValue(read.amount.value),
      // the payment is paid but not captured yet; YooKassa captures it by itself, because `capture` was asked for
      state: read.status === 'waiting_for_capture' ? 'pending' : read.status,
      qr: pending ? (read.confirmation?.confirmation_data ?? read.confirmation?.confirmation_url ?? null) : null,
      expiresAt: pending ? moment(last, this.#ahead()) : null,
      paidAt: read.status === 'succeeded' ? moment(read.captured_at ?? read.created_at, 0) : null,
      refunded: read.refunded_amount ? parseValue(read.refunded_amount.value) : 0,
      end: canceled ? (ends[reason] ?? 'declined') : null,
      reason,
    };
  }
}

const moment = (time: string | number, shift: number): string =>
  new Date((typeof time === 'number' ? time : Date.parse(time)) + shift).toISOString();
