// A fund on two servers: what is read comes from the hot standby, what is written goes to the primary, and a failover is followed.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemo } from '../../scripts/demo/index.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { FundUnreachable, type FundSource } from '../../src-main/ports/fund.ts';
import { withClient } from '../support/postgres.ts';
import { replicatedFund, type Replication } from '../support/replication.ts';
import { cacheRows, eventually, folder, fundRows, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

let fund: Replication;
let source: FundSource;
const dataDir = folder();
let terminal: Terminal;
beforeAll(async () => {
  fund = await replicatedFund(url => fillDemo(url, { accounts: 200, lastPeriod: '2026-10' }));
  source = createFundPostgres(fund.terminalUrl);
});
afterAll(async () => {
  await terminal?.stop();
  await source.close();
  await fund.close();
  removeFolder(dataDir);
});

let paid = 9_000_000;
const pay = (url: string, id = ++paid) =>
  withClient(url, client =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       values (5, $1, current_date - 1, current_date - 1, to_char(current_date, 'YYYY-MM'), 11100, 'Касса')`,
      [id],
    ),
  );
const has = async (id: number) =>
  ((await cacheRows(dataDir, 'payment')) as { id: number }[]).some(payment => payment.id === id);

/** Sessions of terminals at a server. */
const sessions = (url: string, of: string) =>
  withClient(url, async client => {
    const { rows } = await client.query<{ application_name: string }>(
      `select application_name from pg_stat_activity where usename = 'terminal_hall' and query ~ $1`,
      [of],
    );
    return rows.length;
  });

const beat = () => ({
  id: randomUUID(),
  kind: 'heartbeat' as const,
  payload: {
    terminalId: randomUUID(),
    name: 'Зал',
    audience: 'kiosk',
    version: '0',
    cacheAsOf: null,
    trouble: null,
    run: randomUUID(),
    linesRefused: '',
  },
});

test('the copy and the changes come from the standby, heartbeats go to the primary', async () => {
  terminal = await startTerminal(dataDir, fund.terminalUrl, 1);
  await terminal.until('swapped');
  await pay(fund.primaryUrl);
  await eventually(() => has(paid));
  expect(await sessions(fund.standbyUrl, 'exchange')).toBeGreaterThan(0);
  expect(await sessions(fund.primaryUrl, 'exchange')).toBe(0);
  await eventually(() =>
    withClient(fund.primaryUrl, async client => (await client.query('select from terminal.terminal')).rowCount === 1),
  );
});

test('what the standby has not replayed makes the data older, not wrong', async () => {
  await terminal.until('fresh');
  await fund.pause();
  const stopped = new Date().toISOString();
  await new Promise(resolve => setTimeout(resolve, 20));
  await pay(fund.primaryUrl);
  const before = terminal.events.length;
  const { asOf } = await terminal.until('fresh', before);
  expect(asOf < stopped).toBe(true);
  expect(await has(paid)).toBe(false);
  // another terminal has read further, from the primary: what is older is refused here
  const after = await withClient(
    fund.primaryUrl,
    async client =>
      (await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? '',
  );
  const reader = createFundPostgres(fund.terminalUrl.replace(/127.0.0.1:\d+,/, ''));
  await expect(reader.changes({ xid: after, seq: '0' }, 100)).rejects.toThrow(FundUnreachable);
  await reader.close();
  // who knows both servers takes the other one, and no row comes from a server that is behind
  await expect(source.accountSnapshot(5)).rejects.toThrow(FundUnreachable);
  await expect(source.changes({ xid: after, seq: '0' }, 100)).rejects.toThrow(FundUnreachable);
  await expect(source.changes({ xid: after, seq: '0' }, 100)).resolves.toMatchObject({ more: false });
  const news = await source.accountSnapshot(5);
  expect(news?.payments.some(({ id }) => id === paid)).toBe(true);
  await fund.replay();
  await eventually(() => has(paid));
});

test('while the primary is away, what is read goes on, and what must be written says that the fund is away', async () => {
  await fund.caughtUp();
  await fund.primary.stop();
  const database = createFundDatabase(fund.terminalUrl);
  try {
    await expect(database.transaction(db => db.query('select 1'))).rejects.toThrow(FundUnreachable);
    await expect(source.send([beat()])).rejects.toThrow(FundUnreachable);
    const before = terminal.events.length;
    await terminal.until('fresh', before);
    expect(terminal.events.slice(before).some(event => event.type === 'trouble')).toBe(false);
  } finally {
    await database.close();
  }
});

test('the promoted standby is written and read, nothing is copied anew, and the cache is the fund', async () => {
  const swapped = () => terminal.events.filter(({ type }) => type === 'swapped').length;
  const before = swapped();
  await withClient(fund.standbyUrl, client => client.query('select pg_promote()'));
  await pay(fund.standbyUrl);
  await eventually(() => has(paid));
  const id = randomUUID();
  await eventually(() =>
    source.send([{ ...beat(), id }]).then(
      () => true,
      () => false,
    ),
  );
  expect(swapped()).toBe(before);
  for (const entity of ['payment', 'period_balance', 'account'] as const)
    expect(await cacheRows(dataDir, entity)).toEqual(await fundRows(fund.standbyUrl, entity));
});

test('a primary that comes back after the failover is not written, though the address names it first', async () => {
  await fund.startPrimary();
  const late = createFundDatabase(fund.terminalUrl);
  try {
    const [row] = await late.transaction(db => db.query('select inet_server_port() as port'));
    expect(row?.['port']).toBe(fund.standby.port);
  } finally {
    await late.close();
  }
});
