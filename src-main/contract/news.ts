// News: general news for everybody, and a house's news for those who opened an account there.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Instant, Key } from './primitives.ts';

export const NewsItem = z.strictObject({
  id: Key,
  publishedAt: Instant,
  title: z.string(),
  /** Plain text; paragraphs are separated by empty lines. */
  body: z.string(),
  /** The house's address, empty for general news. */
  house: z.string(),
  /** Not opened yet: by the signed-in user, or in this visit when nobody is signed in. */
  unread: z.boolean(),
});
export type NewsItem = z.infer<typeof NewsItem>;

/** `incomplete`: news came that could not be read. */
const list = z.strictObject({ items: z.array(NewsItem), incomplete: z.boolean() });

export const news = {
  /** General news and those of the houses of the visit's open accounts, newest first. */
  'news.list': method({ audience: 'both', needs: 'nothing', input: z.strictObject({}), output: list }),
  /** News of the house of one opened account, newest first. */
  'news.house': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId }),
    output: list,
  }),
  'news.read': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ id: Key }),
    output: z.strictObject({}),
  }),
};
