// The fund's name in the texts it shows; its letters are put into words by its database.
import type { Locale } from '#contract';
import type { CacheReader } from '../../ports/cache.ts';

export interface Letters {
  /** The fund as people know it; a plain word for it before the first copy of its data is whole. */
  fund(locale: Locale): Promise<{ name: string; phone: string }>;
}

/** `{name}`s filled in one pass: what is filled in is never looked at again. */
export const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));

export const createLetters = ({ cache }: { cache: Pick<CacheReader, 'operator'> }): Letters => ({
  async fund(locale) {
    const operator = await cache.operator().catch(() => null);
    const unnamed = locale === 'ru' ? 'Фонд капитального ремонта' : 'The capital repair fund';
    return {
      name: operator?.name || unnamed,
      phone: operator?.phone || (locale === 'ru' ? 'см. на квитанции' : 'see the payment document'),
    };
  },
});
