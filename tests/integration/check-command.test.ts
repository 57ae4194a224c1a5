// `npm run check` names each of the faults planted in a fund, in both languages, and finds none in a clean one.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entityNames, exchange, type EntityName } from '../../src-main/ports/exchange.ts';
import { seedFund } from '../support/fund-seed.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';

const script = fileURLToPath(new URL('../../src-main/cli/check.ts', import.meta.url));
let fund: FundDatabase;
let clean: Output;
let faulty: Record<'ru' | 'en', Output>;

interface Output {
  code: number | null;
  stdout: string;
  stderr: string;
}

function check(url: string, ...args: string[]): Promise<Output> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, KAPREMONT_FUND_ADMIN: url } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', text => (stdout += text));
    child.stderr.on('data', text => (stderr += text));
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

/** Puts another view in a view's place: `change` gives the SQL of some columns, null leaves one out; `and` is added to it. */
function view(entity: EntityName, change: Record<string, string | null>, and = ''): string {
  return `drop view exchange.${entity};
    create view exchange.${entity} as ${select(entity, change)} ${and};
    grant select on exchange.${entity} to kiosk_reader`;
}

function select(entity: EntityName, change: Record<string, string | null>): string {
  const columns = exchange[entity].columns
    .map(({ name }) => [name, name in change ? change[name] : name])
    .filter(([, sql]) => sql !== null)
    .map(([name, sql]) => `${sql} as ${name}`);
  return `select ${columns.join(', ')} from fund.${entity}`;
}

const suffix = process.pid;
const login = (name: string, how = '') => `create role ${name}_${suffix} login ${how}`;
const terminal = (name: string, how = '') =>
  `${login(name, how)}; grant kiosk_reader, kiosk_writer to ${name}_${suffix}`;

const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];

/** What is planted, by which SQL, and the line that must name it. All are planted in one fund. */
const planted: [string, string, RegExp][] = [
  ['a view that is not there', 'drop view exchange.house_work', /exchange\.house_work: .*\[noView\]/],
  ['a column that is not there', view('office', { hours: null }), /exchange\.office: .*hours.*\[noColumn\]/],
  [
    'money as a floating number',
    view('tariff', { tariff: 'tariff::float8' }),
    /exchange\.tariff: tariff: .*double precision.*\[type\]/,
  ],
  [
    'a day as a moment',
    view('key_rate', { valid_from: 'valid_from::timestamptz' }),
    /exchange\.key_rate: valid_from: .*\[type\]/,
  ],
  [
    'a moment without its time zone',
    view('news', { published_at: 'published_at::timestamp' }),
    /exchange\.news: published_at: .*\[type\]/,
  ],
  [
    'a row whose moment has no time zone',
    `insert into fund.news values (1, null, now(), 'х', '')`,
    /exchange\.news: published_at: .*1.*\[row\]/,
  ],
  [
    'an empty cell that must not be',
    view('organization', { inn: `nullif(inn, '')` }, `union all ${select('organization', { id: '0' })}`),
    /exchange\.organization: inn.*NULL.*\[nulls\]/,
  ],
  ['two operators', '', /exchange\.organization: kind: .*operator.*\[duplicates\]/],
  ['a key of zero', '', /exchange\.organization: id: .*0 \[row\]/],
  [
    'the same key twice',
    view(
      'premises',
      { area: 'case id when 9 then -5 else area end', house_id: 'case id when 8 then 99 else house_id end' },
      `union all ${select('premises', {})} where id = 7`,
    ),
    /exchange\.premises: id: .* 7( for one)? \[duplicates\]/,
  ],
  ['a negative area', '', /exchange\.premises: area: .*9 \[row\]/],
  ['premises of a house that is not there', '', /exchange\.premises: house_id.* 99( for one)? \[orphans\]/],
  [
    'one number of two accounts',
    view('account', {
      number: `case id when 2 then '100001' else number end`,
      last_name: `case id when 3 then repeat('я', 130) else last_name end`,
      premises_id: 'case id when 4 then 12345 else premises_id end',
    }),
    /exchange\.account: number: .*100001.*\[duplicates\]/,
  ],
  ['a text that is too long', '', /exchange\.account: last_name: .*120.*3 \[row\]/],
  ['an account of premises that are not there', '', /exchange\.account: premises_id.* 12345.*\[orphans\]/],
  [
    'no index behind an account’s payments',
    'drop index fund.payment_by_account',
    /exchange\.payment: account_id = … .*fund\.payment.*\[noIndex\]/,
  ],
  [
    'a month that is none',
    view('payment', { period: `case id when 5 then '2026-13' else period::text end` }),
    /exchange\.payment: period: .*5\/5 \[row\]/,
  ],
  [
    'a sum with a fraction',
    view(
      'period_balance',
      { charged: 'case account_id when 6 then charged + 0.5 else charged end' },
      `union all ${select('period_balance', { account_id: '98765' })} where account_id = 1 and period = '2026-10'`,
    ),
    /exchange\.period_balance: charged: .*6\/2026-09.*\[row\]/,
  ],
  ['money as a numeric', '', /exchange\.period_balance: charged: .*numeric.*\[type\]/],
  ['a month of an account that is not there', '', /exchange\.period_balance: account_id.* 98765.*\[orphans\]/],
  [
    'a view that raises at one row',
    view('charge_line', { amount: 'amount / case account_id when 11 then 0 else 1 end' }),
    /exchange\.charge_line: .*4.*11\/2026-09\/1, 11\/2026-09\/2, 11\/2026-10\/1: .*division by zero.* \[unreadable\]/,
  ],
  [
    'changes that are not tracked',
    `select exchange.untrack('fund.penalty_rule', 'penalty_rule')`,
    /exchange\.penalty_rule: .*\[noTracking\]/,
  ],
  [
    'a trigger that is switched off',
    'alter table fund.house disable trigger kapremont_house_update',
    /exchange\.house: fund\.house.*3 .*4 .*\[tracking\]/,
  ],
  [
    'triggers for replication alone',
    'alter table fund.premises enable replica trigger kapremont_premises_insert',
    /exchange\.premises: fund\.premises.*3 .*4 .*\[tracking\]/,
  ],
  [
    'a table behind a view that is not tracked',
    `create table public.beside (since date); ${view('moratorium', {}, 'where valid_from not in (select since from public.beside)')}`,
    /exchange\.moratorium: public\.beside.*\[untracked\]/,
  ],
  [
    'a view whose owner may not read',
    `create role idle_${suffix}; alter view exchange.moratorium owner to idle_${suffix}`,
    /exchange\.moratorium: .*permission denied.*\[denied\]/,
  ],
  [
    'a foreign table behind a view',
    `create extension postgres_fdw; create server far foreign data wrapper postgres_fdw;
     create foreign table fund_far (valid_from date, valid_to date, percent_hundredths integer) server far;
     drop view exchange.rate_cap; create view exchange.rate_cap as select * from fund_far`,
    /exchange\.rate_cap: public\.fund_far.*\[foreignTable\]/,
  ],
  [
    'a view terminals may not read',
    'revoke select on exchange.tariff from kiosk_reader',
    /exchange\.tariff: .*\[noSelect\]/,
  ],
  [
    'a schema terminals may not use',
    'revoke usage on schema terminal from kiosk_writer',
    /terminal: .*kiosk_writer.*\[noUsage\]/,
  ],
  [
    'a function terminals may not call',
    'revoke execute on function terminal.heartbeat(uuid, text, text, text, timestamptz, text, timestamptz, jsonb, uuid, text) from kiosk_writer',
    /terminal\.heartbeat\(.*\[noExecute\]/,
  ],
  [
    'an audit log that takes no lines',
    'revoke insert (id) on terminal.audit from kiosk_writer',
    /terminal\.audit: .*\[noInsert\]/,
  ],
  ['a right too many', 'grant update on fund.account to kiosk_reader', /fund\.account: .*kiosk_reader.*\[tooMuch\]/],
  ['a terminal that is an administrator', terminal('boss', 'createrole'), /boss_\d+: .*\[powerfulLogin\]/],
  [
    'a terminal in one group of two',
    `${login('half')}; grant kiosk_reader to half_${suffix}`,
    /half_\d+: .*\[halfLogin\]/,
  ],
  ['too few connections', terminal('narrow', 'connection limit 3'), /narrow_\d+: .* 3, .*\[connectionLimit\]/],
  ['a password that has run out', terminal('late', `valid until '2020-01-01'`), /late_\d+: .*2020-01-01 \[expires\]/],
  [
    'a terminal that may wait and hold locks for ever',
    `${terminal('hasty')}; alter role hasty_${suffix} set statement_timeout = '30s'`,
    /hasty_\d+: .*idle_in_transaction_session_timeout.*\[noTimeLimit\]/,
  ],
  [
    'a terminal that may not write',
    `${terminal('reading')}; alter role reading_${suffix} set default_transaction_read_only = on`,
    /reading_\d+: .*\[readOnly\]/,
  ],
  [
    'two terminals on one login',
    `insert into terminal.terminal (id, name, version, login) values ('${first}', 'Hall 1', '1', 'shared_login');
     insert into terminal.stranger (login, terminal_id, name, fault) values ('shared_login', '${second}', 'Hall 2', 'loginTaken')`,
    /shared_login: .*Hall 1.*Hall 2.*terminal\.release\('shared_login'\).*\[loginTaken\]/,
  ],
  [
    'a terminal that came by another login',
    `insert into terminal.stranger (login, terminal_id, name, fault) values ('new_login', '${first}', 'Hall 1', 'terminalTaken')`,
    /new_login: .*shared_login.*terminal\.bind.*\[terminalTaken\]/,
  ],
  [
    'a terminal in two places at once',
    `update terminal.terminal set twice_at = now() where id = '${first}'`,
    /terminal Hall 1: .*shared_login.*\[twice\]/,
  ],
  [
    'a terminal whose lines are refused',
    `update terminal.terminal set refusal = 'fork', refusal_since = now() where id = '${first}'`,
    /terminal Hall 1: .*fork.*\[linesRefused\]/,
  ],
  [
    'a change log without its state',
    'delete from exchange.change_state',
    /exchange\.change_state: .*0.*\[changeState\]/,
  ],
  [
    'a change log nobody prunes',
    `insert into exchange.change_log (entity, at) values ('news', now() - interval '90 days')`,
    /exchange\.change_log: .*\[notPruned\]/,
  ],
];

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 2000, ['2026-09', '2026-10']));
  clean = await check(fund.url);
  await withClient(fund.url, async client => {
    for (const [, sql] of planted) if (sql !== '') await client.query(sql);
  });
  faulty = { ru: await check(fund.url), en: await check(fund.url, '--lang', 'en') };
});
afterAll(async () => {
  await fund.drop();
  await withClient(fund.url.replace(fund.name, 'postgres'), async client => {
    for (const name of ['boss', 'half', 'narrow', 'late', 'hasty', 'reading', 'idle'])
      await client.query(`drop role if exists ${name}_${suffix}`);
  });
});

test('a clean fund has no fault, and the count of rows of every view', () => {
  // logins are of the whole server, and other tests make theirs meanwhile
  const lines = clean.stdout
    .split('\n')
    .filter(line => !/\[\w*(Login|Limit|expires|readOnly|connections)\]/i.test(line));
  const faults = lines.slice(lines.findIndex(line => line.startsWith('Ошибки')) + 1).join('\n');
  expect([faults.trim(), clean.stderr]).toEqual(['', expect.stringContaining('✓ Проверка')]);
  expect(clean.stdout).toContain('exchange.payment: строк: 2000 [rows]');
  for (const entity of entityNames) expect(clean.stdout).toMatch(new RegExp(`exchange\\.${entity}: строк: \\d+ `));
});

test.each(planted)('%s is named in Russian and in English', (_, __, line) => {
  expect([faulty.ru.code, faulty.en.code]).toEqual([1, 1]);
  for (const { stdout } of [faulty.ru, faulty.en]) expect(stdout).toMatch(line);
  expect(clean.stdout).not.toMatch(line);
});

test('every line is in the language that was asked for', () => {
  const wrong = (output: string, sign: RegExp) =>
    output.split('\n').filter(line => line.startsWith('  ') && sign.test(line.replace(/^[^:]*: /, '')));
  expect(wrong(faulty.en.stdout, /[а-яё]/i)).toEqual([]);
  const latin = faulty.ru.stdout.split('\n').filter(line => line.startsWith('  ') && !/[а-яё]/i.test(line));
  expect(latin).toEqual([expect.stringContaining('[version]')]);
});

test('a column a view may leave out is told, and is no fault', async () => {
  const own = await freshFundDatabase();
  await withClient(own.url, async client => {
    await seedFund(client, 3, ['2026-10']);
    await client.query(view('period_balance', { penalty_paid: null }));
  });
  const { stdout } = await check(own.url);
  await own.drop();
  expect(stdout).toMatch(/penalty_paid.*\[noColumn\]/);
  expect(stdout.slice(stdout.indexOf('Ошибки'))).not.toContain('exchange.');
});

test('the function alone tells the same from psql', async () => {
  const { rows } = await withClient(fund.url, client =>
    client.query<{ place: string; code: string }>(
      `select place, code from exchange.check(rows => false) where severity = 'fault'`,
    ),
  );
  expect(rows).toContainEqual({ place: 'exchange.house_work', code: 'noView' });
});

test('a schema that is not up to date is told at once, and a database that does not answer is code 2', async () => {
  const old = await freshFundDatabase();
  await withClient(old.url, client => client.query(`delete from public.kapremont_migrations where name like 'Check%'`));
  expect(await check(old.url)).toMatchObject({ code: 1, stdout: expect.stringContaining('[migrations]') as string });
  await old.drop();
  expect((await check(old.url)).code).toBe(2);
  expect((await check(fund.url, '--lang', 'de')).code).toBe(2);
});
