// Serves the built renderer: files by exact name, index.html for the renderer's own routes, nothing outside the folder.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { securityHeaders } from './security.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The file a URL path names inside `root`, or null when it points outside. A path without an extension is a route: index.html. */
export function fileFor(root: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  if (extname(decoded) === '') return join(root, 'index.html');
  const file = normalize(join(root, decoded));
  return file.startsWith(root + sep) ? file : null;
}

export async function serveFile(root: string, urlPath: string, response: ServerResponse): Promise<void> {
  const file = fileFor(root, urlPath);
  const type = file && types[extname(file)];
  const info = file && type ? await stat(file).catch(() => null) : null;
  if (!file || !type || !info?.isFile()) {
    response.writeHead(404, securityHeaders).end();
    return;
  }
  response.writeHead(200, { ...securityHeaders, 'content-type': type, 'content-length': info.size });
  createReadStream(file).pipe(response);
}
