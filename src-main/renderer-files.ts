// The built renderer's files: by exact name, index.html for the renderer's routes, nothing outside the folder.
import { stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface RendererFile {
  path: string;
  type: string;
  /** bytes */
  size: number;
}

/** The file in `root` for a URL path, or null when the path leads outside. A path without an extension is a route: index.html. */
function fileFor(root: string, urlPath: string): string | null {
  const folder = resolve(root);
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  if (extname(decoded) === '') return join(folder, 'index.html');
  const file = normalize(join(folder, decoded));
  return file.startsWith(folder + sep) ? file : null;
}

/** The file to send for a URL path, or null: outside the folder, of a type the renderer does not use, or missing. */
export async function findFile(root: string, urlPath: string): Promise<RendererFile | null> {
  const path = fileFor(root, urlPath);
  const type = path && types[extname(path)];
  const info = path && type ? await stat(path).catch(() => null) : null;
  return path && type && info?.isFile() ? { path, type, size: info.size } : null;
}
