// The one text the page may parse as markup besides Lit's templates: the drawings of our own icons, which Web Awesome parses again.

interface Policies {
  createPolicy(name: 'default', rules: { createHTML(text: string): string | null }): unknown;
}

/** Both forms of a drawing: as its file has it, and as the browser writes it. Anything else is refused by the page's policy. */
export function allowDrawings(sources: readonly string[]): void {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!policies) return;
  const allowed = new Set(sources);
  policies.createPolicy('default', { createHTML: text => (allowed.has(text) ? text : null) });
  for (const source of sources) {
    const drawing = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
    allowed.add(document.importNode(drawing, true).outerHTML);
  }
}
