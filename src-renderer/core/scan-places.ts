// The screens on which a scan looks for an account.

/** Those with a way to an account, and those a visit begins on. An open account's own screens wait for «Завершить». */
const places = ['/', '/find', '/proof', '/goodbye', '/news', '/fund', '/cabinet', '/cabinet/attach'];

/** Staff may scan the next visitor's receipt on any screen of the desk, and over an account that is open. */
export function acceptsScans(path: string, onShift: boolean): boolean {
  if (path === '/desk/sign-in') return false;
  if (/^\/(?:desk|statement)(?:\/|$)/.test(path)) return onShift;
  return places.includes(path) || path.startsWith('/find/');
}
