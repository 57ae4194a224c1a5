// Letters put into words: a text by its name and language, with the fund's name and phone and what it is about filled in.
import type { Locale } from '#contract';
import type { CacheReader } from '../../ports/cache.ts';
import type { Texts } from '../../ports/texts.ts';

export interface WrittenLetter {
  subject: string;
  body: string;
}

export interface Letters {
  write(name: string, locale: Locale, values?: Record<string, string>): Promise<WrittenLetter>;
  /** The fund as people know it; a plain word for it before the first copy of its data is whole. */
  fund(locale: Locale): Promise<{ name: string; phone: string }>;
}

/** `{name}`s filled in one pass: what is filled in is never looked at again. */
export const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

export function createLetters({ texts, cache }: { texts: Texts; cache: Pick<CacheReader, 'operator'> }): Letters {
  async function fund(locale: Locale) {
    const operator = await cache.operator().catch(() => null);
    const unnamed = locale === 'ru' ? 'Фонд капитального ремонта' : 'The capital repair fund';
    return {
      name: operator?.name || unnamed,
      phone: operator?.phone || (locale === 'ru' ? 'см. на квитанции' : 'see the payment document'),
    };
  }
  return {
    fund,
    async write(name, locale, values = {}) {
      const { name: fundName, phone } = await fund(locale);
      const all = { fund: fundName, phone, ...values };
      const { subject, body } = texts.letter(name, locale);
      return { subject: oneLine(filled(subject, all)).slice(0, 200), body: filled(body, all) };
    },
  };
}
