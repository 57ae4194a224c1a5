// Every cell from the fund is checked for its kind: a bad row is refused with its reason and never stops the rest.
import { describe, expect, test } from 'vitest';
import { parseCopy, parseRows } from '../../src-main/adapters/fund-postgres/row-batch.ts';
import { type ParsedRows } from '../../src-main/ports/fund.ts';

const payment = (change: Partial<Record<string, string | null>> = {}) =>
  Object.values({
    account_id: '17',
    id: '5',
    paid_on: '2026-10-05',
    posted_on: '2026-10-06',
    period: '2026-10',
    amount: '22204',
    channel: 'Почта России',
    ...change,
  }) as (string | null)[];
const reason = (change: Record<string, string | null>) =>
  parseRows('payment', [payment(change)]).rejected[0]?.reason ?? null;

const tariff = (valid_from: string) => parseRows('tariff', [['1', null, valid_from, null, '690']]).rows.length;

describe('a value of its kind is taken as it is', () => {
  test('money, days, months, texts and nulls', () => {
    expect(parseRows('payment', [payment({ amount: '-9007199254740991' })])).toEqual({
      entity: 'payment',
      rejected: [],
      rows: [
        {
          account_id: 17,
          id: 5,
          paid_on: '2026-10-05',
          posted_on: '2026-10-06',
          period: '2026-10',
          amount: -9007199254740991,
          channel: 'Почта России',
        },
      ],
    });
    expect(parseRows('tariff', [['1', null, '2026-01-01', null, '690']]).rows).toEqual([
      { id: 1, house_id: null, valid_from: '2026-01-01', valid_to: null, tariff: 690 },
    ]);
  });

  test.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-04-30'])('day %s exists', day =>
    expect(tariff(day)).toBe(1),
  );

  test.each([
    ['2026-11-22 18:05:00+00', '2026-11-22T18:05:00.000Z'],
    ['2026-11-22 18:05:00.123456+03', '2026-11-22T15:05:00.123Z'],
    ['2026-11-22 18:05:00-05:30', '2026-11-22T23:35:00.000Z'],
  ])('moment %s is %s', (given, iso) => {
    expect(parseRows('news', [['1', null, given, 'т', '']]).rows[0]?.published_at).toBe(iso);
  });

  test('the longest text is counted in characters, not in UTF-16 units', () => {
    expect(reason({ channel: '🏠'.repeat(120) })).toBeNull();
    expect(reason({ channel: '🏠'.repeat(121) })).toBe('channel: longer than 120 characters');
  });
});

describe('a row is refused', () => {
  test.each([
    ['account_id', '0', /positive/],
    ['account_id', '-1', /positive/],
    ['account_id', null, /must not be/],
    ['account_id', '', /positive/],
    ['id', '9007199254740992', /positive/],
    ['id', '99999999999999999999', /positive/],
    ['amount', '222.04', /whole number/],
    ['amount', '1e5', /whole number/],
    ['amount', ' 1', /whole number/],
    ['amount', '-', /whole number/],
    ['amount', 'NaN', /whole number/],
    ['paid_on', '2026-02-29', /real day/],
    ['paid_on', '1900-02-29', /real day/],
    ['paid_on', '2026-04-31', /real day/],
    ['paid_on', '2026-1-01', /real day/],
    ['paid_on', '2026-00-10', /real day/],
    ['paid_on', '2026-10-05 00:00:00', /real day/],
    ['paid_on', 'infinity', /real day/],
    ['period', '2026-13', /month/],
    ['period', '2026/10', /month/],
    ['period', '0000-10', /month/],
    ['channel', 'х'.repeat(121), /longer than 120/],
    ['channel', null, /must not be/],
  ])('%s = %s', (column, value, why) => {
    expect(reason({ [column]: value })).toMatch(new RegExp(`^${column}: .*${why.source}`));
  });

  test.each([
    [
      'house',
      ['1', '', '', '', 'Чебоксары', '', 'Энгельса', '14', '', 'somethingElse', '1', null, null, null, '', ''],
      /^formation: not one of/,
    ],
    ['premises', ['1', '1', '10', 'residential', '-1'], /^area: /],
    ['office', ['1', '1', 'n', '', '', '[{'], /^hours: not JSON/],
    ['news', ['1', null, '2026-11-22 18:05:00', 't', ''], /^published_at: not a moment with its time zone/],
    ['news', ['1', null, 'infinity', 't', ''], /^published_at: /],
    ['key_rate', ['2026-01-01'], /^expected 2 columns, got 1/],
  ] as const)('%s %j', (entity, cells, why) => {
    const { rows, rejected } = parseRows(entity, [cells]);
    expect(rows).toEqual([]);
    expect(rejected[0]?.reason).toMatch(why);
  });

  test('with its key and at most two thousand characters of its text', () => {
    const { rejected } = parseRows('payment', [payment({ channel: 'ж'.repeat(5000) })]);
    expect(rejected[0]).toMatchObject({ entity: 'payment', key: '17/5' });
    expect(rejected[0]?.raw).toHaveLength(2000);
  });
});

describe('COPY text', () => {
  const lines = [
    payment().join('\t'),
    payment({ id: '6', channel: 'таб\\tстрока\\nкосая\\\\черта 🏠' }).join('\t'),
    payment({ id: '7', amount: '\\N' }).join('\t'),
    payment({ id: '8', channel: '\\\\N' }).join('\t'),
    '',
  ].join('\n');

  async function* inPieces(size: number) {
    const bytes = Buffer.from(lines);
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const read = async (size: number, batchRows = 100) => {
    const batches: ParsedRows<'payment'>[] = [];
    for await (const batch of parseCopy('payment', inPieces(size), batchRows)) batches.push(batch);
    return batches;
  };

  test.each([1, 2, 3, 7, 64, 100_000])('reads the same rows when it arrives %i bytes at a time', async size => {
    const [batch] = await read(size);
    expect(batch?.rows.map(row => [row.id, row.channel])).toEqual([
      [5, 'Почта России'],
      [6, 'таб\tстрока\nкосая\\черта 🏠'],
      [8, '\\N'],
    ]);
    expect(batch?.rejected.map(({ key, reason: why }) => [key, why])).toEqual([
      ['17/7', 'amount: empty (NULL), and it must not be'],
    ]);
  });

  test('is given in batches', async () => {
    expect((await read(90, 1)).length).toBeGreaterThan(1);
  });

  test('that ends inside a row is a failure', async () => {
    await expect(async () => {
      await parseCopy('payment', [Buffer.from('17\t5')] as never, 1).next();
    }).rejects.toThrow(/ended inside a row/);
  });
});
