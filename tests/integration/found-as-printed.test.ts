// Walks a whole cache made from a real fund: what every button shows and every paper prints is typed as it stands, and finds what it names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#contract';
import { formatHouseNumber, formatPlace, premisesLabel } from '../../src-main/domain/address.ts';
import { buildPaymentQr } from '../../src-main/domain/payment-qr.ts';
import { withoutUnseen } from '../../src-main/domain/unseen.ts';
import { fromQwerty } from '../../src-main/domain/lookalikes.ts';
import { createLookup, type Lookup } from '../../src-main/services/lookup/index.ts';
import type { FundDatabase } from '../support/postgres.ts';
import { withClient } from '../support/postgres.ts';
import { cacheRows, folder, region, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

const dataDir = folder();
let fund: FundDatabase;
let terminal: Terminal;
let methods: Lookup['methods'];

const places: readonly (readonly [settlementKind: string, settlement: string, streetKind: string, street: string])[] = [
  ['аул', 'Бес\u00adленей', 'спуск', 'Казан\u200Bский'],
  ['рзд', 'Дачный', 'линия', '7-я В.О.'],
  ['кордон', 'Лесной', 'просека', '9-я'],
  ['п/ст', 'Северная', '', ''],
  ['д.', 'Безуличное', '', ''],
  ['г.', 'Чебоксары', 'тер. ГСК', 'Лада-1'],
  ['г.', 'Чебоксары', 'тер.', 'СНТ «Ромашка»'],
  ['г.', 'Чебоксары', 'ул.', '50-летия Октября'],
  ['г.', 'Чебоксары', 'ул.', 'К. Маркса'],
  ['г.', 'Чебоксары', 'ул.', 'Им. А. С. Пушкина (Новая)'],
  ['с.', 'Красное', 'ул.', 'Центральная'],
  ['', 'Орёл-Изумруд', 'наб. р.', 'Волга'],
];
const houses = [
  ['\uFEFF91', 'литер А'],
  ['20 лит. А', ''],
  ['5', 'лит. Б'],
  ['44', 'Е'],
  ['42', 'соор. 1'],
  ['вл. 7', ''],
  ['корп. 1144', ''],
  ['15А', 'стр. 1'],
  ['15А', 'к. 1'],
  ['б/н', ''],
  ['д. 8', ''],
  ['10/12', '1'],
  ['№ 3', ''],
] as const;
const flats = [
  ['1\u200B-Н', 'nonResidential'],
  ['пом. 1', 'nonResidential'],
  ['м/м 15', 'nonResidential'],
  ['оф. 4', 'nonResidential'],
  ['III', 'nonResidential'],
  ['н/п 3', 'nonResidential'],
  ['н/п 3', 'residential'],
  ['', 'nonResidential'],
  ['', 'residential'],
  ['1', 'residential'],
  ['1', 'nonResidential'],
  ['5 ком. 2', 'residential'],
  ['15', 'residential'],
  ['кв. 15', 'residential'],
  ['12 (2-й этаж), подвал № 4 за колонной', 'nonResidential'],
  ['10А/1', 'residential'],
] as const;
const numbers =
  '12/345|12.345.6|К-100/2|A_77|ODD9001|ЛС1234567|000123|№ 55-7|л/с 8801|АБВГ|ХР 12 001|12 34 56 78 90 12 34 56 78 90|Ё-1|x-9\\17|12:77|(495) 1'.split(
    '|',
  );

async function plant(): Promise<void> {
  await withClient(fund.url, async client => {
    for (const [i, [settlementKind, settlement, streetKind, street]] of places.entries()) {
      for (const [j, [number, block]] of houses.entries()) {
        const house = 90_000 + i * 100 + j;
        await client.query(
          `insert into fund.house (id, postal_code, settlement_kind, settlement, street_kind, street, number, block, formation, operator_id)
           values ($1, '429001', $2, $3, $4, $5, $6, $7, 'commonPot', 1)`,
          [house, settlementKind, settlement, streetKind, street, number, block],
        );
        // every kind of flat in one house of each street
        for (const [k, [flat, kind]] of j === 0 ? flats.entries() : [[0, ['1', 'residential']] as const]) {
          const id = house * 100 + k;
          await client.query(
            `insert into fund.premises (id, house_id, number, kind, area) values ($1, $2, $3, $4, 5000)`,
            [id, house, flat, kind],
          );
          await client.query(
            `insert into fund.account (id, number, premises_id, owner_kind, last_name, area, opened_on)
             values ($1, $2, $1, 'person', 'Тестов', 5000, '2014-01-01')`,
            [id, i === 0 && j === 0 && numbers[k] ? numbers[k] : `T${id}`],
          );
        }
      }
    }
  });
}

beforeAll(async () => {
  fund = await region();
  await plant();
  terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  await terminal.until('fresh');
  methods = createLookup({ cache: terminal.store.cache, clock: { today: () => '2026-11-28' } }).methods;
});
afterAll(async () => {
  await terminal.stop();
  await fund.drop();
  removeFolder(dataDir);
});

function good<T>(answer: Result<T>, what: string): T {
  if (!answer.ok) throw new Error(`${what}: ${answer.error.code}`);
  return answer.value;
}

/** As a person copies it from the screen: no-break spaces are spaces to them, and of a soft hyphen they see nothing. */
const typed = (label: string) => withoutUnseen(label).replaceAll('\u00a0', ' ');

/** Every house of the cache, with the street and settlement its buttons are under. */
async function everyHouse() {
  const { cache } = terminal.store;
  const all = [];
  for (const settlement of await cache.settlements())
    for (const street of await cache.streets(settlement.id))
      for (const house of await cache.houses(street.id)) all.push({ settlement, street, house });
  return all;
}

describe('what a button shows, typed as it stands, finds it', () => {
  it('of every settlement', async () => {
    for (const { id, kind, name } of await terminal.store.cache.settlements()) {
      const shown = formatPlace(kind, name);
      const { items } = good(await methods['lookup.settlements']({ query: typed(shown) }), shown);
      expect(
        items.map(item => item.id),
        shown,
      ).toContain(id);
      expect(items.every(item => item.label.trim() !== '')).toBe(true);
    }
  });

  it('of every street', async () => {
    for (const settlement of await terminal.store.cache.settlements())
      for (const { id, kind, name } of await terminal.store.cache.streets(settlement.id)) {
        const shown = formatPlace(kind, name);
        const { items } = good(
          await methods['lookup.streets']({ settlement: settlement.id, query: typed(shown) }),
          shown,
        );
        expect(
          items.map(item => item.id),
          shown,
        ).toContain(id);
      }
  });

  it('of every house, before all that only begins so', async () => {
    for (const { street, house } of await everyHouse()) {
      const shown = formatHouseNumber(house);
      const { items } = good(await methods['lookup.houses']({ street: street.id, query: typed(shown) }), shown);
      expect(
        items.map(item => item.house),
        shown,
      ).toContain(house.id);
      expect(shown.trim()).not.toBe('');
    }
  });

  it('of all premises, and the account behind the button says the same of itself', async () => {
    const opened = new Set<number>();
    for (const { house } of await everyHouse())
      for (const premises of await terminal.store.cache.flats(house.id)) {
        const shown = premisesLabel(premises);
        const { items } = good(await methods['lookup.flats']({ house: house.id, query: typed(shown) }), shown);
        const button = items.find(item => item.label === shown);
        expect(button, shown).toBeDefined();
        const { hits } = good(await methods['lookup.byFlat']({ house: house.id, flat: button?.number ?? '' }), shown);
        for (const hit of hits) opened.add(hit.account);
        if (premises.number !== '')
          expect(
            hits.every(hit => hit.address?.endsWith(shown)),
            shown,
          ).toBe(true);
      }
    const open = ((await cacheRows(dataDir, 'account')) as { id: number; closed_on: string | null }[]).filter(
      account => account.closed_on === null,
    );
    expect(open.filter(account => !opened.has(account.id))).toEqual([]);
  });
});

describe('what a paper prints, typed or scanned, finds its account', () => {
  it('of every account number and ЕЛС', async () => {
    const accounts = (await cacheRows(dataDir, 'account')) as { id: number; number: string; unified_number: string }[];
    expect(accounts.map(account => account.number)).toEqual(expect.arrayContaining(numbers));
    for (const { id, number, unified_number } of accounts) {
      const ids = async (text: string) =>
        good(await methods['lookup.byNumber']({ number: text }), text).hits.map(hit => hit.account);
      expect(await ids(number), number).toContain(id);
      expect(await ids(`Лицевой счёт ${number.toLowerCase()}`), number).toContain(id);
      if (unified_number) expect((await ids(unified_number)).length, unified_number).toBeGreaterThan(0);
    }
  });

  it('of every document number', async () => {
    const months = (await cacheRows(dataDir, 'period_balance')) as {
      account_id: number;
      period: string;
      payment_document_id: string;
      document_number: string;
    }[];
    const closed = new Set(
      ((await cacheRows(dataDir, 'account')) as { id: number; closed_on: string | null }[])
        .filter(account => account.closed_on !== null)
        .map(account => account.id),
    );
    for (const { account_id, payment_document_id, document_number } of months.filter(row => row.period >= '2026-08')) {
      const number = payment_document_id || document_number;
      if (!number || closed.has(account_id)) continue;
      const { hits } = good(await methods['lookup.byNumber']({ number }), number);
      expect(
        hits.map(hit => hit.account),
        number,
      ).toContain(account_id);
    }
  });

  it('of every QR, in either keyboard layout', async () => {
    for (const { id, number } of (await cacheRows(dataDir, 'account')) as { id: number; number: string }[]) {
      const { text } = buildPaymentQr({
        name: 'Fund',
        personalAcc: '40702810138250123017',
        bankName: 'Bank',
        bic: '044525225',
        correspAcc: '30101810400000000225',
        persAcc: number,
      });
      for (const scanned of /[А-яЁё№\\:(]/u.test(number) ? [text] : [text, fromQwerty(text)]) {
        const { hits } = good(await methods['lookup.byCode']({ text: scanned }), `${number}: ${scanned}`);
        expect(
          hits.map(hit => hit.account),
          scanned,
        ).toContain(id);
      }
    }
  });
});
