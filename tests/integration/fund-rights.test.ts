// What a terminal's login may do in the fund's database, and what it may not, on a real server.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fundMigrations } from '../../migrations/fund/index.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { migrateFund, withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { entityNames, exchange } from '../../src-main/ports/exchange.ts';
import type { Outgoing } from '../../src-main/ports/fund.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { type FundDatabase, freshFundDatabase, openClient, withClient } from '../support/postgres.ts';

let database: FundDatabase;
let terminal: pg.Client;
let dba: pg.Client;

beforeAll(async () => {
  database = await freshFundDatabase();
  terminal = await openClient(database.terminalUrl);
  dba = await openClient(database.url);
});
afterAll(async () => {
  await terminal.end();
  await dba.end();
  await database.drop();
});

const TERMINAL = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
const chain = new AuditLines(TERMINAL);
const audit = (more: Record<string, unknown> = {}): Outgoing => {
  const { id, ...payload } = chain.next({ action: 'proof.failed', accountId: 17, details: { tail: '0753' }, ...more });
  return { id, kind: 'audit', payload: { ...payload } };
};

test('every view has exactly the columns of the exchange, in order', async () => {
  for (const entity of entityNames) {
    const { fields } = await terminal.query(`select * from exchange.${entity} limit 0`);
    expect(fields.map(field => field.name)).toEqual(exchange[entity].columns.map(column => column.name));
  }
});

describe('a terminal is refused', () => {
  test.each([
    ...entityNames.map(entity => `select from fund.${entity}`),
    ...entityNames.map(entity => `delete from exchange.${entity}`),
    `insert into exchange.key_rate values ('2026-01-01', 1)`,
    `delete from exchange.change_log`,
    `update exchange.change_state set generation = 1`,
    `select exchange.resnapshot()`,
    `select exchange.prune_change_log(0)`,
    `select exchange.track('exchange.change_log', 'news', id => 'r.id')`,
    `select from terminal.audit`,
    `update terminal.audit set reason = ''`,
    `delete from terminal.audit`,
    `truncate terminal.audit`,
    `insert into terminal.audit (id, received_at) values (gen_random_uuid(), now())`,
    `select from terminal.terminal`,
    `insert into terminal.terminal (id) values (gen_random_uuid())`,
    `update terminal.terminal set name = ''`,
    `create schema mine`,
    `create table exchange.mine (id int)`,
  ])('%s', async statement => {
    await expect(terminal.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

test('the audit log is append-only even for its owner', async () => {
  const fund = createFundPostgres(database.terminalUrl);
  await fund.send([audit()]);
  await fund.close();
  for (const statement of [
    'update terminal.audit set reason = $$x$$',
    'delete from terminal.audit',
    'truncate terminal.audit',
  ])
    await expect(dba.query(statement)).rejects.toThrow(/append-only/);
});

test('sending the same lines again stores each once and changes nothing', async () => {
  const fund = createFundPostgres(database.terminalUrl);
  const lines = [audit({ reason: 'первый' }), audit()];
  await fund.send(lines);
  await fund.send([...lines, audit({ actor: 'Петрова', reason: 'по паспорту' })]);
  await fund.send([{ ...lines[0]!, payload: { ...lines[0]!.payload } }]);
  await expect(
    fund.send([{ ...lines[0]!, payload: { ...lines[0]!.payload, action: 'forged' } }]),
  ).rejects.toMatchObject({
    fault: 'hash',
  });
  await fund.close();
  const { rows } = await dba.query(
    `select action, actor, reason, account_id, details from terminal.audit order by received_at, (reason = 'первый') desc, reason`,
  );
  const same = { action: 'proof.failed', account_id: '17', details: { tail: '0753' } };
  expect(rows.slice(-3)).toEqual([
    { ...same, actor: '', reason: 'первый' },
    { ...same, actor: '', reason: '' },
    { ...same, actor: 'Петрова', reason: 'по паспорту' },
  ]);
});

test('a line that cannot be stored takes its whole batch back, and the connection stays of use', async () => {
  const fund = createFundPostgres(database.terminalUrl);
  const good = audit();
  await expect(fund.send([good, { ...audit(), id: 'not a uuid' }])).rejects.toThrow(/uuid/);
  expect((await dba.query(`select from terminal.audit where id = $1`, [good.id])).rowCount).toBe(0);
  await fund.send([good]);
  expect((await dba.query(`select from terminal.audit where id = $1`, [good.id])).rowCount).toBe(1);
  await fund.close();
});

test('a heartbeat keeps when a terminal was first seen and forgets nothing it does not know', async () => {
  const fund = createFundPostgres(database.terminalUrl);
  const beat = (cacheAsOf: string | null, version: string): Outgoing => ({
    id: crypto.randomUUID(),
    kind: 'heartbeat',
    payload: {
      terminalId: TERMINAL,
      name: 'Зал 1',
      audience: 'kiosk',
      version,
      cacheAsOf,
      run: TERMINAL,
      linesRefused: '',
    },
  });
  await fund.send([beat('2026-11-22T15:00:00.000Z', '1.0.0')]);
  const first = (await dba.query(`select * from terminal.terminal`)).rows[0] as Record<string, Date>;
  await fund.send([beat(null, '1.0.1')]);
  await fund.close();
  const { rows } = await dba.query(`select * from terminal.terminal`);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    version: '1.0.1',
    first_seen: first['first_seen'],
    cache_as_of: new Date('2026-11-22T15:00:00Z'),
  });
  expect(rows[0].last_seen.getTime()).toBeGreaterThan(first['last_seen']!.getTime());
});

test('a program that writes the reference tables needs no right on the log', async () => {
  await dba.query(`drop role if exists billing_${database.name}`);
  await dba.query(`create role billing_${database.name} login password 'x'`);
  await dba.query(
    `grant usage on schema fund to billing_${database.name}; grant insert on fund.organization to billing_${database.name}`,
  );
  const url = new URL(database.url);
  url.username = `billing_${database.name}`;
  url.password = 'x';
  await withClient(url.href, client =>
    client.query(`insert into fund.organization (id, kind, name) values (5, 'managing', 'УК')`),
  );
  const { rows } = await dba.query(`select entity, id from exchange.change_log`);
  expect(rows).toEqual([{ entity: 'organization', id: '5' }]);
  await dba.query(`drop owned by billing_${database.name}; drop role billing_${database.name}`);
});

test('an administrator who is no superuser can install the schema, and a second run changes nothing', async () => {
  const name = `owner_${database.name}`;
  await dba.query(`create role ${name} login createrole password 'x'`);
  await dba.query(`create database ${name} owner ${name}`);
  const url = new URL(withDatabase(database.url, name));
  url.username = name;
  url.password = 'x';
  try {
    await migrateFund(url.href);
    await migrateFund(url.href);
    await withClient(url.href, async client => {
      const { rows } = await client.query(`select count(*)::int as n from kapremont_migrations`);
      expect(rows[0].n).toBe(fundMigrations.length);
      await client.query(`insert into kapremont_migrations (timestamp, name) values (1, 'FromTheFuture1')`);
    });
    await expect(migrateFund(url.href)).rejects.toThrow(/FromTheFuture1/);
  } finally {
    await dba.query(`drop database ${name} with (force)`);
    await dba.query(`drop role ${name}`);
  }
});
