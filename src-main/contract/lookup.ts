// Finding an account before anything is proved: by number, by address step by step, by a scanned code. All results are masked.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, HouseId, Key, typed } from './primitives.ts';

/** All that may be shown before proof (docs/domain.md#proof). */
export const AccountHit = z.strictObject({
  account: AccountId,
  /** The last four characters of the account number. */
  numberTail: z.string().max(4),
  address: z.string(),
  /** `С••••••• Л. Л.`, or the first letter of a company's name; empty when the fund gives no owner. */
  ownerMasked: z.string(),
});
export type AccountHit = z.infer<typeof AccountHit>;

/** A settlement or a street to choose; `label` is written the usual way: «ул. Энгельса», «с. Красное, Алатырский р-н». Never empty. */
export const Place = z.strictObject({ id: Key, label: z.string() });
export type Place = z.infer<typeof Place>;

export const HouseChoice = z.strictObject({ house: HouseId, label: z.string() });
/** A flat to choose by its number; several accounts may share it. */
export const FlatChoice = z.strictObject({ number: z.string(), label: z.string() });

const suggestions = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), /** more matched than are listed */ more: z.boolean() });
const hits = z.strictObject({ hits: z.array(AccountHit) });

export const lookup = {
  /** Fails with lookup.numberEmpty, lookup.numberMalformed, lookup.notFound. */
  'lookup.byNumber': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ number: typed(64) }),
    output: hits,
  }),
  /** The text of a scanned ГОСТ Р 56042 QR or Code 128. Fails with lookup.codeUnreadable, lookup.notFound. */
  'lookup.byCode': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ text: typed(2000) }),
    output: hits,
  }),
  'lookup.settlements': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ query: typed(100) }),
    output: suggestions(Place),
  }),
  'lookup.streets': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ settlement: Key, query: typed(100) }),
    /** `unnamed`: the settlement has no streets; its only item leads on to all its houses */
    output: suggestions(Place).extend({ unnamed: z.boolean() }),
  }),
  'lookup.houses': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ street: Key, query: typed(40) }),
    output: suggestions(HouseChoice),
  }),
  'lookup.flats': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ house: HouseId, query: typed(40) }),
    output: suggestions(FlatChoice),
  }),
  /** The accounts of one flat. Fails with lookup.addressNotFound. */
  'lookup.byFlat': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ house: HouseId, flat: typed(40) }),
    output: hits,
  }),
};
