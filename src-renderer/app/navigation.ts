// Moving between screens. The history never grows, so there is nothing for «back» to return to after a visit.

/** Shows another screen. Every step replaces the one history entry there is. */
export function go(path: string): void {
  history.replaceState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}
