// The texts of the screen: one dictionary of ru/en pairs, and the chosen language.
import { errorText, type Failure, type Said } from '#contract';
import { currentLocale } from './locale.ts';
import { forClerk } from './messages/clerk.ts';
import { messages } from './messages/index.ts';
import { isReadByClerk } from './reader.ts';
import { bindShortWords } from './typography.ts';
import { until } from './until.ts';

export { currentLocale, setLocale } from './locale.ts';
export { readBy } from './reader.ts';

export type MessageKey = keyof typeof messages;

/** Whether a name made from data has a text. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(messages, key);

/** Prepares a text for display: in Russian, short words get a no-break space. */
export const inLines = (text: string): string => (currentLocale() === 'ru' ? bindShortWords(text) : text);

/** The text for whoever reads it. */
const addressed = (key: MessageKey) => (isReadByClerk() ? forClerk[key] : undefined) ?? messages[key];

/** The text of a key in the chosen language, with each `{name}` filled in. */
export const t = (key: MessageKey, params: Record<string, string | number> = {}): string =>
  inLines(
    addressed(key)[currentLocale()].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)),
  );

/** The sentence of a failure in the chosen language; moments in it are in the fund's time. */
export function failureText(failure: Failure): string {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(failure.params ?? {})) params[name] = until(value);
  return inLines(errorText(failure.code, currentLocale(), params));
}

/** A text of main in the chosen language. */
export const saidText = (said: Said): string => inLines(said[currentLocale()]);
