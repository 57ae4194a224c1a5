// The dispatcher over loopback HTTP and server-sent events, serving the same built renderer as the Electron window.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, type Audience } from '../contract/index.ts';
import type { Program } from '../program.ts';
import { launchGate, sameHost, sameOrigin, securityHeaders } from './security.ts';
import { serveFile } from './static-files.ts';

const maxBodyBytes = 64 * 1024;
/** A page that is gone this long takes its visit with it; a reload is told apart by its page id at once. */
const pageGraceMs = 5000;

export interface NodeHost {
  /** A fresh address that opens once. */
  newUrl(): string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only; port 0 takes any free one. Rejects when the port is taken. */
export async function startNodeHost(
  program: Program,
  options: { port: number; audience: Audience; rendererDir: string },
): Promise<NodeHost> {
  const gate = launchGate();
  const streams = new Set<ServerResponse>();
  let page: string | null = null;
  let graceTimer: NodeJS.Timeout | undefined;
  let host = '';

  /** Another page than the last one seen: a reload or a second tab. What the first had open is over. */
  function arrived(id: string): void {
    clearTimeout(graceTimer);
    if (page !== null && page !== id) program.windowLost();
    page = id;
  }

  const stopEvents = program.onEvent((event, payload) => {
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
  });

  function openStream(request: IncomingMessage, response: ServerResponse, id: string): void {
    arrived(id);
    response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    streams.add(response);
    const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
    request.on('close', () => {
      clearInterval(beat);
      streams.delete(response);
      if (page === id && streams.size === 0) graceTimer = setTimeout(() => program.windowLost(), pageGraceMs);
    });
  }

  async function call(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const answer = (status: number, body: unknown) =>
      response
        .writeHead(status, { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(body));
    let input: unknown;
    try {
      input = JSON.parse(await readBody(request));
    } catch (error) {
      return void answer(200, fail(error instanceof TooLong ? 'input.tooLong' : 'input.invalid'));
    }
    answer(200, await program.dispatch({ audience: options.audience }, method, input));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number) => void response.writeHead(status, securityHeaders).end();
    if (!sameHost(request, host)) return refuse(421);
    const url = new URL(request.url ?? '/', `http://${host}`);
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
      return openStream(request, response, url.searchParams.get('page') ?? '');
    }
    if (request.method === 'GET') return serveFile(options.rendererDir, url.pathname, response);
    if (request.method !== 'POST' || !url.pathname.startsWith('/rpc/')) return refuse(405);
    if (!sameOrigin(request, host) || !request.headers['content-type']?.startsWith('application/json'))
      return refuse(403);
    arrived(String(request.headers['x-page'] ?? ''));
    return call(request, response, url.pathname.slice('/rpc/'.length));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      program.log.error('request failed', error);
      if (!response.headersSent) response.writeHead(500, securityHeaders);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    newUrl: () => `http://${host}/?token=${gate.issue()}`,
    async close() {
      stopEvents();
      clearTimeout(graceTimer);
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

class TooLong extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new TooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
