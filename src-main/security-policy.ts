// What both hosts apply to the renderer: the headers of every answer, and the size limit of a call.

/** docs/architecture.md#electron. Nothing is ever loaded from elsewhere, inline or by eval. */
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

/** The longest input of one call, in bytes of its JSON text. */
export const maxInputBytes = 64 * 1024;
