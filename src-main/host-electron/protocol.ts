// The app:// scheme: serves the built renderer's folder as its own web origin, with the same headers as over HTTP.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { findFile } from '../renderer-files.ts';
import { securityHeaders } from '../security-policy.ts';
import { againPath, troublePage, type Places, type Trouble } from './trouble.ts';

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

/** What stands in place of the screens, if anything does. */
export interface Standing {
  /** null while the program starts or runs */
  trouble: Trouble | null;
  places: Places;
  /** the person asked for another start */
  again(): void;
}

const broken = 'Файлы программы не найдены: установка повреждена. Установите программу заново.';

/** Answers a GET on our origin with a file from the renderer's folder, and everything else with 403, 404 or 405. Without the screens it is a page in words. */
export async function answer(
  rendererDir: string,
  request: Pick<Request, 'url' | 'method'>,
  standing: Standing,
): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: securityHeaders });
  const url = URL.parse(request.url);
  if (!url || !isOurs(request.url)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  if (standing.trouble) {
    if (url.pathname === againPath) standing.again();
    return troublePage(standing.trouble);
  }
  const file = await findFile(rendererDir, url.pathname);
  const bytes = file && (await readFile(file.path).catch(() => null));
  if (bytes)
    return new Response(bytes, {
      headers: { ...securityHeaders, 'content-type': file.type, 'content-length': String(bytes.byteLength) },
    });
  // a route of the screens is answered by index.html
  const isPage = extname(url.pathname) === '' || url.pathname === '/index.html';
  return isPage ? troublePage({ why: broken, places: standing.places, tries: false }, 500) : refuse(404);
}

export function serveRenderer(protocol: Pick<Protocol, 'handle'>, rendererDir: string, standing: Standing): void {
  protocol.handle(scheme, request => answer(rendererDir, request, standing));
}
