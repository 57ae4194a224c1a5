// The dispatcher over loopback HTTP and server-sent events, serving the same built renderer as the Electron window.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, type Audience, type EventName, type Result } from '#contract';
import { dispatchText } from '../dispatch/text.ts';
import type { PageLoss, Program } from '../program.ts';
import { maxInputBytes, securityHeaders } from '../security-policy.ts';
import { fromElsewhere, isJson, launchGate, sameHost, sameOrigin } from './security.ts';
import { serveFile } from './static-files.ts';

/** A body longer than this is cut off; a shorter one over the limit is read to its end, so that the client receives the answer. */
const hopelessBytes = 100 * maxInputBytes;
/** How long a second page waits for the one before it to be gone. */
const takenMs = 1000;

/** A page's id is what its tab keeps over a reload, a point, and what is new with each load. */
const keptBy = (id: string): string => id.split('.')[0] ?? '';

/** Events for the page that has the visit; another tab learns that the visit or the shift is over, and nothing of what was in it. */
const ofTheVisit = new Set<EventName>([
  'statement.changed',
  'print.job',
  'staff.batch',
  'visit.warning',
  'visit.resumed',
]);

export interface NodeHost {
  /** A new address that works once. */
  newUrl(): string;
  close(): Promise<void>;
}

export interface NodeHostOptions {
  /** 0 picks a free port */
  port: number;
  audience: Audience;
  rendererDir: string;
  /** When a page is gone for this long, the visit ends; a reload is recognised at once by the page's id. */
  pageGraceMs?: number;
}

/**
 * Listens on 127.0.0.1 only. Rejects when the port is taken. While a promised program is starting, pages are served and their calls
 * wait for it; if it does not start, they get 503.
 */
export async function startNodeHost(started: Program | Promise<Program>, options: NodeHostOptions): Promise<NodeHost> {
  const host = new Host(Promise.resolve(started), options);
  await host.listen(options.port);
  return host;
}

class Host implements NodeHost {
  readonly #program: Promise<Program>;
  readonly #options: Required<NodeHostOptions>;
  readonly #gate = launchGate();
  /** Each open stream and the page it belongs to. */
  readonly #streams = new Map<ServerResponse, string>();
  readonly #server: Server;
  #page: string | null = null;
  #graceTimer: NodeJS.Timeout | undefined;
  #address = '';
  #closing = false;
  #stopEvents = () => {};
  // The freshness may change between a page's first call and its event stream, so the stream starts with the latest event.
  #freshness = '';

  constructor(program: Promise<Program>, options: NodeHostOptions) {
    this.#program = program;
    this.#options = { pageGraceMs: 5000, ...options };
    this.#whenRunning(running => this.#followEvents(running));
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        // A page that left before its answer was complete is not an error.
        if (!response.destroyed) this.#whenRunning(({ log }) => log.error('request failed', error));
        if (!response.headersSent) response.writeHead(500, securityHeaders);
        response.end();
      });
    });
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.#address = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  newUrl(): string {
    return `http://${this.#address}/?token=${this.#gate.issue()}`;
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#stopEvents();
    clearTimeout(this.#graceTimer);
    for (const stream of this.#streams.keys()) stream.end();
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Does nothing when the program did not start: its caller reports why. */
  #whenRunning(work: (running: Program) => void): void {
    void this.#program.then(work, () => undefined);
  }

  readonly #windowLost = (how: PageLoss) => this.#whenRunning(running => running.windowLost(how));

  #followEvents({ onEvent }: Program): void {
    if (this.#closing) return;
    this.#stopEvents = onEvent((event, payload) => {
      const told = `event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`;
      if (event === 'freshness') this.#freshness = told;
      for (const [stream, page] of this.#streams) if (page === this.#page || !ofTheVisit.has(event)) stream.write(told);
    });
  }

  /** The page that works here is open, and is not `id`. */
  #isTaken(id: string): boolean {
    return this.#page !== null && this.#page !== id && [...this.#streams.values()].includes(this.#page);
  }

  /**
   * False for a second tab at a desk while the first one is open: it must not end the shift there. At a kiosk the last page to come has the
   * terminal, and what was in the page before it is over.
   */
  async #admits(id: string): Promise<boolean> {
    if (this.#options.audience === 'desk' && this.#isTaken(id)) {
      // the stream of a page that is loaded again closes a moment after the page
      const signal = AbortSignal.timeout(takenMs);
      const open = [...this.#streams].filter(([, page]) => page === this.#page);
      await Promise.allSettled(open.map(([stream]) => once(stream, 'close', { signal })));
      if (this.#isTaken(id)) return false;
    }
    clearTimeout(this.#graceTimer);
    const before = this.#page;
    this.#page = id;
    if (before !== null && before !== id) this.#windowLost(keptBy(before) === keptBy(id) ? 'reloaded' : 'gone');
    return true;
  }

  async #openStream(response: ServerResponse, id: string): Promise<void> {
    if (!(await this.#admits(id))) return answer(response, 409);
    response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
    response.write(`: open\n\n${this.#freshness}`);
    this.#streams.set(response, id);
    const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
    response.on('close', () => {
      clearInterval(beat);
      this.#streams.delete(response);
      if (!this.#closing && this.#page === id && ![...this.#streams.values()].includes(id))
        this.#graceTimer = setTimeout(() => this.#windowLost('gone'), this.#options.pageGraceMs);
    });
  }

  async #call(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const text = await readBody(request);
    const running = await this.#program.catch(() => null);
    if (!running) return answer(response, 503);
    const { audience } = this.#options;
    const result = await dispatchText(running.dispatch, { audience }, method, text, maxInputBytes);
    return answerCall(response, result);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!sameHost(request, this.#address)) return answer(response, 421);
    const url = URL.parse(request.url ?? '/', `http://${this.#address}`);
    if (!url) return answer(response, 400);
    const token = url.searchParams.get('token');
    if (request.method === 'GET' && token !== null) return this.#redeem(request, response, token);
    if (!this.#gate.holdsCookie(request, this.#port())) return answer(response, 403);
    if (request.method === 'GET' && url.pathname === '/events') {
      if (fromElsewhere(request) || !this.#gate.holdsKey(request)) return answer(response, 403);
      return this.#openStream(response, url.searchParams.get('page') ?? '');
    }
    if (request.method === 'GET') return serveFile(this.#options.rendererDir, url.pathname, response);
    if (request.method !== 'POST' || !url.pathname.startsWith('/rpc/')) return answer(response, 405);
    if (!sameOrigin(request, this.#address) || !isJson(request)) return answer(response, 403);
    if (!this.#gate.holdsKey(request)) return answer(response, 403);
    if (!(await this.#admits(String(request.headers['x-page'] ?? ''))))
      return answerCall(response, fail('system.elsewhere'));
    return this.#call(request, response, url.pathname.slice('/rpc/'.length));
  }

  /** The launch address: its token works once and is exchanged for a cookie and the key, which a fragment keeps out of every request. */
  #redeem(request: IncomingMessage, response: ServerResponse, token: string): void {
    const entry = this.#gate.redeem(token, this.#port());
    if (entry) return answer(response, 303, { 'set-cookie': entry.cookie, location: `/#session=${entry.key}` });
    if (!this.#gate.holdsCookie(request, this.#port())) return answer(response, 403);
    return answer(response, 303, { location: '/' });
  }

  #port(): string {
    return this.#address.slice(this.#address.lastIndexOf(':') + 1);
  }
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...securityHeaders, ...headers }).end();
}

function answerCall(response: ServerResponse, result: Result<unknown>): void {
  response
    .writeHead(200, { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(result));
}

/** The body's text; a longer one is cut just above the limit. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size <= maxInputBytes) chunks.push(chunk);
    size += chunk.length;
    if (size > hopelessBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
