// What one terminal's login may take of what all share: the desk's lists, the judgement of an account, the fund's letters, the DBA's attention, the locks.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { type FundDatabase, freshFundDatabase, openClient, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
let thief: pg.Client;
const thiefsTerminal = randomUUID();
const honestTerminal = randomUUID();

const asked = async (sql: string, values: unknown[] = []) =>
  (await thief.query<Record<string, unknown>>(sql, values)).rows;
const dba = async (sql: string, values: unknown[] = []) =>
  withClient(fund.url, async client => (await client.query<Record<string, unknown>>(sql, values)).rows);

beforeAll(async () => {
  fund = await freshFundDatabase();
  await dba(
    `insert into cabinet.staff (login, login_norm, name, role, password_hash) values ('petrov', 'petrov', 'Петров', 'admin', '$argon2id$x')`,
  );
  thief = await openClient(fund.terminalOf('stolen'));
  await thief.query('select terminal.own($1)', [thiefsTerminal]);
});
afterAll(async () => {
  await thief.end();
  await fund.drop();
});

describe('its share', () => {
  const terminalOf = async (url: string) => {
    const client = await openClient(url);
    const id = randomUUID();
    await client.query('select terminal.own($1)', [id]);
    return { client, id };
  };
  /** A session of staff at that login, which reads what the desk reads. */
  async function staffToken(client: pg.Client): Promise<string> {
    const { rows } = await client.query<{ login: string }>('select session_user as login');
    const token = randomUUID().replaceAll('-', '').repeat(2);
    await dba(
      `insert into cabinet.session (token_hash, person, staff, epoch, login)
       select sha256(convert_to($1, 'UTF8')), id, true, session_epoch, $2 from cabinet.staff where login = 'petrov'`,
      [token, rows[0]!.login],
    );
    return token;
  }

  test('of locks and forms hides none of another terminal', async () => {
    const { client, id } = await terminalOf(fund.terminalOf('crowded'));
    const lock = (key: number, until: string) => ({ scope: 'account', key: String(key), until });
    const far = new Date(Date.now() + 86_000_000).toISOString();
    const many = Array.from({ length: 600 }, (_, i) => lock(i, far));
    await thief.query('select cabinet.report_locks($1, $2)', [thiefsTerminal, JSON.stringify(many)]);
    const soon = new Date(Date.now() + 600_000).toISOString();
    await client.query('select cabinet.report_locks($1, $2)', [id, JSON.stringify([lock(7, soon)])]);
    await thief.query(
      `select cabinet.make_application(gen_random_uuid(), 1, 'адрес', $1) from generate_series(1, 2100)`,
      [thiefsTerminal],
    );
    await client.query(`select cabinet.make_application(gen_random_uuid(), 1, 'честный адрес', $1)`, [id]);
    const desk = await terminalOf(fund.terminalOf('desk'));
    const token = await staffToken(desk.client);
    const { rows: locks } = await desk.client.query('select terminal from cabinet.locks($1)', [token]);
    expect(locks).toHaveLength(500);
    expect(locks).toContainEqual({ terminal: id });
    const { rows: forms } = await desk.client.query('select address from cabinet.open_applications($1, 2000)', [token]);
    expect(forms).toHaveLength(2000);
    expect(forms).toContainEqual({ address: 'честный адрес' });
    await Promise.all([client.end(), desk.client.end()]);
  });

  test('of the audit log forgives no failure that another terminal told of', async () => {
    const line = (terminal: string, action: string, at: string) =>
      dba(
        `insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, prev_hash, hash)
         values (gen_random_uuid(), $1, now() + $3::interval, 'owner', '', 9, $2, repeat('0', 64), repeat('1', 64))`,
        [terminal, action, at],
      );
    await dba('alter table terminal.audit disable trigger user');
    for (let i = 0; i < 7; i++) await line(honestTerminal, 'proof.failed', '-1 minute');
    await line(thiefsTerminal, 'proof.succeeded', '23 hours 50 minutes');
    expect(await asked('select cabinet.failed_proofs(9) as n')).toEqual([{ n: 7 }]);
    await line(honestTerminal, 'proof.succeeded', '-1 second');
    expect(await asked('select cabinet.failed_proofs(9) as n')).toEqual([{ n: 0 }]);
    await dba('alter table terminal.audit enable trigger user');
  });

  test('of a letter is a name that is no address and no sentence', async () => {
    const register = (login: string) =>
      thief.query(
        `select cabinet.begin_registration(gen_random_uuid(), $1, $2, 'a@bank.example', '$argon2id$x', 'ru', '1', null)`,
        [login, randomUUID()],
      );
    for (const login of ['zaidi-na-evil2.com', 'Долг!\u2800пишите', 'счёт\u00a0закрыт\u2003evil.com', 'Ваш\u3164счёт'])
      await expect(register(login), login).rejects.toThrow(/no name/);
    for (const login of ['Ёжик-42', 'ivan_petrov']) await register(login);
  });

  test('of the DBA’s attention is ten short names', async () => {
    for (let i = 0; i < 20; i++)
      await thief.query('select terminal.heartbeat($1, $2, $3, $4, null, null, null, null, $5, $6)', [
        randomUUID(),
        'строка\n'.repeat(100_000),
        'kiosk',
        '1',
        randomUUID(),
        '',
      ]);
    const told = await dba(`select name from terminal.stranger where fault = 'loginTaken'`);
    expect(told).toHaveLength(10);
    for (const { name } of told) expect(name).toMatch(/^[^\p{Cc}]{1,200}$/u);
  });
});

test('a migration does not wait for a transaction left open, with all who come after it behind: it stops with nothing done', async () => {
  const empty = await freshFundDatabase('template0');
  await withClient(empty.url, async holder => {
    await holder.query(
      'create table public.kapremont_migrations (id serial primary key, timestamp bigint not null, name varchar not null)',
    );
    await holder.query('begin');
    await holder.query('lock table public.kapremont_migrations in share mode');
    await expect(migrateFund(empty.url)).rejects.toMatchObject({ code: '55P03' });
    await holder.query('rollback');
    // and nobody but its owner keeps temporary tables or large objects in a migrated one
    await migrateFund(empty.url);
    const { rows } = await holder.query(
      `select has_database_privilege('terminal_test', current_database(), 'temporary') as temporary,
         has_function_privilege('terminal_test', 'lo_from_bytea(oid, bytea)', 'execute') as objects`,
    );
    expect(rows).toEqual([{ temporary: false, objects: false }]);
  });
  await empty.drop();
});

test('who keeps a transaction open and does nothing is named to the DBA, by the process to end', async () => {
  const { rows } = await thief.query<{ pid: number }>('select pg_backend_pid() as pid');
  await thief.query('begin');
  await thief.query('select pg_current_xact_id()');
  // the moment it fell silent is the server's own, so the check is asked as if a minute had passed
  await dba(
    `do $do$ begin execute replace(pg_get_functiondef('exchange.check_transactions'::regproc), $a$interval '1 minute'$a$, $b$interval '0'$b$); end $do$`,
  );
  const found = await dba(`select code, en from exchange.check(false) where code = 'openTransaction'`);
  expect(found).toEqual([
    { code: 'openTransaction', en: expect.stringContaining(`pg_terminate_backend(${rows[0]!.pid})`) as string },
  ]);
  await thief.query('rollback');
});
