// Short transactions on the fund's database: whole or not at all, and within a limit however the server or the line behaves.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';
import type { FundDatabase as Database } from '../../src-main/ports/fund-database.ts';
import { type FundDatabase, freshFundDatabase } from '../support/postgres.ts';

let fund: FundDatabase;
let database: Database;
beforeAll(async () => {
  fund = await freshFundDatabase();
  database = createFundDatabase(fund.url);
  await database.transaction(db =>
    db.query('create table note (text text unique, at timestamptz default now(), big bigint)'),
  );
});
afterAll(async () => {
  await database.close();
  await fund.drop();
});

const put = (text: string) => database.transaction(db => db.query('insert into note (text) values ($1)', [text]));
const notes = () =>
  database.transaction(async db => (await db.query('select text from note order by text')).map(row => row['text']));

test('what was done before a failure is taken back, and the connection stays of use', async () => {
  for (let i = 0; i < 10; i++) {
    const failing = database.transaction(async db => {
      await db.query(`insert into note (text) values ('half')`);
      throw new Error('no further');
    });
    await expect(failing).rejects.toThrow('no further');
  }
  await put('whole');
  await expect(put('whole')).rejects.toMatchObject({ code: '23505', constraint: 'note_text_key' });
  expect(await notes()).toEqual(['whole']);
});

test('a query that takes too long is the fund being away, and the next one is answered', async () => {
  for (let i = 0; i < 5; i++)
    await expect(
      database.transaction(async db => {
        await db.query(`insert into note (text) values ('slow')`);
        await db.query('select pg_sleep(30)');
      }, 150),
    ).rejects.toThrow(FundUnreachable);
  expect(await notes()).toEqual(['whole']);
});

test('a server that takes the connection and says nothing is the fund being away', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer(socket => void sockets.add(socket));
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const away = createFundDatabase(`postgres://nobody@127.0.0.1:${port}/nothing`);
  await expect(away.transaction(db => db.query('select 1'), 150)).rejects.toThrow(FundUnreachable);
  await expect(away.hold(() => undefined)).rejects.toThrow(FundUnreachable);
  for (const socket of sockets) socket.destroy();
  await away.close();
  silent.close();
});

test('moments and big numbers come as text, so that nothing bends them', async () => {
  const [row] = await database.transaction(db =>
    db.query(
      `select 9007199254740993::bigint as big, '2026-11-22 15:00:00.123456+03'::timestamptz as at, array[1,2]::bigint[] as keys`,
    ),
  );
  expect(row).toEqual({ big: '9007199254740993', at: '2026-11-22 12:00:00.123456+00', keys: ['1', '2'] });
});

test('a held connection tells once when it breaks', async () => {
  const lost: Error[] = [];
  const told = Promise.withResolvers<void>();
  const held = await database.hold(error => {
    lost.push(error);
    told.resolve();
  });
  const [row] = await held.query('select pg_backend_pid() as pid');
  await database.transaction(db => db.query('select pg_terminate_backend($1)', [row?.['pid'] as number]));
  await expect(held.query('select 1')).rejects.toThrow();
  await told.promise;
  await held.close();
  expect(lost).toHaveLength(1);
});
