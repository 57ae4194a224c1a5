// Navigation between screens. The history never grows, so that «back» leads nowhere after a visit.

/** The target of «Назад» for a screen reachable from several others; lost with the page at the end of a visit. */
const returns = new Map<string, string>();

/** Shows another screen by replacing the only history entry. `back` is the target of its «Назад». */
export function go(path: string, back?: string): void {
  if (back !== undefined) returns.set(path, back);
  history.replaceState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** The current screen's target of «Назад». */
export const backOf = (path: string, otherwise: string): string => returns.get(path) ?? otherwise;
