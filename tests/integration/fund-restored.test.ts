// A fund restored from a backup, three ways: what it had acknowledged since is sent to it again, each once, and the copy of its data is made anew.
import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { seedFund } from '../support/fund-seed.ts';
import { withClient } from '../support/postgres.ts';
import { cacheRows, eventually, folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let server: EmbeddedPostgres;
let dba: string;
let url: string;
let dataDir: string;
let terminal: Terminal;
let id: string;

const rows = (sql: string, values: unknown[] = [], at = dba) =>
  withClient(at, async client => (await client.query(sql, values)).rows as Record<string, unknown>[]);
const inFund = (...statements: string[]) =>
  withClient(dba, async client => {
    for (const sql of statements) await client.query(sql);
  });

async function start(at = url): Promise<void> {
  terminal = await startTerminal(dataDir, at);
  await terminal.until('fresh');
}

const event = (n: number) => ({
  at: new Date().toISOString(),
  role: 'owner',
  actor: '',
  accountId: 1,
  action: 'proof.failed',
  reason: '',
  details: { n },
});

const attempt = randomUUID();
const intent = (version: number, state: string) => ({
  id: randomUUID(),
  kind: 'payment' as const,
  payload: {
    attempt,
    terminalId: id,
    accountId: 1,
    amount: 12_345,
    state,
    acquirer: 'x',
    acquirerId: null,
    version,
    createdAt: new Date().toISOString(),
    updatedAt: new Date().toISOString(),
    audit: null,
  },
});

const sent = () =>
  eventually(
    async () => (await terminal.store.terminalStore.outboxSize()) === 0,
    20_000,
    () => JSON.stringify(terminal.log.said),
  );

/** Lines 0 to 3 and a payment's first state are in the backup; lines 4 to 7, its end and a month's figure came after it. */
async function before(): Promise<void> {
  const { terminalStore } = terminal.store;
  for (let n = 0; n < 4; n++) await terminalStore.appendAudit(event(n));
  await terminalStore.enqueue(intent(1, 'waiting'));
  await inFund(`update fund.period_balance set paid = 1 where account_id = 1 and period = '2026-10'`);
  await sent();
}
async function after(): Promise<void> {
  const { terminalStore } = terminal.store;
  for (let n = 4; n < 8; n++) await terminalStore.appendAudit(event(n));
  await terminalStore.enqueue(intent(2, 'succeeded'));
  await inFund(`update fund.period_balance set paid = 777 where account_id = 1 and period = '2026-10'`);
  await sent();
  await eventually(async () => (await paid()) === 777);
}
const paid = async () =>
  (await cacheRows(dataDir, 'period_balance'))
    .map(row => row as { account_id: number; period: string; paid: number })
    .find(row => row.account_id === 1 && row.period === '2026-10')?.paid;

async function expectWhole(at = dba): Promise<void> {
  await eventually(
    async () => (await rows('select 1 from terminal.audit where terminal_id = $1', [id], at)).length >= 8,
  );
  await sent();
  const lines = await rows(
    `select a.details ->> 'n' as n from terminal.audit a where terminal_id = $1 order by 1`,
    [id],
    at,
  );
  expect(lines.map(({ n }) => n)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  const forks = `select from terminal.audit where terminal_id = $1 group by prev_hash having count(*) > 1`;
  expect(await rows(forks, [id], at)).toEqual([]);
  expect(await rows('select state, version from terminal.payment_intent where id = $1', [attempt], at)).toEqual([
    { state: 'succeeded', version: 2 },
  ]);
  await eventually(async () => (await paid()) === 1);
  expect(terminal.log.said.find(({ event: what }) => what === 'fund.restored')?.details['error']).toContain(
    'резервной копии',
  );
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kapremont-restored-'));
  server = await startEmbeddedPostgres({ dataDir: join(home, 'fund'), throwaway: true });
  dba = await migrateFund(server.superuserUrl, 'fund');
  await withClient(dba, client => seedFund(client, 3, ['2026-09', '2026-10']));
  url = await createTerminalLogin(dba, 'kiosk', 'pass');
});
afterAll(async () => {
  await server.stop();
  if (server.home !== join(home, 'fund')) rmSync(server.home, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});
beforeEach(async () => {
  dataDir = folder();
  await inFund(`select terminal.release('kiosk')`, 'delete from terminal.payment_intent');
  await start();
  id = await terminal.store.terminalStore.terminalId();
  await before();
});
afterEach(async () => {
  await terminal.stop();
  removeFolder(dataDir);
});

/** As `pg_restore --clean` leaves it: rows, numbers and the generation of the change log are those of the backup. */
const restoreInPlace = [
  `set session_replication_role = replica`,
  `do $$ declare t record; begin
     for t in select * from backup.tables loop
       execute format('delete from %s', t.name);
       execute format('insert into %s overriding system value select * from backup.%I', t.name, t.copy);
     end loop;
     perform setval(s.name, s.value) from backup.sequences s;
   end $$`,
  `reset session_replication_role`,
];
const backUp = [
  `drop schema if exists backup cascade`,
  `create schema backup`,
  `create table backup.tables as select c.oid::regclass::text as name, 't' || c.oid as copy from pg_class c
   where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('fund', 'exchange', 'terminal', 'cabinet')`,
  `do $$ declare t record; begin
     for t in select * from backup.tables loop execute format('create table backup.%I as table %s', t.copy, t.name); end loop;
   end $$`,
  `create table backup.sequences as select format('%I.%I', schemaname, sequencename) as name, last_value as value
   from pg_sequences where last_value is not null`,
];

describe('a fund restored from a backup', () => {
  it('in place, with the log’s own generation', async () => {
    await inFund(...backUp);
    await after();
    await terminal.stop();
    await inFund(...restoreInPlace);
    await start();
    await expectWhole();
    const facts = async () =>
      (await rows('select facts from terminal.terminal where id = $1', [id]))[0]?.['facts'] as { restored: unknown };
    await eventually(async () => (await facts()).restored);
    expect((await facts()).restored).toMatchObject({ items: 10 });
  });

  it('by an older copy of its data folder', async () => {
    await server.stop();
    const cluster = join(server.home, 'cluster');
    const older = `${server.home}.older`;
    const { port } = server;
    execFileSync('cp', ['-a', cluster, older]);
    server = await startEmbeddedPostgres({ dataDir: join(home, 'fund'), throwaway: true, port });
    await after();
    await terminal.stop();
    await server.stop();
    rmSync(cluster, { recursive: true, force: true });
    renameSync(older, cluster);
    server = await startEmbeddedPostgres({ dataDir: join(home, 'fund'), throwaway: true, port });
    // and many transactions of others, so that its numbers are as far as ours
    await inFund(`do $$ begin for i in 1..300 loop perform pg_current_xact_id(); commit; end loop; end $$`);
    await start();
    await expectWhole();
  });

  it('into another database, which the settings then name', async () => {
    await terminal.stop();
    const of = (name: string) => url.replace(/\/fund(\?|$)/, `/${name}$1`);
    await rows('create database other template fund', [], server.superuserUrl);
    await start();
    await after();
    await terminal.stop();
    await start(of('other'));
    await expectWhole(dba.replace(/\/fund(\?|$)/, '/other$1'));
  });
});
