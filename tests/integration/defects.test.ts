// Faults planted in a real fund, one of each kind: what the terminal keeps, what it lists for staff and how the list reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnWords, defectHides, defectWhat, defectWhere, entityWords, ruleWords, type Defect } from '#contract';
import { createDocumentFiles } from '../../src-main/adapters/documents-folder/index.ts';
import { entityNames, exchange } from '../../src-main/ports/exchange.ts';
import { defectsMethods } from '../../src-main/services/staff/defects.ts';
import { isProvedBy } from '../../src-main/services/proof/payments.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import {
  cacheRows,
  eventually,
  folder,
  openActive,
  removeFolder,
  startTerminal,
  type Terminal,
} from './sync-support.ts';
import { somebody } from '../support/called.ts';

const today = '2026-11-28';
const money = (kopecks: number) => (kopecks / 100).toFixed(2);

/** The columns of exchange.account, some of them given. */
const account = (id: number, given: Record<string, string> = {}) =>
  Object.values({
    id: String(id),
    number: `'${id}'`,
    unified_number: `''`,
    premises_id: '1',
    owner_kind: `'person'`,
    last_name: `'Тестова'`,
    first_name: `''`,
    middle_name: `''`,
    company_name: `''`,
    share_numerator: '1',
    share_denominator: '1',
    area: '4270',
    opened_on: `date '2014-01-01'`,
    closed_on: 'null::date',
    ...given,
  }).join(', ');

const ofView = [
  account(5, { number: `'DUPID'`, area: '4000' }),
  account(880005, { premises_id: '777777777' }),
  account(880006, { premises_id: 'null' }),
  account(880007, { number: `'100006'` }),
  account(880008, { unified_number: `'20МВ875415'` }),
  account(880009, { unified_number: `'20MB875415'` }),
  account(880010, { number: `'№—'` }),
  account(880011, { opened_on: `date '2020-01-01'`, closed_on: `date '2019-01-01'` }),
  account(880012, { share_numerator: '3', share_denominator: '2' }),
  account(880013, { closed_on: `date '9999-12-31'` }),
  account(880014, { last_name: `'=1+1'`, number: `'=880014'`, opened_on: `date '2062-01-01'` }),
];

const sound = `'АО «Банк»', '049706990', '40705810109909910001', '30101810200000000990'`;
/** Special accounts: of house 2 one that is over, of house 3 one in force, of house 4 none, which nobody lives in. */
const special = `
  insert into fund.house (id, settlement, street, number, formation, operator_id)
    select n, 'Чебоксары', 'Гагарина', n::text, 'specialAccount', 1 from generate_series(2, 4) n;
  insert into fund.premises (id, house_id, number, kind, area) values (22, 2, '1', 'residential', 4000), (33, 3, '1', 'residential', 4000);
  insert into fund.account (id, number, premises_id, owner_kind, last_name, area, opened_on)
    select n, (100000 + n)::text, case n when 33 then 33 else 22 end, 'person', 'Тестова', 4000, '2014-01-01' from unnest(array[22, 23, 33]) n;
  insert into fund.house_account (id, house_id, organization_id, bank_name, bic, settlement_account, correspondent_account, valid_from, valid_to)
    values (2, 2, 1, ${sound}, '2014-01-01', '2025-12-31'), (3, 3, 1, ${sound}, '2014-01-01', null);`;

const planted = `${special}
  insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
    values (1, 1001, '2062-10-05', '2062-10-06', '2026-10', 50000, 'Почта России'), (2, 1002, 'infinity', 'infinity', '2026-10', 100, '');
  insert into fund.period_balance (account_id, period, opening, charged, paid, closing, issued_on, due_on, payments_until)
    values (2, '2031-01', 0, 100, 0, 100, '2026-11-01', '2026-11-15', '2026-10-31');
  update fund.period_balance set due_on = 'infinity' where account_id = 3 and period = '2026-10';
  update fund.period_balance set due_on = '2026-10-01', issued_on = '2026-11-01' where account_id = 4 and period = '2026-10';
  update fund.charge_line set reason = rpad('По решению суда', 617, ' № 2-1234/2026') where account_id = 4 and line_no = 1;
  update fund.house set number = repeat('Ф', 70) where id = 1;
  update fund.account set area = 0 where id = 7;
  update fund.organization set inn = '213О999999|Sum=1' where id = 1;
  insert into fund.period_balance (account_id, period, opening, charged, closing, issued_on) values (8, '2026-09', 0, 100, 99, '2026-10-01');
  create or replace view exchange.account as select id, number, unified_number, premises_id, owner_kind, last_name, first_name,
    middle_name, company_name, share_numerator, share_denominator, area, opened_on, closed_on from fund.account
    union all ${ofView.map(row => `select ${row}`).join(' union all ')};
  create or replace view exchange.payment as select account_id, id, paid_on, posted_on, period::text, amount, channel from fund.payment
    union all select 999999, 9001, date '2026-10-05', date '2026-10-06', '2026-10', 100, '';
  alter view exchange.premises rename to kept_premises;
  create view exchange.premises as select id, case when id = 10 then 4040 else house_id end as house_id, number, kind, area
    from exchange.kept_premises;
  grant select on exchange.premises to kiosk_reader;`;

let fund: FundDatabase;
const folders: string[] = [];
const terminals: Terminal[] = [];

async function terminal() {
  const dataDir = folder();
  folders.push(dataDir);
  const started = await startTerminal(dataDir, fund.terminalOf(dataDir), 600);
  terminals.push(started);
  return { dataDir, terminal: started, cache: started.store.cache };
}

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 12, ['2026-10']));
});
afterAll(async () => {
  for (const each of terminals) await each.stop();
  for (const each of folders) removeFolder(each);
  await fund.drop();
});

/** What a copy holds, but for when it was seen. */
async function contents(dataDir: string) {
  const { db } = await openActive(dataDir);
  try {
    const quarantine = db.prepare('select entity, key, weight, cell, code, value from quarantine').all();
    const rows: Record<string, unknown[]> = {};
    for (const entity of entityNames) rows[entity] = await cacheRows(dataDir, entity);
    return { quarantine, rows };
  } finally {
    db.close();
  }
}

test('every table and column a defect may name has its words', () => {
  for (const [entity, { columns }] of Object.entries(exchange)) {
    expect(entityWords[entity], entity).toBeDefined();
    for (const { name } of columns) expect(columnWords[name], `${entity}.${name}`).toBeDefined();
  }
});

describe('a fund with a fault of every kind', () => {
  let fresh: Awaited<ReturnType<typeof terminal>>;
  let followed: Awaited<ReturnType<typeof terminal>>;
  let methods: ReturnType<typeof defectsMethods>;
  let list: Defect[];
  let saveDir: string;

  beforeAll(async () => {
    followed = await terminal();
    await followed.terminal.until('fresh');
    const mark = followed.terminal.events.length;
    await withClient(fund.url, async client => {
      await client.query('begin');
      await client.query(planted);
      // a view has no triggers: a fund that writes its change log by hand does this
      await client.query(`insert into exchange.change_log (entity, id) select 'account', id from exchange.account`);
      await client.query(`insert into exchange.change_log (entity, id) select 'premises', id from exchange.premises`);
      await client.query(`insert into exchange.change_log (entity, id) values ('payment', 9001)`);
      await client.query('commit');
    });
    await followed.terminal.until('accountsChanged', mark);
    fresh = await terminal();
    await fresh.terminal.until('fresh');
    saveDir = join(fresh.dataDir, 'документы');
    methods = defectsMethods({
      cache: fresh.cache,
      files: createDocumentFiles(saveDir, {} as never),
      clock: { today: () => today },
      audit: { record: async () => undefined } as never,
      log: { error: () => undefined },
      timeZone: 'Europe/Moscow',
    });
    const codes = new Set(Object.keys(ruleWords));
    await eventually(async () => {
      const answer = await methods['staff.defects']({ offset: 0 });
      list = answer.ok ? answer.value.rows : [];
      return [...codes].every(code => list.some(defect => defect.code === code));
    });
  }, 120_000);

  test('is one and the same to a terminal that copied it and to one that followed its changes', async () => {
    const [one, other] = await Promise.all([contents(fresh.dataDir), contents(followed.dataDir)]);
    expect(other).toEqual(one);
  });

  const found = (code: string, key: string) => {
    const defect = list.find(each => each.code === code && each.key === key);
    return (
      defect && {
        where: [defect.accountNumber, defectWhere(defect, 'ru')].filter(Boolean).join(', '),
        what: defectWhat(defect, 'ru', money),
        hides: defectHides(defect, 'ru'),
        kind: defect.kind,
      }
    );
  };

  test.each([
    ['dayInFuture', '1/1001', '100001, Платёж 1001', 'Дата оплаты: эта дата ещё не наступила: 05.10.2062', ''],
    ['dayInFuture', '880014', '=880014, Лицевой счёт', 'Счёт открыт: эта дата ещё не наступила: 01.01.2062', ''],
    ['notDay', '2/1002', '100002, Платёж 1002', 'Дата оплаты: не дата: «infinity»', ''],
    ['monthInFuture', '2/2031-01', '100002, Месяц счёта 01.2031', 'Месяц: этот месяц ещё не наступил: 01.2031', ''],
    ['notDay', '3/2026-10', '100003, Месяц счёта 10.2026', 'Оплатить до: не дата: «infinity»', ''],
    ['endBeforeStart', '4/2026-10', '100004, Месяц счёта 10.2026', 'Оплатить до: раньше начала: 01.10.2026', ''],
    ['endBeforeStart', '880011', '880011, Лицевой счёт', 'Счёт закрыт: раньше начала: 01.01.2019', ''],
    ['tooLong', '1', 'Дом 1', `Номер: слишком длинно: «${'Ф'.repeat(59)}…»`, ''],
    ['twice', '5', '100005, Лицевой счёт', 'Две строки с одним номером; показана одна', ''],
    [
      'missingParent',
      '777777777',
      '880005, Помещение 777777777',
      'Такой строки в данных фонда нет, ссылок на неё: 1 (лицевой счёт)',
      '1\u00a0счёт не виден',
    ],
    [
      'missingParent',
      '4040',
      'Дом 4040',
      'Такой строки в данных фонда нет, ссылок на неё: 1 (помещение)',
      '1\u00a0счёт не виден',
    ],
    [
      'missingParent',
      '999999',
      'Лицевой счёт 999999',
      'Такой строки в данных фонда нет, ссылок на неё: 1 (платёж)',
      '',
    ],
    ['empty', '880006', '880006, Лицевой счёт', 'Помещение: не заполнено', '1\u00a0счёт не виден'],
    ['numberTwice', '6', '100006, Лицевой счёт', 'Номер: один номер у нескольких счетов: 100006', ''],
    ['numberTwice', '880007', '100006, Лицевой счёт', 'Номер: один номер у нескольких счетов: 100006', ''],
    ['unifiedTwice', '880009', '880009, Лицевой счёт', 'ЕЛС: один ЕЛС у нескольких открытых счетов: 20MB875415', ''],
    [
      'numberUnfindable',
      '880010',
      '№—, Лицевой счёт',
      'Номер: в номере нет ни цифр, ни букв, по нему счёт не найти: «№—»',
      '',
    ],
    ['zeroAreaCharged', '7', '100007, Лицевой счёт', 'Площадь: площадь 0, а взнос начислен', ''],
    [
      'noPayee',
      '2',
      'Дом 2',
      'Дом копит на специальном счёте, а счёт не указан или не действует: квитанции печатаются без получателя и без кода',
      '2\u00a0счёта без получателя',
    ],
    ['shareImpossible', '880012', '880012, Лицевой счёт', 'Доля: такой доли быть не может: 3/2', ''],
    [
      'taxNumberShape',
      '1',
      'Организация «Фонд»',
      'ИНН: не ИНН (10 или 12 цифр), на бумагах его нет: «213О999999|Sum=1»',
      '',
    ],
    ['figures', '8/2026-09', '100008, Месяц счёта 09.2026', 'Сальдо фонда 0.99, по остальным суммам выходит 1.00', ''],
  ])('%s %s is listed: the account, what is wrong, what it hides', (code, key, where, what, hides) => {
    expect(found(code, key)).toMatchObject({ where, what, hides });
  });

  test('what hides the most stands first, and nothing but what was planted is listed', () => {
    const [first, second, ...rest] = list.filter(({ kind }) => kind !== 'bank').map(({ hides }) => hides);
    // a row that is not shown comes before what is shown and cannot be
    expect([first, second, ...rest.slice(0, 3)]).toEqual([1, 2, 1, 1, 0]);
    // each row of the table above, the second day of the endless payment, the other of the two ЕЛС, the long reason, the seed's payee
    expect(list.map(({ code, key, column }) => `${code} ${key} ${column}`).toSorted()).toHaveLength(26);
  });

  test('a closing written for «never» is none, and is no defect', async () => {
    expect((await fresh.cache.account(880013))?.account?.closed_on).toBeNull();
    expect(list.some(defect => defect.key === '880013')).toBe(false);
  });

  test('a payment dated after today is no proof; the true last one is', async () => {
    const proving = {
      cache: fresh.cache,
      store: { accountAttempts: async () => [] },
      clock: { today: () => today },
      timeZone: 'Europe/Moscow',
    };
    expect(await isProvedBy(proving, 1, { paidOn: '2062-10-05', amount: 50000 })).toBe(false);
    expect(await isProvedBy(proving, 1, { paidOn: '2026-10-05', amount: 22204 })).toBe(true);
  });

  test('a house whose number is too long keeps its accounts, a line whose reason is too long keeps its sum', async () => {
    const house = (await fresh.cache.account(1))?.house;
    expect(house?.number).toBe(`${'Ф'.repeat(59)}…`);
    const [line] = await fresh.cache.lines(4, '2026-10', '2026-10');
    expect(line).toMatchObject({ amount: 22204 });
    expect(line?.reason).toHaveLength(500);
  });

  test('saved as a table: marked as UTF-8, by semicolons, and no text is a formula', async () => {
    const saved = await methods['staff.saveDefects']({}, { who: somebody });
    expect(saved).toMatchObject({ ok: true, value: { folder: saveDir, file: `Дефекты данных ${today}.csv` } });
    const text = readFileSync(join(saveDir, `Дефекты данных ${today}.csv`), 'utf8');
    expect(text.startsWith('\uFEFFВид;Что;Лицевой счёт;')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(list.length + 1);
    expect(text).toContain(`;'=880014;`);
    expect(text).toContain(';2\u00a0счёта без получателя;');
    expect(text).not.toMatch(/(^|;)"?[=+@-]/m);
  });

  test('what the fund corrects leaves the list', async () => {
    const mark = fresh.terminal.events.length;
    await withClient(fund.url, client =>
      client.query(`update fund.period_balance set due_on = '2026-11-15' where account_id = 3`),
    );
    await fresh.terminal.until('accountsChanged', mark);
    const { rows } = await fresh.cache.defects(0, 100);
    expect(rows.some(row => row.key === '3/2026-10')).toBe(false);
  });
});
