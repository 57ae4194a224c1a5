// The app:// scheme: serves the built renderer's folder as its own web origin, with the same headers as over HTTP.
import { readFile } from 'node:fs/promises';
import type { CustomScheme, Protocol } from 'electron';
import { findFile } from '../renderer-files.ts';
import { securityHeaders } from '../security-policy.ts';

export const scheme = 'app';
const host = 'kapremont';
export const startUrl = `${scheme}://${host}/`;

/** Register it before Electron is ready. Standard: it has an origin and relative URLs; secure: treated like https. */
export const schemes: CustomScheme[] = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false } },
];

/** Whether a URL is on our own origin: parsed, never compared by prefix. */
export function isOurs(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${scheme}:` &&
    parsed.host === host &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Answers a GET on our origin with a file from the renderer's folder, and everything else with 403, 404 or 405. */
export async function answer(rendererDir: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: securityHeaders });
  const url = URL.parse(request.url);
  if (!url || !isOurs(request.url)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const file = await findFile(rendererDir, url.pathname);
  if (!file) return refuse(404);
  const bytes = await readFile(file.path).catch(() => null);
  if (!bytes) return refuse(404);
  return new Response(bytes, {
    headers: { ...securityHeaders, 'content-type': file.type, 'content-length': String(bytes.byteLength) },
  });
}

export function serveRenderer(protocol: Pick<Protocol, 'handle'>, rendererDir: string): void {
  protocol.handle(scheme, request => answer(rendererDir, request));
}
