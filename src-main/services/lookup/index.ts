// Finding an account: by number, by address step by step, by a scanned code. What comes back is masked (docs/domain.md#proof).
import { fail, ok, type AccountHit, type ErrorCode, type AnswersOf } from '#contract';
import {
  accountKeys,
  documentNumbers,
  isSameNumber,
  normalizeAccountNumber,
  searchableUnified,
  tail,
  unifiedNumberOfDocument,
} from '../../domain/account-number.ts';
import { matchFlats, matchHouses, matchNames } from '../../domain/address-match.ts';
import { formatAddress } from '../../domain/address.ts';
import { isClosed } from '../../domain/closing.ts';
import { maskOwner } from '../../domain/owner.ts';
import { accountNumberFromCode, looksLikePaymentQr } from '../../domain/payment-qr.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntityName } from '../../ports/exchange.ts';
import { createPlaces, type Places } from './places.ts';

export interface Lookup {
  methods: AnswersOf<'lookup'>;
  /** Forgets the addresses and the names of organizations it remembers: the fund's have changed. */
  addressesChanged(): void;
}

/** As many as a kiosk screen holds without scrolling far. */
const placesShown = 12;
const numbersShown = 120;

/** An account as it may be shown before proof. The account leads to its organization, so nobody is asked to choose one. */
export async function maskedHit(
  providerOf: (organization: number | null) => Promise<string>,
  { id, number, account, premises, house }: AccountView,
): Promise<AccountHit> {
  return {
    account: id,
    numberTail: tail(number),
    address: formatAddress(house, premises),
    ownerMasked: account && maskOwner(account),
    provider: house ? await providerOf(house.operator_id) : '',
  };
}

const maskedHits = ({ places }: Found, views: AccountView[]) =>
  Promise.all(views.map(view => maskedHit(places.provider, view)));

/** Of several accounts on one premises the open ones are meant; a closed one is shown when there is no other. */
const openFirst = (views: AccountView[], today: string) => {
  const open = views.filter(({ account }) => !account || !isClosed(account.closed_on, today));
  return open.length > 0 ? open : views;
};

const place = ({ id, label }: { id: number; label: string }) => ({ id, label });

/** «д. 1, 429001»: the postal code by which the list tells two houses apart, typed as it is shown. */
function withoutPostalCode(query: string): { query: string; postalCode: string | null } {
  const [, rest = query, postalCode = null] = /^(.*?)[\s,]+(\d{6})\s*$/.exec(query) ?? [];
  return { query: rest, postalCode };
}

interface LookupDeps {
  cache: CacheReader;
  clock: Pick<Clock, 'today'>;
}

interface Found extends LookupDeps {
  places: Places;
}

/** By what is printed: the account's number, its ЕЛС, or the number of its payment document, which mostly begins with the ЕЛС. */
async function accountsBy({ cache, clock }: LookupDeps, typed: string): Promise<AccountView[]> {
  for (const key of accountKeys(typed)) {
    const found = await cache.accountsByNumber(key);
    // «12/345» and «12345» are alike to who types digits alone, and two accounts to who types the sign.
    const exact = found.filter(({ number }) => isSameNumber(typed, number));
    if (found.length > 0) return exact.length > 0 ? exact : found;
  }
  const unified = unifiedNumberOfDocument(typed) ?? searchableUnified(typed.replace(/^\s*елс\s*:?/iu, ''));
  const found = await cache.accountsByUnifiedNumber(unified);
  return openFirst(found.length > 0 ? found : await cache.accountsByDocument(documentNumbers(typed)), clock.today());
}

/** An account whose row, or whose address, was set aside is not found; that there is none would not be true. */
const absent = async <C extends ErrorCode>({ cache }: LookupDeps, code: C, entities: readonly EntityName[]) =>
  (await cache.incomplete()).some(entity => entities.includes(entity)) ? 'lookup.maybeUnread' : code;

async function byNumber(deps: Found, number: string) {
  const normalized = normalizeAccountNumber(number);
  if (!normalized.ok && normalized.why !== 'tooLong')
    return fail(normalized.why === 'empty' ? 'lookup.numberEmpty' : 'lookup.numberMalformed', { field: 'number' });
  const found = await accountsBy(deps, number);
  if (found.length > 0) return ok({ hits: await maskedHits(deps, found) });
  const code = normalized.ok ? await absent(deps, 'lookup.notFound', ['account']) : 'input.tooLong';
  return fail(code, { field: 'number' });
}

async function byCode(deps: Found, text: string) {
  const code = accountNumberFromCode(text);
  if (!code) return fail(looksLikePaymentQr(text) ? 'lookup.codeCut' : 'lookup.codeUnreadable');
  for (const number of [code.accountNumber, code.unifiedNumber]) {
    const found = number ? await byNumber(deps, number) : null;
    if (found?.ok) return found;
  }
  return fail(await absent(deps, 'lookup.codeNotFound', ['account']));
}

export function createLookup({ cache, clock }: LookupDeps): Lookup {
  const places = createPlaces(cache);
  const deps: Found = { cache, clock, places };

  async function accountsOf(house: number, flat: string): Promise<AccountView[]> {
    const shown = (await places.flats(house)).get(flat);
    if (!shown) return cache.accountsByFlat(house, flat);
    const found = await Promise.all(
      shown.premises.map(async ({ number, kind }) => {
        const views = await cache.accountsByFlat(house, number);
        // of premises that could not be read the kind is not known
        return views.filter(({ premises }) => !premises || premises.kind === kind);
      }),
    );
    return found.flat();
  }

  const methods: Lookup['methods'] = {
    'lookup.byNumber': ({ number }) => byNumber(deps, number),
    'lookup.byCode': ({ text }) => byCode(deps, text),

    async 'lookup.settlements'({ query }) {
      const { items, more } = matchNames(query, await places.settlements(), placesShown);
      return ok({ items: items.map(place), more });
    },

    async 'lookup.streets'({ settlement, query }) {
      const { index, unnamed } = await places.streets(settlement);
      const { items, more } = matchNames(query, index, placesShown);
      return ok({ items: items.map(place), more, unnamed });
    },

    async 'lookup.houses'({ street, query: typed }) {
      const { query, postalCode } = withoutPostalCode(typed);
      const houses = await places.houses(street);
      const asked = postalCode === null ? houses : houses.filter(house => house.postalCode === postalCode);
      const { items, more } = matchHouses(query, asked, numbersShown);
      return ok({ items: items.map(({ id, label }) => ({ house: id, label })), more });
    },

    async 'lookup.flats'({ house, query }) {
      const flats = await places.flats(house);
      const { items, more } = matchFlats(query, [...flats.keys()], numbersShown);
      return ok({ items: items.map(label => ({ number: flats.get(label)?.id ?? label, label })), more });
    },

    async 'lookup.byFlat'({ house, flat }) {
      const found = openFirst(await accountsOf(house, flat), clock.today());
      if (found.length > 0) return ok({ hits: await maskedHits(deps, found) });
      return fail(await absent(deps, 'lookup.addressNotFound', ['account', 'premises', 'house']));
    },
  };

  return { methods, addressesChanged: places.forget };
}
