// A fund that cannot be reached is said so, soon, and never takes the program with it.
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { type FundSource, FundUnreachable } from '../../src-main/ports/fund.ts';
import { seedFund } from '../support/fund-seed.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';

const CURSOR = { xid: '0', seq: '0' };
const calls: [string, (fund: FundSource) => Promise<unknown>][] = [
  ['snapshot', fund => fund.snapshot()],
  ['changes', fund => fund.changes(CURSOR, 10)],
  ['fetch', fund => fund.fetch('account', { ids: [1] })],
  ['accountSnapshot', fund => fund.accountSnapshot(1)],
  [
    'listen',
    fund =>
      fund.listen(
        () => undefined,
        () => undefined,
      ),
  ],
  ['send', fund => fund.send([{ id: crypto.randomUUID(), kind: 'heartbeat', payload: {} }])],
];

const listenOn = async (server: ReturnType<typeof createServer>) => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `postgres://terminal:secret-word@127.0.0.1:${(server.address() as AddressInfo).port}/fund`;
};

describe('nobody listens at the address', () => {
  test.each(calls)('%s fails within a second', async (_, call) => {
    const server = createServer();
    const url = await listenOn(server);
    await new Promise(resolve => server.close(resolve));
    const fund = createFundPostgres(url);
    const before = performance.now();
    const failure = await call(fund).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(FundUnreachable);
    expect(String(failure)).not.toContain('secret-word');
    expect(performance.now() - before).toBeLessThan(1000);
    await fund.close();
  });
});

describe('the address takes the connection and says nothing', () => {
  test.each(calls)('%s fails within the connection limit', async (_, call) => {
    const server = createServer(socket => socket.on('error', () => undefined));
    const fund = createFundPostgres(await listenOn(server), { connectTimeoutMs: 300 });
    const before = performance.now();
    await expect(call(fund)).rejects.toThrow(FundUnreachable);
    expect(performance.now() - before).toBeLessThan(1500);
    await fund.close();
    server.close();
  });
});

describe('a real server', () => {
  let database: FundDatabase;
  let fund: FundSource;
  beforeAll(async () => {
    database = await freshFundDatabase();
    await withClient(database.url, client => seedFund(client, 3, ['2026-10']));
    fund = createFundPostgres(database.terminalUrl, { statementTimeoutMs: 1000 });
  });
  afterAll(async () => {
    await fund.close();
    await database.drop();
  });

  const endSessions = (where: string) =>
    withClient(database.url, client =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'terminal_test' and ${where}`,
      ),
    );

  test('that ends idle sessions is reached again at the next call', async () => {
    await fund.accountSnapshot(1);
    await endSessions('true');
    await pause(200);
    expect((await fund.accountSnapshot(1))?.account.id).toBe(1);
  });

  test('that ends the listening session is reported once as lost', async () => {
    const lost: Error[] = [];
    const listening = await fund.listen(
      () => undefined,
      error => lost.push(error),
    );
    await endSessions(`query = 'listen kapremont_changes'`);
    for (let tries = 0; tries < 100 && lost.length === 0; tries++) await pause(20);
    await pause(100);
    expect(lost).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(FundUnreachable);
    await listening.close();
  });

  test('whose table is locked lets an owner go when their time is over, and is of use afterwards', async () => {
    await withClient(database.url, async client => {
      await client.query('begin; lock table fund.account');
      const before = performance.now();
      await expect(fund.accountSnapshot(1, AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(performance.now() - before).toBeLessThan(600);
      await expect(fund.fetch('account', { ids: [1] }), 'and a slow query is ended').rejects.toThrow(FundUnreachable);
      await client.query('rollback');
    });
    expect((await fund.accountSnapshot(1, AbortSignal.timeout(5000)))?.account.id).toBe(1);
  });

  test('a question already withdrawn is not asked', async () => {
    await expect(fund.accountSnapshot(1, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  test('a wrong password and an unknown database are a fund not reached, in words that tell where to look; a missing grant is not', async () => {
    const wrong = new URL(database.terminalUrl);
    wrong.password = 'wrong';
    const absent = new URL(database.terminalUrl);
    absent.pathname = '/no_such_database';
    for (const [url, words] of [
      [wrong, 'fund-password'],
      [absent, 'имя базы в fundUrl'],
    ] as const) {
      const other = createFundPostgres(url.href);
      const failure = await other.changes(CURSOR, 1).then(
        () => null,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(FundUnreachable);
      expect((failure as Error).message).toContain(words);
      await other.close();
    }
    await withClient(database.url, client => client.query('revoke select on exchange.account from kiosk_reader'));
    await expect(fund.accountSnapshot(1)).rejects.toMatchObject({ code: '42501' });
  });

  test('a login without its password leaves no half-open session behind', async () => {
    const bare = new URL(database.terminalUrl);
    bare.password = '';
    const other = createFundPostgres(bare.href);
    for (const [, call] of calls) await expect(call(other)).rejects.toThrow(/password/);
    await other.close();
    // Making a database and dropping it waits for every session, one that never finished its handshake included.
    const before = performance.now();
    await (await freshFundDatabase()).drop();
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('the password may be given beside the address', async () => {
    const bare = new URL(database.terminalUrl);
    const password = bare.password;
    bare.password = '';
    const other = createFundPostgres(bare.href, { password });
    expect((await other.changes(CURSOR, 1)).cursor.epoch).toMatch(/\d/);
    await other.close();
  });
});
