// Organizations: the operator for everybody, and for an opened account those of its house, with contacts, offices, bank details and tariffs.
import { z } from 'zod';
import { method } from './method.ts';
import { AccountId, Day, Key } from './primitives.ts';
import { TariffRow } from './statement.ts';
import { Office } from './system.ts';

/** A work on the house, listed under the organization that does it. */
export const HouseWork = z.strictObject({
  /** «Ремонт крыши» */
  name: z.string(),
  /** null when it is not known */
  startsOn: Day.nullable(),
  /** null: not decided yet */
  endsOn: Day.nullable(),
});
export type HouseWork = z.infer<typeof HouseWork>;

export const Organization = z.strictObject({
  id: Key,
  /** null when it is not known */
  kind: z.enum(['operator', 'managing', 'contractor']).nullable(),
  name: z.string(),
  inn: z.string(),
  kpp: z.string(),
  ogrn: z.string(),
  bankName: z.string(),
  bic: z.string(),
  settlementAccount: z.string(),
  correspondentAccount: z.string(),
  phone: z.string(),
  email: z.string(),
  site: z.string(),
  address: z.string(),
  offices: z.array(
    Office.extend({
      /** «сейчас открыто до 17:00»: the closing time while open, otherwise the next opening time; null when hours are unknown. */
      now: z
        .strictObject({
          open: z.boolean(),
          /** `HH:MM` */
          until: z.string(),
          /** ISO weekday of `until` */
          weekday: z.int().min(1).max(7),
        })
        .nullable(),
    }),
  ),
  /** Works on the opened account's house, newest first; empty when no house is given. */
  works: z.array(HouseWork),
});
export type Organization = z.infer<typeof Organization>;

/** Rows of organizations, offices, works or tariffs could not be read: something may be missing here. */
const incomplete = z.boolean();

export const organizations = {
  /** The regional operator, with the tariffs of houses that have no tariffs of their own. */
  'organizations.operator': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({}),
    output: z.strictObject({ organization: Organization.nullable(), tariffs: z.array(TariffRow), incomplete }),
  }),
  /** The organizations of an opened account's house: the operator, the managing company, then the contractors. */
  'organizations.ofHouse': method({
    audience: 'both',
    needs: 'account',
    shows: null,
    input: z.strictObject({ account: AccountId }),
    output: z.strictObject({ organizations: z.array(Organization), tariffs: z.array(TariffRow), incomplete }),
  }),
};
