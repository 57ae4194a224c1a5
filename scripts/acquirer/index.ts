// A loopback acquirer for the demo and the tests: an HTTP server written from YooKassa's public protocol, with the faults of a real one.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { writeWhole } from '../../src-main/adapters/documents-folder/whole-file.ts';
import { Book, type BookedPayment, type Books } from './book.ts';
import { Failure, listJson, paymentJson, readOrder } from './protocol.ts';

export type Operation = 'create' | 'status' | 'list' | 'cancel';

/**
 * `silence`, `cut`, `errorAfter`: the request is processed but its answer is lost, cut off, or a 500. `error`: a 500 without processing.
 * `processing`: processed, answered 202. `tooMany`: 429. `refuse`: 401 with the acquirer's error body. `proxy`: a proxy's 403.
 */
export type Fault = 'silence' | 'cut' | 'error' | 'errorAfter' | 'processing' | 'tooMany' | 'refuse' | 'proxy';

export interface LoopbackOptions {
  shopId: string;
  secret: string;
  port?: number;
  termMs?: number;
  lateMs?: number;
  now?: () => Date;
  /** how long after its creation the demo's payer pays a payment; by default nobody pays until `pay` is called */
  payAfterMs?: number;
  /** file that keeps the records over a restart; by default they are only in memory */
  file?: string;
  /** called when a payment was paid */
  onPaid?: (payment: BookedPayment) => void;
}

export interface LoopbackAcquirer {
  /** the value for the setting `baseUrl` */
  baseUrl: string;
  /** Its own records, newest first: what really happened, whatever was answered. */
  ledger(): BookedPayment[];
  /** The payer pays, or the bank declines. False when it can no longer be paid. */
  pay(id: string): boolean;
  decline(id: string, reason?: string): boolean;
  /** The shop gives back so many kopecks of a paid payment. */
  refund(id: string, kopecks: number): boolean;
  /** The next `times` requests of this kind fail this way. */
  fault(operation: Operation, fault: Fault, times?: number): void;
  /** Delay of every answer, milliseconds. */
  slow(ms: number): void;
  /** Requests served so far, failed ones included. */
  requests(): { operation: Operation; key: string | null }[];
  close(): Promise<void>;
}

/** Kopecks that change what the demo's payer does: «,13» is declined, «,14» is not paid unless the code's address is opened with `?paid`. */
const declinedKopecks = 13;
const unpaidKopecks = 14;

export async function startLoopbackAcquirer(options: LoopbackOptions): Promise<LoopbackAcquirer> {
  const { file, payAfterMs, now = () => new Date() } = options;
  const kept = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Books) : undefined;
  const book = new Book({ now, termMs: options.termMs ?? 3_600_000, lateMs: options.lateMs ?? 0 }, kept);
  const faults: { operation: Operation; fault: Fault }[] = [];
  const served: { operation: Operation; key: string | null }[] = [];
  const closing = new AbortController();
  const expected = `Basic ${Buffer.from(`${options.shopId}:${options.secret}`).toString('base64')}`;
  let slowMs = 0;
  let origin = '';

  const keep = () => file && writeWhole(file, JSON.stringify(book.books));
  const payUrl = (id: string) => `${origin}/pay/${id}`;

  function pay(id: string): boolean {
    const paid = book.pay(id);
    keep();
    const payment = book.byId(id);
    if (paid && payment) options.onPaid?.(payment);
    return paid;
  }

  function decline(id: string, reason = 'insufficient_funds'): boolean {
    const done = book.cancel(id, 'payment_network', reason);
    keep();
    return done;
  }

  function refund(id: string, kopecks: number): boolean {
    const done = book.refund(id, kopecks);
    keep();
    return done;
  }

  /** The demo's payer. */
  function act(payment: BookedPayment): void {
    const kopecks = payment.amount % 100;
    if (kopecks === declinedKopecks) decline(payment.id);
    else if (kopecks !== unpaidKopecks) pay(payment.id);
  }

  function payLater(payment: BookedPayment): void {
    if (payAfterMs === undefined) return;
    setTimeout(() => act(payment), payAfterMs).unref();
  }
  // the payers of the previous run still pay
  for (const payment of book.all()) if (payment.status === 'pending') payLater(payment);

  function create(key: string | null, body: string): Record<string, unknown> {
    if (!key || key.length > 64)
      throw new Failure(400, 'invalid_request', 'Idempotence key is needed', 'Idempotence-Key');
    const done = book.create(key, body, readOrder(body));
    if (!done) throw new Failure(400, 'invalid_request', 'Idempotence key duplicated', 'Idempotence-Key');
    keep();
    if (done.made) payLater(done.payment);
    return paymentJson(done.payment, payUrl(done.payment.id));
  }

  function found(id: string): BookedPayment {
    const payment = book.byId(id);
    if (!payment) throw new Failure(404, 'not_found', 'Payment is not found', 'payment_id');
    return payment;
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, id = '', action] = /^\/v3\/payments(?:\/([^/]+))?(?:\/(cancel))?$/.exec(url.pathname) ?? [];
    const operation: Operation = action ? 'cancel' : id ? 'status' : request.method === 'POST' ? 'create' : 'list';
    const key = String(request.headers['idempotence-key'] ?? '') || null;
    const body = await text(request);
    served.push({ operation, key });
    const planned = faults.findIndex(fault => fault.operation === operation);
    const fault = planned < 0 ? null : (faults.splice(planned, 1)[0]?.fault ?? null);
    if (fault === 'error') throw new Failure(500, 'internal_server_error', 'Internal server error');
    if (fault === 'tooMany') throw new Failure(429, 'too_many_requests', 'Too many requests');
    if (fault === 'refuse' || request.headers.authorization !== expected)
      throw new Failure(401, 'invalid_credentials', 'Basic authentication failed');
    if (fault === 'proxy') return void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Proxy</h1>');
    const work: Record<Operation, () => Record<string, unknown>> = {
      create: () => create(key, body),
      status: () => paymentJson(found(id), payUrl(id)),
      list: () => listJson(book.all(), url.searchParams, payUrl),
      cancel() {
        found(id);
        throw new Failure(400, 'invalid_request', 'Only a payment waiting for capture can be canceled', 'status');
      },
    };
    const answer = work[operation]();
    if (slowMs > 0) await pause(slowMs, undefined, { signal: closing.signal }).catch(() => undefined);
    if (fault === 'silence') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'errorAfter') throw new Failure(500, 'internal_server_error', 'Internal server error');
    if (fault === 'processing') return json(response, 202, { type: 'processing', retry_after: 50 });
    json(response, 200, answer);
  }

  const server = createServer((request, response) => {
    response.setHeader('date', now().toUTCString());
    const url = new URL(request.url ?? '/', origin);
    const payer = /^\/pay\/([^/]+)$/.exec(url.pathname)?.[1];
    if (payer) {
      const payment = book.byId(payer);
      if (payment && url.searchParams.has('paid')) pay(payment.id);
      else if (payment) act(payment);
      return void response
        .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
        .end('Учебный платёж: деньги не списаны.\n');
    }
    api(request, response, url).catch((error: unknown) => {
      const failure = error instanceof Failure ? error : new Failure(500, 'internal_server_error', String(error));
      json(response, failure.status, failure.body);
    });
  });
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    baseUrl: `${origin}/v3`,
    ledger: () => book.all().map(payment => ({ ...payment })),
    pay,
    decline,
    refund,
    fault: (operation, fault, times = 1) => {
      for (let n = 0; n < times; n++) faults.push({ operation, fault });
    },
    slow: ms => void (slowMs = ms),
    requests: () => [...served],
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
