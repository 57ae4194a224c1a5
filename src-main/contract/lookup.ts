// Finding an account before anything is proved: by number, by address step by step, by a scanned code. All results are masked.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, HouseId, Key, scanned, typed } from './primitives.ts';

/** All that may be shown before proof (docs/domain.md#proof). */
export const AccountHit = z.strictObject({
  account: AccountId,
  /** The last four characters of the account number. */
  numberTail: z.string().max(4),
  /** null: could not be read */
  address: z.string().nullable(),
  /** `С••••• Л. Л.`, or the first letter of a company's name; empty when the fund gives no owner; null: could not be read. */
  ownerMasked: z.string().nullable(),
  /** «Поставщик услуги»: the operator of the account's house; empty when the fund's data lacks it or it could not be read. */
  provider: z.string(),
});
export type AccountHit = z.infer<typeof AccountHit>;

/** A settlement or a street to choose; `label` is written the usual way: «ул. Энгельса», «с. Красное, Алатырский р-н». Never empty. */
export const Place = z.strictObject({ id: Key, label: z.string() });
export type Place = z.infer<typeof Place>;

export const HouseChoice = z.strictObject({ house: HouseId, label: z.string() });
/** Premises to choose; `number` is what lookup.byFlat takes. Several accounts may share them. */
export const FlatChoice = z.strictObject({ number: z.string(), label: z.string() });

const suggestions = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), /** more matched than are listed */ more: z.boolean() });
const hits = z.strictObject({ hits: z.array(AccountHit) });

export const lookup = {
  /** Fails with lookup.numberEmpty, lookup.numberMalformed, lookup.notFound, lookup.maybeUnread. */
  'lookup.byNumber': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ number: typed(64) }),
    output: hits,
  }),
  /** The text of a scanned ГОСТ Р 56042 QR or Code 128. Fails with lookup.codeUnreadable, lookup.codeCut, lookup.codeNotFound. */
  'lookup.byCode': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ text: scanned(2000) }),
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
    input: z.strictObject({ street: Key, query: typed(100) }),
    output: suggestions(HouseChoice),
  }),
  'lookup.flats': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ house: HouseId, query: typed(100) }),
    output: suggestions(FlatChoice),
  }),
  /** The accounts of one flat, by what its button says, or of all premises with this very number. Fails with lookup.addressNotFound. */
  'lookup.byFlat': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({ house: HouseId, flat: typed(100) }),
    output: hits,
  }),
};
