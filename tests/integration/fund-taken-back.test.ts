// What a stolen login of one terminal learns in a transaction that it takes back: nothing of a password or a code it has not been counted for.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { goodPassword, openCabinet, registered, type TestCabinet } from '../support/cabinet-rig.ts';
import { type FundDatabase, freshFundDatabase, openClient, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
let honest: TestCabinet;
let thief: pg.Client;
/** sessions of the thief's own login: a user's and one of staff */
const tokens = ['1'.repeat(64), '2'.repeat(64)];
const passwords = argon2Passwords();
const names = { name: loginNorm('zhertva'), staff: loginNorm('petrov') };

const rows = async (client: pg.Client, sql: string, values: unknown[] = []) =>
  (await client.query<Record<string, unknown>>(sql, values)).rows;
const dba = (sql: string, values: unknown[] = []) => withClient(fund.url, client => rows(client, sql, values));

beforeAll(async () => {
  fund = await freshFundDatabase();
  honest = openCabinet(fund);
  await registered(fund, honest, 'zhertva');
  await dba(
    `insert into cabinet.staff (login, login_norm, name, role, password_hash) values ('petrov', $1, 'Петров', 'admin', $2)`,
    [names.staff, await passwords.hash(goodPassword)],
  );
  const own = openCabinet(fund);
  await registered(fund, own, 'vor');
  await own.close();
  thief = await openClient(fund.terminalOf('stolen'));
  await thief.query('select terminal.own($1)', [randomUUID()]);
  const [{ login }] = (await rows(thief, 'select session_user as login')) as [{ login: string }];
  await dba(
    `insert into cabinet.session (token_hash, person, staff, epoch, login)
     select sha256(convert_to($1, 'UTF8')), id, false, session_epoch, $3 from cabinet.app_user where login = 'vor'
     union all select sha256(convert_to($2, 'UTF8')), id, true, session_epoch, $3 from cabinet.staff`,
    [...tokens, login],
  );
});
afterAll(async () => {
  await thief.end();
  await honest.close();
  await fund.drop();
});

interface Try {
  call: string;
  values: (right: boolean) => unknown[];
  code: string;
  key: [kind: string, of: string];
}

async function passwordTry(kind: 'name' | 'staff'): Promise<Try> {
  const [state] = await rows(thief, 'select salt from cabinet.sign_in_state($1, $2)', [kind, names[kind]]);
  const answer = (password: string) => passwords.answer(state!['salt'] as string, password);
  const [right, wrong] = [await answer(goodPassword), await answer('Неверный-1-пароль')];
  return {
    call: 'select * from cabinet.sign_in_try($1, $2, $3)',
    values: yes => [kind, names[kind], yes ? right : wrong],
    code: randomUUID(),
    key: [kind, names[kind]],
  };
}

async function codeTry(): Promise<Try> {
  const code = randomUUID();
  await rows(thief, 'select cabinet.begin_recovery($1, $2)', [code, names.name]);
  await dba(`update cabinet.one_time_code set code_hash = cabinet.code_hash(id, '123456') where id = $1`, [code]);
  const [{ key }] = (await dba('select cabinet.address_key($1) as key', [names.name])) as [{ key: string }];
  return {
    call: `select * from cabinet.try_code($1, 'recovery', $2)`,
    values: yes => [code, yes ? '123456' : '000000'],
    code,
    key: ['code', key],
  };
}

/** Every call a terminal may make, with what belongs to the try wherever its parameter could take it. */
async function calls(tried: Try, ticket: string): Promise<{ sql: string; values: unknown[] }[]> {
  const granted = await dba(
    `select p.oid::regproc::text as name, p.pronargs as count, p.proargnames as names,
       array(select format_type(t, null) from unnest(p.proargtypes::oid[]) with ordinality u(t, i) order by i) as types
     from pg_proc p where p.pronamespace in ('cabinet'::regnamespace, 'terminal'::regnamespace)
       and has_function_privilege('terminal_test', p.oid, 'execute')`,
  );
  const [kind, norm] = tried.key;
  const named: Record<string, unknown[]> = {
    token: tokens,
    asked: [ticket, tried.code],
    kind: [kind, 'code'],
    norm: [norm, names.name, names.staff],
    what_for: ['recovery'],
    answer: [tried.values(false)[2] ?? 'x'],
    digits: ['000000'],
    login: ['nekto'],
    email: ['a@b.example'],
    in_locale: ['ru'],
    phc: ['$argon2id$x'],
    locks: ['[]'],
    of_staff: [true, false],
  };
  const typed: Record<string, unknown> = {
    uuid: randomUUID(),
    text: 'x',
    date: '2026-11-28',
    jsonb: '{}',
    boolean: true,
  };
  const list = granted as unknown as { name: string; count: number; names: string[] | null; types: string[] }[];
  return list.flatMap(each => {
    const choices = Array.from({ length: each.count }, (_, i) => {
      const type = each.types[i] ?? '';
      return (
        named[each.names?.[i] ?? ''] ?? [type.endsWith('[]') ? [] : (typed[type] ?? (/int/.test(type) ? 1 : null))]
      );
    });
    const all = choices.reduce<unknown[][]>((sets, some) => sets.flatMap(set => some.map(one => [...set, one])), [[]]);
    const sql = `select * from ${each.name}(${each.types.map((type, i) => `$${i + 1}::${type}`).join(', ')})`;
    return all.map(values => ({ sql, values }));
  });
}

/** What is the same for a right and a wrong try is left: random ids, tokens and moments go. */
const plain = (value: unknown) =>
  JSON.stringify(value)
    .replace(/[\da-f]{8}-[\da-f-]{27}/g, 'id')
    .replace(/[\da-f]{64}/g, 'digest')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, 'moment')
    .replace(/\d\.\d+(?:e-\d+)?/g, 'while');

async function answered(sql: string, values: unknown[]): Promise<string> {
  await thief.query('savepoint one');
  try {
    return plain(await rows(thief, sql, values));
  } catch (error) {
    return plain([(error as { code: string }).code, (error as Error).message]);
  } finally {
    await thief.query('rollback to savepoint one');
  }
}

/** The try is made and every call with it, all in a transaction that is taken back. */
async function learned(tried: Try, right: boolean): Promise<string[]> {
  await thief.query('begin');
  try {
    const made = await rows(thief, tried.call, tried.values(right));
    const told: string[] = [plain(made)];
    for (const { sql, values } of await calls(tried, made[0]!['ticket'] as string))
      told.push(`${sql} ${plain(values)}: ${await answered(sql, values)}`);
    return told;
  } finally {
    await thief.query('rollback');
  }
}

describe('within the transaction of a try nothing that a terminal may call tells a right answer from a wrong one', () => {
  beforeEach(() => dba('truncate cabinet.attempt, cabinet.attempt_limit, cabinet.letter'));
  const tries = {
    'a password of a user': () => passwordTry('name'),
    'a password of staff': () => passwordTry('staff'),
    'a code': codeTry,
  };
  for (const [what, make] of Object.entries(tries))
    for (const before of [0, 4, 5])
      test(`${what}, after ${before} wrong ones elsewhere`, async () => {
        const tried = await make();
        await dba(
          `insert into cabinet.attempt (kind, key, was_right, login, made_in)
           select $1, cabinet.name_key($1, $2), false, 'terminal_other', '3' from generate_series(1, $3::int)`,
          [...tried.key, before],
        );
        const [right, wrong] = [await learned(tried, true), await learned(tried, false)];
        expect(right.length).toBeGreaterThan(60);
        expect(right.filter((line, i) => line !== wrong[i])).toEqual([]);
      });
});

describe('in subtransactions of one block', () => {
  const slipped = randomUUID();
  beforeEach(() => dba('truncate cabinet.attempt, cabinet.attempt_limit, cabinet.letter'));

  /** Each guess is taken back; what was told beside it is kept, one line for each. */
  async function toldBeside(guess: string, beside: string, guesses: string[]): Promise<string[]> {
    await thief.query(`select set_config('thief.told', '', false)`);
    await thief.query(`do $$ declare g text; told text; begin
      foreach g in array array[${guesses.map(each => `'${each}'`).join(', ')}] loop
        begin
          perform ${guess};
          select ${beside} into told;
          raise 'taken back' using detail = told;
        exception when raise_exception then
          get stacked diagnostics told = pg_exception_detail;
          perform set_config('thief.told', current_setting('thief.told') || told || ';', false);
        end;
      end loop;
    end $$`);
    const [{ all }] = (await rows(thief, `select current_setting('thief.told') as all`)) as [{ all: string }];
    return all.split(';').slice(0, -1);
  }

  test('no code of a cabinet user is found by name, after four tries that counted', async () => {
    const first = await codeTry();
    for (let i = 0; i < 4; i++) await rows(thief, first.call, first.values(false));
    const second = await codeTry();
    const guesses = ['123455', '123456', '123457'];
    const told = await toldBeside(
      `cabinet.try_code('${second.code}', 'recovery', g)`,
      `state from cabinet.try_code('${second.code}', 'recovery', 'x')`,
      guesses,
    );
    expect(told).toEqual(guesses.map(() => 'locked'));
  });

  for (const kind of ['name', 'staff'] as const)
    test(`no password of ${kind === 'name' ? 'a user' : 'staff'} is found, after one slip at another terminal`, async () => {
      const tried = await passwordTry(kind);
      await withClient(fund.terminalOf('slipped'), async other => {
        await other.query('select terminal.own($1)', [slipped]);
        await other.query(tried.call, tried.values(false));
      });
      const guesses = [false, true, false].map(right => tried.values(right)[2] as string);
      const told = await toldBeside(
        `cabinet.sign_in_try('${kind}', '${names[kind]}', g)`,
        `failures from cabinet.sign_in_state('${kind}', '${names[kind]}')`,
        guesses,
      );
      expect(new Set(told).size).toBe(1);
    });
});

describe('it keeps nobody waiting by a transaction left open', () => {
  let other: pg.Client;
  beforeAll(async () => {
    other = await openClient(fund.terminalOf('neighbour'));
    await other.query('select terminal.own($1)', [randomUUID()]);
    await other.query(`set statement_timeout = '5s'`);
  });
  afterAll(() => other.end());
  beforeEach(() => dba('truncate cabinet.attempt, cabinet.attempt_limit, cabinet.letter'));

  /** `work` while the thief holds what its calls took. */
  async function whileHeld<T>(calls: [sql: string, values: unknown[]][], work: () => Promise<T>): Promise<T> {
    await thief.query('begin');
    try {
      for (const [sql, values] of calls) await thief.query(sql, values);
      return await work();
    } finally {
      await thief.query('rollback');
    }
  }

  async function recoverAtOther(): Promise<void> {
    const code = randomUUID();
    await other.query('select cabinet.begin_recovery($1, $2)', [code, names.name]);
    await dba(`update cabinet.one_time_code set code_hash = cabinet.code_hash(id, '123456') where id = $1`, [code]);
    const [tried] = await rows(other, `select ticket from cabinet.try_code($1, 'recovery', '123456')`, [code]);
    await other.query('select cabinet.recover($1, $2, current_date, $3)', [
      tried!['ticket'],
      await passwords.hash(goodPassword),
      '',
    ]);
  }

  test('a user who recovers is not held by a try at the same name', async () => {
    const guess: [string, unknown[]] = [`select cabinet.sign_in_try('name', $1, 'x')`, [names.name]];
    await thief.query(...guess);
    await whileHeld([guess], recoverAtOther);
  });

  test('nor by a code asked for, and tried, for the same name; and theirs is not made void', async () => {
    const code = randomUUID();
    await other.query('select cabinet.begin_recovery($1, $2)', [randomUUID(), names.name]);
    await whileHeld(
      [
        ['select cabinet.begin_recovery($1, $2)', [code, names.name]],
        [`select cabinet.try_code($1, 'recovery', 'x')`, [code]],
      ],
      recoverAtOther,
    );
    const theirs = randomUUID();
    await other.query('select cabinet.begin_recovery($1, $2)', [theirs, names.name]);
    await thief.query('select cabinet.begin_recovery($1, $2)', [randomUUID(), names.name]);
    expect(await rows(other, `select state from cabinet.try_code($1, 'recovery', 'x')`, [theirs])).toEqual([
      { state: 'tried' },
    ]);
  });

  test('a sign-in is not held by an old session that is being ended', async () => {
    await dba(`update cabinet.session set used_at = now() - interval '2 days' where token_hash = sha256($1)`, [
      Buffer.from(tokens[0]!),
    ]);
    const tried = await passwordTry('name');
    await whileHeld([['select cabinet.end_session($1)', [tokens[0]]]], async () => {
      const [made] = await rows(other, tried.call, tried.values(true));
      const [end] = await rows(other, 'select was_right from cabinet.sign_in_end($1)', [made!['ticket']]);
      expect(end).toEqual({ was_right: true });
    });
  });

  test('the advisory locks that it can compute are nobody’s', async () => {
    const code = randomUUID();
    await other.query('select cabinet.begin_recovery($1, $2)', [code, names.name]);
    const key = `hashtextextended(cabinet.name_key('code', cabinet.address_key('${names.name}')), 0)`;
    const [{ lock }] = (await dba(`select ${key}::text as lock`)) as [{ lock: string }];
    await whileHeld([['select pg_advisory_xact_lock($1)', [lock]]], async () => {
      expect(await rows(other, `select state from cabinet.try_code($1, 'recovery', 'x')`, [code])).toEqual([
        { state: 'tried' },
      ]);
    });
  });
});

test('codes asked for side by side, in any isolation level, are five an hour to an address', async () => {
  await dba('truncate cabinet.letter');
  const address = 's@bank.example';
  const beside = await Promise.all(Array.from({ length: 4 }, () => openClient(fund.terminalOf('stolen'))));
  for (const one of beside) {
    await one.query('begin isolation level repeatable read');
    await one.query('select 1 from exchange.change_state');
  }
  await Promise.all(
    beside.map(async one => {
      for (let i = 0; i < 5; i++)
        await one
          .query(
            `select cabinet.begin_registration(gen_random_uuid(), 'stranger', $1, $2, '$argon2id$x', 'ru', '1', null)`,
            [randomUUID(), address],
          )
          .catch(() => undefined);
      await one.query('commit');
      await one.end();
    }),
  );
  expect(await dba(`select count(*)::int as n from cabinet.letter where $1 = any (recipients)`, [address])).toEqual([
    { n: 5 },
  ]);
});
