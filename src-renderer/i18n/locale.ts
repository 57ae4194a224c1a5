// The chosen language, and its listeners.
import type { Locale } from '#contract';

let locale: Locale = 'ru';
const listeners = new Set<() => void>();

export const currentLocale = (): Locale => locale;

export function setLocale(next: Locale): void {
  locale = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** The returned function unsubscribes. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
