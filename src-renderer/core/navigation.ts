// Moving between screens. The history never grows, so there is nothing for «back» to return to after a visit.

/** Where «Назад» of a screen leads when it was reached from several; gone with the page at the end of a visit. */
const returns = new Map<string, string>();

/** Shows another screen. Every step replaces the one history entry there is. `back` is where its «Назад» leads. */
export function go(path: string, back?: string): void {
  if (back !== undefined) returns.set(path, back);
  history.replaceState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** Where «Назад» of a screen leads now. */
export const backOf = (path: string, otherwise: string): string => returns.get(path) ?? otherwise;
