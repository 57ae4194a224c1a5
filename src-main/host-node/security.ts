// What a request must have to be answered: our Host, our Origin, our cookie.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

const cookieName = 'kapremont';

/** The entry to one launch: each token works once and is exchanged for the cookie. */
export function launchGate() {
  let token: string | null = null;
  const cookie = randomBytes(24).toString('base64url');
  return {
    /** A token for one entry; the previous one becomes invalid. */
    issue(): string {
      token = randomBytes(24).toString('base64url');
      return token;
    },
    /** The Set-Cookie value when the token is right and unused, otherwise null. */
    redeem(given: string): string | null {
      if (token === null || !same(given, token)) return null;
      token = null;
      return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    holdsCookie(request: IncomingMessage): boolean {
      const held = (request.headers.cookie ?? '')
        .split(';')
        .map(part => part.trim())
        .find(part => part.startsWith(`${cookieName}=`));
      return held !== undefined && same(held.slice(cookieName.length + 1), cookie);
    },
  };
}

/** A page of another site can neither name our host (DNS rebinding) nor send our origin. */
export const sameHost = (request: IncomingMessage, host: string) => request.headers.host === host;
export const sameOrigin = (request: IncomingMessage, host: string) => request.headers.origin === `http://${host}`;

/**
 * A page on another port of this machine is «same site» and sends our cookie; the browser's Sec-Fetch header shows that it is another origin.
 * Other clients send no such header, and have our cookie only if they were given it.
 */
export const fromElsewhere = (request: IncomingMessage) =>
  !['same-origin', undefined].includes(request.headers['sec-fetch-site']);
