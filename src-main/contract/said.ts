// A sentence of main for the person at the screen, in both languages: the screen shows the chosen one.
import { z } from 'zod';
import { errorText, type Failure } from './errors.ts';

export const Said = z.strictObject({ ru: z.string(), en: z.string() });
export type Said = z.infer<typeof Said>;

export const said = (ru: string, en: string): Said => ({ ru, en });

export const nothingSaid: Said = said('', '');

/** Sentences joined into one text. */
export const together = (...parts: readonly Said[]): Said =>
  said(parts.map(({ ru }) => ru).join(' '), parts.map(({ en }) => en).join(' '));

export const failureSaid = ({ code, params }: Failure): Said =>
  said(errorText(code, 'ru', params), errorText(code, 'en', params));
