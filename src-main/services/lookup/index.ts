// Finding an account: by number, by address step by step, by a scanned code. What comes back is masked (docs/domain.md#proof).
import { fail, ok, type AccountHit, type HandlersOf } from '#contract';
import {
  accountKeys,
  isSameNumber,
  normalizeAccountNumber,
  normalizeUnifiedNumber,
  tail,
  unifiedNumberOfDocument,
} from '../../domain/account-number.ts';
import { matchFlats, matchHouses, matchNames } from '../../domain/address-match.ts';
import { formatAddress, formatPremises } from '../../domain/address.ts';
import { isClosed } from '../../domain/closing.ts';
import { maskOwner } from '../../domain/owner.ts';
import { accountNumberFromCode } from '../../domain/payment-qr.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import { createPlaces } from './places.ts';

export interface Lookup {
  methods: HandlersOf<'lookup'>;
  /** Forgets the addresses it remembers: the fund's have changed. */
  addressesChanged(): void;
}

/** As many as a kiosk screen holds without scrolling far. */
const placesShown = 12;
const numbersShown = 120;

const hit = ({ account, premises, house }: AccountView): AccountHit => ({
  account: account.id,
  numberTail: tail(account.number),
  address: formatAddress(house, premises),
  ownerMasked: maskOwner(account),
});

/** Of several accounts on one premises the open ones are meant; a closed one is shown when there is no other. */
const openFirst = (views: AccountView[], today: string) => {
  const open = views.filter(({ account }) => !isClosed(account.closed_on, today));
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

/** By what is printed: the account's number, its ЕЛС, or the number of its payment document, which begins with the ЕЛС. */
async function accountsBy({ cache, clock }: LookupDeps, typed: string): Promise<AccountView[]> {
  for (const key of accountKeys(typed)) {
    const found = await cache.accountsByNumber(key);
    // «12/345» and «12345» are alike to who types digits alone, and two accounts to who types the sign.
    const exact = found.filter(({ account }) => isSameNumber(typed, account.number));
    if (found.length > 0) return exact.length > 0 ? exact : found;
  }
  const unified = normalizeUnifiedNumber(typed) ?? unifiedNumberOfDocument(typed);
  return unified ? openFirst(await cache.accountsByUnifiedNumber(unified), clock.today()) : [];
}

async function byNumber(deps: LookupDeps, number: string) {
  const normalized = normalizeAccountNumber(number);
  if (!normalized.ok) {
    const code = normalized.why === 'empty' ? 'lookup.numberEmpty' : 'lookup.numberMalformed';
    return fail(normalized.why === 'tooLong' ? 'input.tooLong' : code, { field: 'number' });
  }
  const found = await accountsBy(deps, number);
  return found.length > 0 ? ok({ hits: found.map(hit) }) : fail('lookup.notFound', { field: 'number' });
}

async function byCode(deps: LookupDeps, text: string) {
  const code = accountNumberFromCode(text);
  if (!code) return fail('lookup.codeUnreadable');
  for (const number of [code.accountNumber, code.unifiedNumber]) {
    const found = number ? await byNumber(deps, number) : null;
    if (found?.ok) return found;
  }
  return fail('lookup.notFound');
}

export function createLookup(deps: LookupDeps): Lookup {
  const { cache, clock } = deps;
  const places = createPlaces(cache);

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
      const { items, more } = matchFlats(query, await places.flats(house), numbersShown);
      const label = (number: string) => formatPremises({ number, kind: 'residential' }) || 'без номера';
      return ok({ items: items.map(number => ({ number, label: label(number) })), more });
    },

    async 'lookup.byFlat'({ house, flat }) {
      const found = openFirst(await cache.accountsByFlat(house, flat), clock.today());
      return found.length > 0 ? ok({ hits: found.map(hit) }) : fail('lookup.addressNotFound');
    },
  };

  return { methods, addressesChanged: places.forget };
}
