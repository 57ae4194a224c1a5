// The dispatcher over loopback HTTP and server-sent events, serving the same built renderer as the Electron window.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Audience } from '#contract';
import { dispatchText } from '../dispatch/text.ts';
import type { Program } from '../program.ts';
import { maxInputBytes, securityHeaders } from '../security-policy.ts';
import { fromElsewhere, launchGate, sameHost, sameOrigin } from './security.ts';
import { serveFile } from './static-files.ts';

/** A body this much over the limit is cut off; below that it is read to its end, so that the answer arrives. */
const hopelessBytes = 100 * maxInputBytes;
export interface NodeHost {
  /** A fresh address that opens once. */
  newUrl(): string;
  close(): Promise<void>;
}

export interface NodeHostOptions {
  /** 0 takes any free one */
  port: number;
  audience: Audience;
  rendererDir: string;
  /** A page that is gone this long takes its visit with it; a reload is told apart by its page id at once. */
  pageGraceMs?: number;
}

/**
 * Listens on 127.0.0.1 only. Rejects when the port is taken. While a promised program is still starting, pages are served and their
 * calls wait for it; when it does not start, they are told 503.
 */
export async function startNodeHost(
  started: Program | Promise<Program>,
  { port, audience, rendererDir, pageGraceMs = 5000 }: NodeHostOptions,
): Promise<NodeHost> {
  const gate = launchGate();
  const streams = new Set<ServerResponse>();
  let page: string | null = null;
  let graceTimer: NodeJS.Timeout | undefined;
  let host = '';
  let closing = false;
  const program = Promise.resolve(started);
  /** A program that did not start has nothing to be told; whoever promised it knows. */
  const whenRunning = (work: (running: Program) => void) => void program.then(work, () => undefined);
  const windowLost = () => whenRunning(running => running.windowLost());

  /** Another page than the last one seen: a reload or a second tab. What the first had open is over. */
  function arrived(id: string): void {
    clearTimeout(graceTimer);
    const before = page;
    page = id;
    if (before !== null && before !== id) windowLost();
  }

  let stopEvents = () => {};
  // How fresh the data is may change between a page's first question and its stream, and is told again only at the next poll.
  let freshness = '';
  whenRunning(({ onEvent }) => {
    if (closing) return;
    stopEvents = onEvent((event, payload) => {
      const told = `event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`;
      if (event === 'freshness') freshness = told;
      for (const stream of streams) stream.write(told);
    });
  });

  function openStream(request: IncomingMessage, response: ServerResponse, id: string): void {
    arrived(id);
    response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
    response.write(`: open\n\n${freshness}`);
    streams.add(response);
    const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
    request.on('close', () => {
      clearInterval(beat);
      streams.delete(response);
      if (!closing && page === id && streams.size === 0) graceTimer = setTimeout(windowLost, pageGraceMs);
    });
  }

  async function call(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const text = await readBody(request);
    const running = await program.catch(() => null);
    if (!running) return void response.writeHead(503, securityHeaders).end();
    const result = await dispatchText(running.dispatch, { audience }, method, text, maxInputBytes);
    response
      .writeHead(200, { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(result));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number) => void response.writeHead(status, securityHeaders).end();
    if (!sameHost(request, host)) return refuse(421);
    const url = URL.parse(request.url ?? '/', `http://${host}`);
    if (!url) return refuse(400);
    const token = url.searchParams.get('token');
    if (request.method === 'GET' && token !== null) {
      const cookie = gate.redeem(token);
      if (cookie)
        return void response.writeHead(303, { ...securityHeaders, 'set-cookie': cookie, location: '/' }).end();
      if (!gate.holdsCookie(request)) return refuse(403);
      return void response.writeHead(303, { ...securityHeaders, location: '/' }).end();
    }
    if (!gate.holdsCookie(request)) return refuse(403);
    if (request.method === 'GET' && url.pathname === '/events') {
      if (fromElsewhere(request)) return refuse(403);
      return openStream(request, response, url.searchParams.get('page') ?? '');
    }
    if (request.method === 'GET') return serveFile(rendererDir, url.pathname, response);
    if (request.method !== 'POST' || !url.pathname.startsWith('/rpc/')) return refuse(405);
    if (!sameOrigin(request, host) || !request.headers['content-type']?.startsWith('application/json'))
      return refuse(403);
    arrived(String(request.headers['x-page'] ?? ''));
    return call(request, response, url.pathname.slice('/rpc/'.length));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A page that left before its answer was whole is no trouble of ours.
      if (!response.destroyed) whenRunning(({ log }) => log.error('request failed', error));
      if (!response.headersSent) response.writeHead(500, securityHeaders);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    newUrl: () => `http://${host}/?token=${gate.issue()}`,
    async close() {
      closing = true;
      stopEvents();
      clearTimeout(graceTimer);
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** The body's text; of one that is too long, enough to be found too long. */
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
