// What a request must have to be answered: our Host, our Origin, our cookie.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

const secret = () => randomBytes(24).toString('base64url');

/**
 * The entry to one launch: each token works once and is exchanged for a cookie and a session key. A browser sends the cookie to every
 * server of 127.0.0.1, whatever its port, so it opens files alone. The key is kept by the page (sessionStorage knows ports) and stands in a
 * header of every call. The cookie's name holds the port: programs in one browser do not overwrite each other's.
 */
export function launchGate() {
  let token: string | null = null;
  const cookie = secret();
  const key = secret();
  const cookieName = (port: string) => `kapremont-${port}`;
  return {
    /** A token for one entry; the previous one becomes invalid. */
    issue(): string {
      token = secret();
      return token;
    },
    /** The Set-Cookie value and the session key when the token is right and unused, otherwise null. */
    redeem(given: string, port: string): { cookie: string; key: string } | null {
      if (token === null || !same(given, token)) return null;
      token = null;
      return { cookie: `${cookieName(port)}=${cookie}; HttpOnly; SameSite=Strict; Path=/`, key };
    },
    holdsCookie(request: IncomingMessage, port: string): boolean {
      const name = `${cookieName(port)}=`;
      const held = (request.headers.cookie ?? '')
        .split(';')
        .map(part => part.trim())
        .find(part => part.startsWith(name));
      return held !== undefined && same(held.slice(name.length), cookie);
    },
    holdsKey: (request: IncomingMessage): boolean => same(String(request.headers['x-session'] ?? ''), key),
  };
}

/** A page of another site can neither name our host (DNS rebinding) nor send our origin. */
export const sameHost = (request: IncomingMessage, host: string) => request.headers.host === host;
export const sameOrigin = (request: IncomingMessage, host: string) => request.headers.origin === `http://${host}`;

/** A form of another page can be sent as text/plain, and as nothing else that begins with the same letters. */
export const isJson = (request: IncomingMessage) =>
  request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json';

/**
 * A page on another port of this machine is «same site» and sends our cookie; the browser's Sec-Fetch header shows that it is another origin.
 * Other clients send no such header, and have our cookie only if they were given it.
 */
export const fromElsewhere = (request: IncomingMessage) =>
  !['same-origin', undefined].includes(request.headers['sec-fetch-site']);
