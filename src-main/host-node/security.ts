// What a request must show before it is answered: our Host, our Origin, our cookie; and the headers every answer carries.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The same policy in both hosts (DESIGN, «Electron, held to the official checklist»). */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

const cookieName = 'kapremont';

/** One launch's entry: each address it gives out opens the door once and is then worth nothing, changed for the cookie. */
export function launchGate() {
  let token: string | null = null;
  const cookie = randomBytes(24).toString('base64url');
  return {
    /** A token for one opening; the one given before it is void. */
    issue(): string {
      token = randomBytes(24).toString('base64url');
      return token;
    },
    /** The Set-Cookie value when the token is right and was not used before, else null. */
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
