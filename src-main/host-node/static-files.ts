// Sends the built renderer's files over HTTP.
import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { findFile } from '../renderer-files.ts';
import { securityHeaders } from '../security-policy.ts';

/** Rejects when the file cannot be read to its end, or the page went away. */
export async function serveFile(root: string, urlPath: string, response: ServerResponse): Promise<void> {
  const file = await findFile(root, urlPath);
  if (!file) {
    response.writeHead(404, securityHeaders).end();
    return;
  }
  response.writeHead(200, { ...securityHeaders, 'content-type': file.type, 'content-length': file.size });
  await pipeline(createReadStream(file.path), response);
}
