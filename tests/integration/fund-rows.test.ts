// Every cell from the fund is checked for its kind: a row is refused for its key or its money, any other bad cell costs itself alone.
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
/** The one doubt about a payment, and what is kept of it. */
function read(change: Record<string, string | null>) {
  const { rows, rejected, doubts } = parseRows('payment', [payment(change)]);
  const [doubt = null] = [...rejected, ...doubts];
  return { row: rows[0] ?? null, why: doubt && [doubt.column, doubt.code, doubt.value] };
}

const tariff = (valid_from: string) => parseRows('tariff', [['1', null, valid_from, null, '690']]).rows.length;

describe('a value of its kind is taken as it is', () => {
  test('money, days, months, texts and nulls', () => {
    expect(parseRows('payment', [payment({ amount: '-9007199254740991' })])).toEqual({
      entity: 'payment',
      rejected: [],
      doubts: [],
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
    expect(read({ channel: '🏠'.repeat(120) })).toMatchObject({ row: { channel: '🏠'.repeat(120) }, why: null });
    expect(read({ channel: '🏠'.repeat(121) })).toMatchObject({
      row: { channel: `${'🏠'.repeat(119)}…` },
      why: ['channel', 'tooLong', `${'🏠'.repeat(59)}…`],
    });
  });
});

describe('a row is refused for its key or its money', () => {
  test.each([
    ['account_id', '0', 'notPositive'],
    ['account_id', '-1', 'notPositive'],
    ['account_id', null, 'empty'],
    ['account_id', '', 'notPositive'],
    ['id', '9007199254740992', 'notPositive'],
    ['id', '99999999999999999999', 'notPositive'],
    ['amount', '222.04', 'notWhole'],
    ['amount', '.00', 'notWhole'],
    ['amount', '5.', 'notWhole'],
    ['amount', '1e5', 'notWhole'],
    ['amount', ' 1', 'notWhole'],
    ['amount', '-', 'notWhole'],
    ['amount', 'NaN', 'notWhole'],
    ['amount', null, 'empty'],
    ['period', '2026-13', 'notPeriod'],
    ['period', '2026/10', 'notPeriod'],
    ['period', '0000-10', 'notPeriod'],
  ] as const)('%s = %s', (column, value, code) => {
    expect(read({ [column]: value })).toEqual({ row: null, why: [column, code, value ?? ''] });
  });

  test.each([
    ['key_rate', ['2026-01-01'], 'columns'],
    ['news', ['1', null, '2026-11-22 18:05:00', 't', ''], 'notInstant'],
    // «everyone» and «every house» are no answers to a house that cannot be read
    ['news', ['1', 'дом', '2026-11-22 18:05:00+00', 't', ''], 'notPositive'],
    ['tariff', ['1', '-7', '2026-01-01', null, '690'], 'notPositive'],
  ] as const)('%s %j', (entity, cells, code) => {
    const { rows, rejected } = parseRows(entity, [cells]);
    expect(rows).toEqual([]);
    expect(rejected[0]?.code).toBe(code);
  });

  test('with its key and at most two thousand characters of its text', () => {
    const { rejected } = parseRows('payment', [payment({ amount: 'ж', channel: 'ж'.repeat(5000) })]);
    expect(rejected[0]).toMatchObject({ entity: 'payment', key: '17/5' });
    expect(rejected[0]?.raw).toHaveLength(2000);
  });
});

describe('any other bad cell costs itself alone', () => {
  test.each([
    ['paid_on', '2026-02-29', 'notDay', null],
    ['paid_on', '1900-02-29', 'notDay', null],
    ['paid_on', '2026-04-31', 'notDay', null],
    ['paid_on', '2026-1-01', 'notDay', null],
    ['paid_on', '2026-00-10', 'notDay', null],
    ['paid_on', '2026-10-05 00:00:00+03', 'notDay', null],
    ['paid_on', 'infinity', 'notDay', null],
    ['posted_on', '9999-12-31', 'farDay', null],
    ['posted_on', '1900-01-01', 'farDay', null],
    ['posted_on', null, 'empty', null],
    ['channel', 'х'.repeat(121), 'tooLong', `${'х'.repeat(119)}…`],
  ])('%s = %s', (column, value, code, kept) => {
    const { row, why } = read({ [column]: value });
    expect(row).toMatchObject({ id: 5, amount: 22204, [column]: kept });
    expect(why?.slice(0, 2)).toEqual([column, code]);
  });

  const house = ['1', '', '', '', 'Чебоксары', '', 'Энгельса', '14', '', 'commonPot', '1', null, null, null, '', ''];
  test.each([
    ['house', house.with(9, 'somethingElse'), 'notOneOf', { formation: null }],
    ['house', house.with(10, '0'), 'notPositive', { operator_id: null }],
    ['house', house.with(12, '1.5'), 'notWhole', { collected: null }],
    ['house', house.with(7, 'д'.repeat(61)), 'tooLong', { number: `${'д'.repeat(59)}…` }],
    ['premises', ['1', '1', '10', 'residential', '-1'], 'notArea', { area: null }],
    ['office', ['1', '1', 'n', '', '', '[{'], 'notJson', { hours: '[]' }],
    // a code cut short is another code
    [
      'account',
      ['1', '7', '20МВ8754150', '1', 'person', '', '', '', '', '1', '1', '1', '2020-01-01', null],
      'tooLong',
      { unified_number: '' },
    ],
  ] as const)('%s %j', (entity, cells, code, kept) => {
    const { rows, rejected, doubts } = parseRows(entity, [cells]);
    expect(rejected).toEqual([]);
    expect(rows).toEqual([expect.objectContaining(kept)]);
    expect(doubts.map(doubt => doubt.code)).toEqual([code]);
  });

  test('each bad cell of a row is told, and none of the next row’s', () => {
    const { doubts } = parseRows('payment', [payment({ paid_on: 'x', posted_on: 'y' }), payment({ id: '6' })]);
    expect(doubts.map(({ key, column }) => [key, column])).toEqual([
      ['17/5', 'paid_on'],
      ['17/5', 'posted_on'],
    ]);
  });
});

describe('another way of writing the same is no defect', () => {
  const account = ['1', '7', '', '1', 'person', null, '', '', '', '1', '1', '1', '2020-01-01', null];
  test.each([
    ['payment', payment({ amount: '22204.00' }), { amount: 22204 }],
    ['payment', payment({ paid_on: '2026-10-05 00:00:00' }), { paid_on: '2026-10-05' }],
    ['payment', payment({ channel: null }), { channel: '' }],
    ['account', account, { last_name: '' }],
    // open for ever, as billing systems write it
    ['account', account.with(13, '9999-12-31'), { closed_on: null }],
    ['account', account.with(13, 'infinity'), { closed_on: null }],
    ['account', account.with(12, '1900-01-01'), { opened_on: null }],
    ['account', account.with(12, '-infinity'), { opened_on: null }],
    ['tariff', ['1', null, '1900-01-01', '9999-12-31', '690'], { valid_from: '1900-01-01', valid_to: null }],
  ] as const)('%s %j', (entity, cells, kept) => {
    expect(parseRows(entity, [cells])).toMatchObject({ rows: [kept], rejected: [], doubts: [] });
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
  const copied = async (size: number, batchRows = 100) => {
    const batches: ParsedRows<'payment'>[] = [];
    for await (const batch of parseCopy('payment', inPieces(size), batchRows)) batches.push(batch);
    return batches;
  };

  test.each([1, 2, 3, 7, 64, 100_000])('reads the same rows when it arrives %i bytes at a time', async size => {
    const [batch] = await copied(size);
    expect(batch?.rows.map(row => [row.id, row.channel])).toEqual([
      [5, 'Почта России'],
      [6, 'таб\tстрока\nкосая\\черта 🏠'],
      [8, '\\N'],
    ]);
    expect(batch?.rejected.map(({ key, column, code }) => [key, column, code])).toEqual([['17/7', 'amount', 'empty']]);
  });

  test('is given in batches', async () => {
    expect((await copied(90, 1)).length).toBeGreaterThan(1);
  });

  test('that ends inside a row is a failure', async () => {
    await expect(async () => {
      await parseCopy('payment', [Buffer.from('17\t5')] as never, 1).next();
    }).rejects.toThrow(/ended inside a row/);
  });
});
