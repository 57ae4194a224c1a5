// `npm run load` over a real fund: files of any export are merged, only differences reach the change log, and no bad row stops or loses a good one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entityNames, exchange, type EntityName } from '../../src-main/ports/exchange.ts';
import { seedFund } from '../support/fund-seed.ts';
import { type FundDatabase, freshFundDatabase, openClient, withClient } from '../support/postgres.ts';

const script = fileURLToPath(new URL('../../src-main/cli/load.ts', import.meta.url));
const page = readFileSync(new URL('../../docs/fund-database.md', import.meta.url), 'utf8');
let fund: FundDatabase;
let dir: string;
beforeEach(async () => {
  fund = await freshFundDatabase();
  dir = mkdtempSync(join(tmpdir(), 'kapremont-load-'));
  await withClient(fund.url, async client => {
    await seedFund(client, 3, ['2026-09', '2026-10']);
    await client.query('delete from exchange.change_log');
  });
});
afterEach(async () => {
  rmSync(dir, { recursive: true, force: true });
  await fund.drop();
});

function load(...args: string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, KAPREMONT_FUND_ADMIN: fund.url },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', text => (stdout += text));
    child.stderr.on('data', text => (stderr += text));
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

const file = (name: string, text: string | Buffer) => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const query = async <T extends object>(sql: string) =>
  (await withClient(fund.url, client => client.query<T>(sql))).rows;
const log = () => query('select entity, id::int, account_id::int, period from exchange.change_log order by 1, 2, 3, 4');
/** Every table of the fund, as CSV in a folder. */
async function exportAll(change: (entity: EntityName, lines: string[]) => string[] = (_, lines) => lines) {
  await withClient(fund.url, async client => {
    for (const entity of entityNames) {
      const columns = exchange[entity].columns.map(({ name }) => name);
      const { rows } = await client.query<Record<string, string | null>>(
        `select ${columns.map(name => `${name}::text`).join(', ')} from fund.${entity} order by 1, 2`,
      );
      const lines = rows.map(row => columns.map(name => `"${(row[name] ?? '').replaceAll('"', '""')}"`).join(';'));
      file(`${entity}.csv`, [columns.join(';'), ...change(entity, lines)].join('\r\n') + '\r\n');
    }
  });
}

test('a file equal to the table changes nothing, and one changed sum is one line of the change log', async () => {
  await exportAll();
  const same = await load('--dir', dir, '--mode', 'full');
  expect([same.code, same.stderr.includes('Ничего')]).toEqual([0, false]);
  expect(await log()).toEqual([]);

  await exportAll((entity, lines) =>
    entity === 'period_balance' ? lines.map(line => line.replace('"2";"2026-10";"0"', '"2";"2026-10";"500"')) : lines,
  );
  const dry = await load('--dir', dir, '--mode', 'full', '--dry-run');
  expect(dry.code).toBe(0);
  expect(dry.stdout).toMatch(/period_balance +было 6, новых 0, изменённых 1, пропавших 0, не принято 0/);
  expect(dry.stdout).toMatch(/2\/2026-10 \(счёт 100002\): opening\n/);
  expect(dry.stdout).not.toContain('500');
  const shown = await load('--dir', dir, '--mode', 'full', '--dry-run', '--show-values');
  expect(shown.stdout).toContain('2/2026-10 (счёт 100002): opening: 0 → 500');
  expect(dry.stdout).toContain('Пробный прогон: ничего не изменено.');
  expect(await log()).toEqual([]);

  const loaded = await load('--dir', dir, '--mode', 'full');
  expect([loaded.code, loaded.stdout]).toEqual([0, expect.stringContaining('Загружено.')]);
  expect(await log()).toEqual([{ entity: 'period_balance', id: null, account_id: 2, period: '2026-10' }]);
});

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['windows-1251', (text: string) => iconv.encode(text, 'windows-1251')],
])('a file in %s is read, by comma or semicolon, columns in any order', async (_, encode) => {
  for (const mark of [',', ';']) {
    const name = `Фонд "${mark}" №1`;
    const text = `NAME${mark}extra${mark} id ${mark}kind\n"${name.replaceAll('"', '""')}"${mark}x${mark}1${mark}operator\n`;
    const { code, stdout } = await load('--file', `organization=${file('o.csv', encode(text))}`);
    expect([code, stdout]).toEqual([0, expect.stringContaining('незнакомые столбцы пропущены: extra')]);
    expect(await query('select name, inn from fund.organization')).toEqual([{ name, inn: '' }]);
  }
});

test('values as people write them are taken: days with points, spaces around numbers, quotes inside, line breaks', async () => {
  const text =
    'account_id;id;paid_on;posted_on;period;amount;channel\n 1 ;900;05.10.2026;2026-10-06;2026-10; 12345 ;ООО "Рога"\n2;901;2026-10-05;2026-10-06;2026-10;-5;"две\nстроки"\n';
  expect(await load('--file', `payment=${file('p.csv', text)}`)).toMatchObject({ code: 0 });
  expect(
    await query(
      `select account_id::int, paid_on::text, amount::int, channel from fund.payment where id >= 900 order by id`,
    ),
  ).toEqual([
    { account_id: 1, paid_on: '2026-10-05', amount: 12345, channel: 'ООО "Рога"' },
    { account_id: 2, paid_on: '2026-10-05', amount: -5, channel: 'две\nстроки' },
  ]);
});

test('a column the file leaves out stays as it was', async () => {
  await query(`update fund.account set last_name = 'Иванова', closed_on = '2026-01-01' where id = 1`);
  const text = 'id;number;premises_id;owner_kind;area;opened_on\n1;100001;1;person;5000;2013-09-01\n';
  const { code, stdout } = await load('--file', `account=${file('a.csv', text)}`);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/значения в таблице не тронуты: .*last_name/)]);
  expect(await query('select last_name, area, closed_on::text from fund.account where id = 1')).toEqual([
    { last_name: 'Иванова', area: 5000, closed_on: '2026-01-01' },
  ]);
});

const header = 'account_id;id;paid_on;posted_on;period;amount;channel';
const badRows: [string, string, RegExp][] = [
  [
    'rubles where kopecks are meant',
    '1;800;2026-10-05;2026-10-06;2026-10;123,45;x',
    /p\.csv:3: amount: нужно целое число/,
  ],
  ['a day that is none', '1;800;31.02.2026;2026-10-06;2026-10;1;x', /p\.csv:3: paid_on: нужна настоящая дата/],
  ['a missing account', '77;800;2026-10-05;2026-10-06;2026-10;1;x', /p\.csv:3: account_id: в account нет строки 77/],
  ['a column too many', '1;800;2026-10-05;2026-10-06;2026-10;1;x;y;z', /p\.csv:3: столбцов 9, а в заголовке 7/],
  ['an empty sum', '1;800;2026-10-05;2026-10-06;2026-10;;x', /p\.csv:3: amount: пусто/],
  ['a key that is none', '1;0;2026-10-05;2026-10-06;2026-10;1;x', /p\.csv:3: id: нужно целое число больше нуля/],
  [
    'a sign with the code 0',
    '1;800;2026-10-05;2026-10-06;2026-10;1;a\u0000b',
    /p\.csv:3: channel: есть знак с кодом 0/,
  ],
  [
    'two rows of one key',
    '1;801;2026-10-05;2026-10-06;2026-10;7;x',
    /p\.csv:3: ключ повторяется с другими данными, строки 2, 3/,
  ],
];
test.each(badRows)('%s is refused by file and line, and the rest is loaded', async (what, line, told) => {
  const rows = ['1;801;2026-10-05;2026-10-06;2026-10;1;x', line, '2;802;2026-10-05;2026-10-06;2026-10;2;x'];
  const path = file('p.csv', [header, ...rows].join('\n'));
  const strict = await load('--file', `payment=${path}`, '--strict');
  expect([strict.code, strict.stderr]).toEqual([2, expect.stringMatching(told)]);
  expect(await log()).toEqual([]);
  const all = join(dir, 'refused.txt');
  const { code, stderr } = await load('--file', `payment=${path}`, '--refused', all);
  expect([code, stderr]).toEqual([1, expect.stringMatching(told)]);
  expect(readFileSync(all, 'utf8')).toMatch(told);
  expect(await query('select id::int from fund.payment where id > 700 order by 1')).toEqual(
    what === 'two rows of one key' ? [{ id: 802 }] : [{ id: 801 }, { id: 802 }],
  );
});

test('the row of a refused line is not deleted, its month is not half replaced, and an unreadable key stops deletes', async () => {
  const good = (entity: EntityName, change: (line: string) => string) =>
    exportAll((name, lines) => (name === entity ? lines.map(change) : lines));
  await good('charge_line', line =>
    line.startsWith('"1";"2026-10";"1"') ? line.replace('"22204"', '"много"') : line.replace('"210"', '"211"'),
  );
  const first = await load('--dir', dir, '--mode', 'full');
  expect([first.code, first.stderr]).toEqual([
    1,
    expect.stringContaining('месяц оставлен как был: не принята строка 4'),
  ]);
  expect(
    await query(`select period, line_no, amount::int from fund.charge_line where account_id = 1 order by 1, 2`),
  ).toEqual([
    { period: '2026-09', line_no: 1, amount: 22204 },
    { period: '2026-09', line_no: 2, amount: 211 },
    { period: '2026-10', line_no: 1, amount: 22204 },
    { period: '2026-10', line_no: 2, amount: 210 },
  ]);
  await good('payment', line => line.replace(/^"1";"1"/, '"1";"первый"'));
  const second = await load('--dir', dir, '--mode', 'full');
  expect([second.code, second.stdout]).toEqual([1, expect.stringContaining('из этой таблицы ничего не удаляется')]);
  expect(await query('select from fund.payment')).toHaveLength(3);
});

test('full deletes what is gone, but not more than allowed, not what others refer to, and partial deletes nothing', async () => {
  await exportAll((entity, lines) => (entity === 'payment' ? lines.slice(1) : lines));
  expect((await load('--dir', dir)).code).toBe(0);
  expect(await query('select from fund.payment')).toHaveLength(3);
  expect((await load('--dir', dir, '--mode', 'full')).code).toBe(0);
  expect(await log()).toEqual([{ entity: 'payment', id: 1, account_id: 1, period: '2026-10' }]);

  await exportAll((entity, lines) => (entity === 'payment' ? [] : lines));
  const emptied = await load('--dir', dir, '--mode', 'full');
  expect([emptied.code, emptied.stderr]).toEqual([2, expect.stringContaining('повторите с --delete-up-to 100')]);
  expect(await query('select from fund.payment')).toHaveLength(2);
  expect((await load('--dir', dir, '--mode', 'full', '--delete-up-to', '100')).code).toBe(0);
  expect(await query('select from fund.payment')).toHaveLength(0);

  await exportAll((entity, lines) => (entity === 'account' ? lines.slice(1) : lines));
  const referred = await load(
    '--file',
    `account=${join(dir, 'account.csv')}`,
    '--mode',
    'full',
    '--delete-up-to',
    '100',
  );
  expect([referred.code, referred.stdout]).toEqual([
    0,
    expect.stringContaining('на них ссылаются остающиеся строки: 1'),
  ]);
  expect(await query('select from fund.account')).toHaveLength(3);

  const own = ['account', 'period_balance', 'charge_line'];
  await exportAll((entity, lines) => (own.includes(entity) ? lines.filter(line => !line.startsWith('"1"')) : lines));
  expect((await load('--dir', dir, '--mode', 'full', '--delete-up-to', '50')).code).toBe(0);
  expect(await query('select id::int from fund.account order by 1')).toEqual([{ id: 2 }, { id: 3 }]);
});

test('numbers may change places, and the operator’s sign too; one number of two accounts is refused', async () => {
  const accounts = (one: string, two: string) =>
    file(
      'account.csv',
      `id;number;premises_id;owner_kind;area;opened_on\n1;${one};1;person;1;2013-09-01\n2;${two};2;person;1;2013-09-01\n`,
    );
  expect((await load('--file', `account=${accounts('100002', '100001')}`)).code).toBe(0);
  expect(await query('select id::int, number from fund.account where id < 3 order by 1')).toEqual([
    { id: 1, number: '100002' },
    { id: 2, number: '100001' },
  ]);
  const organizations = file('organization.csv', 'id,kind,name\n1,managing,Старый\n2,operator,Новый\n');
  expect((await load('--file', `organization=${organizations}`)).code).toBe(0);

  const taken = await load('--file', `account=${accounts('100003', '5')}`);
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('number: уже есть у другой строки: 100003')]);
  expect(await query('select number from fund.account where id = 2')).toEqual([{ number: '5' }]);
});

test('a load that is ended in mid-transaction leaves nothing, and the next one goes on from what was staged', async () => {
  await exportAll((entity, lines) =>
    entity === 'payment' ? lines.map(line => line.replace('"22204"', '"1"')) : lines,
  );
  const blocker = await openClient(fund.url);
  await blocker.query('begin; lock table fund.payment in share row exclusive mode');
  const running = load('--dir', dir);
  for (;;) {
    // on a connection of its own: within a transaction PostgreSQL shows the sessions of its first look
    const ended = await query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (ended.length > 0) break;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  expect(await running).toMatchObject({ code: 2, stderr: expect.stringContaining('Ничего не изменено.') as string });
  await blocker.end();
  expect(await log()).toEqual([]);
  const again = await load('--dir', dir);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('строки взяты от прерванной загрузки')]);
  expect(await query('select distinct amount::int from fund.payment')).toEqual([{ amount: 1 }]);
});

test('foreign tables are merged into the fund’s tables by the same differences', async () => {
  const far = await freshFundDatabase();
  try {
    await withClient(far.url, client => seedFund(client, 4, ['2026-10']));
    const { hostname, port, username, password } = new URL(far.url);
    // as docs/fund-database.md prints it, with another server's name
    const printed = /^```sql foreign\n([\s\S]*?)^```/m.exec(page)?.[1] ?? expect.fail('the example is gone');
    await query(
      printed
        .replace("'db.billing.local', dbname 'billing'", `'${hostname}', port '${port}', dbname '${far.name}'`)
        .replace("'reader', password '…'", `'${username}', password '${password}'`)
        .replace('schema kapremont', 'schema exchange except (change_log, change_state, house_work)'),
    );
    const { code, stdout } = await load('--schema', 'imported');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/account +было 3, новых 1, изменённых 0/)]);
    expect(await log()).toEqual([
      { entity: 'account', id: 4, account_id: 4, period: null },
      { entity: 'charge_line', id: null, account_id: 4, period: '2026-10' },
      { entity: 'payment', id: 4, account_id: 4, period: '2026-10' },
      { entity: 'period_balance', id: null, account_id: 4, period: '2026-10' },
      { entity: 'premises', id: 4, account_id: null, period: null },
    ]);
    await withClient(far.url, client =>
      client.query(`update fund.account set area = 1 where id = 2; delete from fund.payment where id = 4`),
    );
    expect(
      (await load('--relation', 'account=imported.account', '--relation', 'payment=imported.payment', '--mode', 'full'))
        .code,
    ).toBe(0);
    expect((await query<{ area: number }>('select area from fund.account where id = 2'))[0]?.area).toBe(1);
    expect(await query('select from fund.payment')).toHaveLength(3);
  } finally {
    await query('drop extension postgres_fdw cascade');
    await far.drop();
  }
});

const refusals: [string, (dir: string) => string[], RegExp][] = [
  ['no source', () => [], /Назовите источник/],
  ['an entity that is none', () => ['--file', `accounts=${file('x.csv', 'id\n1\n')}`], /сущности «accounts» нет/],
  ['a file that is not there', () => ['--file', 'account=/nowhere.csv'], /не читается/],
  [
    'a file without a needed column',
    () => ['--file', `account=${file('x.csv', 'id;number\n1;2\n')}`],
    /нет столбцов premises_id/,
  ],
  [
    'a column twice',
    () => ['--file', `moratorium=${file('x.csv', 'valid_from;valid_to;valid_to\n')}`],
    /стоит дважды: valid_to/,
  ],
  ['an empty file', () => ['--file', `account=${file('x.csv', '')}`], /файл пуст/],
  ['UTF-16', () => ['--file', `account=${file('x.csv', Buffer.from('\uFEFFid', 'utf16le'))}`], /UTF-16/],
  [
    'a quote that is never closed',
    () => [
      '--file',
      `moratorium=${file('x.csv', 'valid_from;valid_to\n2026-01-01;"2026-02-01\n2026-03-01;2026-03-02\n')}`,
    ],
    /кавычка открыта и не закрыта/,
  ],
  [
    'a relation that is not there',
    () => ['--relation', 'account=nowhere.account'],
    /Отношения nowhere.account в базе нет/,
  ],
];
test.each(refusals)('%s stops the load with a sentence and nothing is changed', async (_, args, told) => {
  expect(await load(...args(dir))).toMatchObject({ code: 2, stderr: expect.stringMatching(told) as string });
});
