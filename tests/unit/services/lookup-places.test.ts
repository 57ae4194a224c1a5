// Places as the address search offers them: no button without a text, no two that look alike, and each found by what it says.
import { describe, expect, test } from 'vitest';
import type { RowOf } from '../../../src-main/ports/exchange.ts';
import { createLookup } from '../../../src-main/services/lookup/index.ts';
import { memoryCache } from '../../support/memory-cache.ts';

type House = Partial<RowOf<'house'>>;

const village = (id: number, given: House): House => ({
  id,
  settlement_kind: 'с.',
  settlement: 'Красное',
  street_kind: 'ул.',
  street: 'Центральная',
  number: '1',
  postal_code: '429001',
  ...given,
});

function searchOf(...house: House[]) {
  const premises = house.map(({ id = 0 }) => ({ id, house_id: id, number: '1' }));
  const account = house.map(({ id = 0 }) => ({ id, number: `9${id}`, premises_id: id, last_name: 'Тестов' }));
  const cache = memoryCache({ house, premises, account });
  const { methods } = createLookup({ cache, clock: { today: () => '2026-11-28' } });
  const value = <T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  return {
    settlements: async (query = '') => value(await methods['lookup.settlements']({ query })).items,
    streets: async (settlement: number, query = '') => value(await methods['lookup.streets']({ settlement, query })),
    houses: async (street: number, query = '') => value(await methods['lookup.houses']({ street, query })).items,
    flats: async (of: number) => value(await methods['lookup.flats']({ house: of, query: '' })).items,
    hit: async (of: number) => value(await methods['lookup.byFlat']({ house: of, flat: '1' })).hits[0]!,
  };
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const labels = (items: readonly { label: string }[]) => items.map(({ label }) => plain(label));

describe('two villages of one name', () => {
  test.each<[string, House, House, string, string]>([
    ['by postal code', {}, { postal_code: '429777' }, '429001', '429777'],
    ['by district', { district: 'Алатырский р-н' }, { district: 'Порецкий р-н' }, 'Алатырский р-н', 'Порецкий р-н'],
    ['by what each has', { district: 'Алатырский р-н' }, {}, '429001', 'Алатырский р-н'],
    [
      'in two regions by those',
      { region: 'Чувашия', district: 'Советский р-н' },
      { region: 'Марий Эл', district: 'Советский р-н' },
      'Марий Эл, Советский р-н',
      'Чувашия, Советский р-н',
    ],
  ])(
    'are told apart %s in the list and on the result, and typed as they are shown',
    async (_, one, two, first, last) => {
      const search = searchOf(village(1, one), village(2, { ...two, street: 'Лесная' }));
      const found = await search.settlements();
      expect(labels(found)).toEqual([`с. Красное, ${first}`, `с. Красное, ${last}`]);
      expect(labels(await search.settlements('красное'))).toHaveLength(2);
      for (const { id, label } of found) {
        expect((await search.settlements(label)).map(one => one.id)).toEqual([id]);
        expect(await search.houses((await search.streets(id)).items[0]!.id)).toHaveLength(1);
      }
      const addresses = [plain((await search.hit(1)).address ?? ''), plain((await search.hit(2)).address ?? '')];
      expect(new Set(addresses.map(text => text.replace(/, ул.*/u, ''))).size).toBe(2);
    },
  );

  test('one alone is shown by its name', async () => {
    expect(labels(await searchOf(village(1, {}), village(2, { number: '2' })).settlements())).toEqual(['с. Красное']);
  });

  test('a town with many districts and post offices is one', async () => {
    const ours = { settlement_kind: 'г.', settlement: 'Чебоксары' };
    const search = searchOf(
      village(1, ours),
      village(2, { ...ours, postal_code: '428000', district: 'Ленинский р-н' }),
    );
    expect(labels(await search.settlements())).toEqual(['г. Чебоксары']);
    const [town] = await search.settlements();
    const houses = await search.houses((await search.streets(town!.id)).items[0]!.id);
    expect(labels(houses).sort()).toEqual(['д. 1, 428000', 'д. 1, 429001']);
    const [street] = (await search.streets(town!.id)).items;
    for (const { house, label } of houses)
      expect((await search.houses(street!.id, plain(label))).map(one => one.house)).toEqual([house]);
  });
});

describe('a house without a street', () => {
  const bare = { settlement_kind: 'д.', settlement: 'Безуличное', street_kind: '', street: '' };

  test('where no house has one, there is nothing to choose', async () => {
    const search = searchOf(village(1, { ...bare, number: '12' }), village(2, { ...bare, street_kind: 'ул.' }));
    const [town] = await search.settlements();
    const { items, unnamed } = await search.streets(town!.id);
    expect([labels(items), unnamed]).toEqual([['без улицы'], true]);
    expect(labels(await search.houses(items[0]!.id))).toEqual(['д. 1', 'д. 12']);
    expect(plain((await search.hit(1)).address ?? '')).toBe('429001, д. Безуличное, д. 12, кв. 1');
  });

  test('beside houses with one it is «без улицы», and found by these words', async () => {
    const search = searchOf(village(1, bare), village(2, { ...bare, street: 'Лесная' }));
    const [town] = await search.settlements();
    const { items, unnamed } = await search.streets(town!.id);
    expect([labels(items), unnamed]).toEqual([['без улицы', 'Лесная'], false]);
    expect(labels((await search.streets(town!.id, 'без улицы')).items)).toEqual(['без улицы']);
  });
});

test('whatever the fund leaves empty, no button is without a text, and it is found by it', async () => {
  const search = searchOf(village(1, { settlement: ' ', street: '', number: '', block: ' ', settlement_kind: '' }));
  const [town] = await search.settlements();
  const [street] = (await search.streets(town!.id)).items;
  const [house] = await search.houses(street!.id);
  for (const { label } of [town!, street!, house!]) expect(label.trim()).not.toBe('');
  expect(await search.settlements(town!.label)).toEqual([town]);
  expect((await search.streets(town!.id, street!.label)).items).toEqual([street]);
  expect(await search.houses(street!.id, house!.label)).toEqual([house]);
  const nameless = memoryCache({
    house: [village(1, {})],
    premises: [{ id: 1, house_id: 1, number: '' }],
    account: [{ id: 1, premises_id: 1 }],
  });
  const { methods } = createLookup({ cache: nameless, clock: { today: () => '2026-11-28' } });
  expect(await methods['lookup.flats']({ house: 1, query: '' })).toMatchObject({
    value: { items: [{ label: 'без номера' }] },
  });
});
