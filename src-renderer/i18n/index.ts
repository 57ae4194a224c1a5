// The words on the screen: one dictionary of ru/en pairs, the chosen language, and a controller that redraws on a change.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { errorText, type Failure, type Locale } from '../../src-main/contract/errors.ts';
import { until } from './until.ts';
import { messages } from './messages/index.ts';

export type MessageKey = keyof typeof messages;

let locale: Locale = 'ru';
const listeners = new Set<() => void>();

export const currentLocale = (): Locale => locale;

export function setLocale(next: Locale): void {
  locale = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** The text of a key in the chosen language, its `{name}`s filled. */
export const t = (key: MessageKey, params: Record<string, string | number> = {}): string =>
  messages[key][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** The sentence of a failure in the chosen language; moments in it in the terminal's own time. */
export function failureText(failure: Failure): string {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(failure.params ?? {})) params[name] = until(value);
  return errorText(failure.code, locale, params);
}

/** Redraws its element when the language changes: `private words = new Words(this)`. */
export class Words implements ReactiveController {
  private readonly redraw: () => void;

  constructor(host: ReactiveControllerHost) {
    this.redraw = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected(): void {
    listeners.add(this.redraw);
  }

  hostDisconnected(): void {
    listeners.delete(this.redraw);
  }
}
