// Comparing the cache with the fund by buckets: damage on either side that no change tells of is found and mended, and nothing else is taken for it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { entityNames } from '../../src-main/ports/exchange.ts';
import { withClient, type FundDatabase } from '../support/postgres.ts';
import {
  cacheRows,
  eventually,
  folder,
  fundRows,
  keysOf,
  region,
  removeFolder,
  startTerminal,
  type Terminal,
} from './sync-support.ts';

let fund: FundDatabase;
let dataDir: string;
let terminal: Terminal;

const inFund = (...statements: string[]) =>
  withClient(fund.url, async client => {
    for (const sql of statements) await client.query(sql);
  });

/** As a DBA's repair or a damaged page does it: no trigger hears of it. */
const behindTriggers = (...statements: string[]) =>
  inFund('begin', 'set local session_replication_role = replica', ...statements, 'commit');

async function inCache(work: (db: Db) => void): Promise<void> {
  const { cache } = await keysOf(dataDir);
  const db = openDatabase(join(dataDir, readPointer(dataDir)?.file ?? ''), cache, { mustExist: true });
  try {
    db.transaction(work).immediate(db);
  } finally {
    db.close();
  }
}

async function expectSame(): Promise<void> {
  const source = createFundPostgres(fund.url);
  const snapshot = await source.snapshot();
  try {
    for (const entity of entityNames) {
      const rows: unknown[] = [];
      for await (const batch of snapshot.copy(entity)) rows.push(...batch.rows);
      expect(await cacheRows(dataDir, entity), entity).toEqual(rows);
    }
  } finally {
    await snapshot.close();
    await source.close();
  }
}

const mendedRows = () => terminal.events.reduce((sum, event) => (event.type === 'mended' ? sum + event.rows : sum), 0);

beforeAll(async () => {
  fund = await region();
  dataDir = folder();
  terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 600);
  await terminal.until('fresh');
});
afterAll(async () => {
  await terminal.stop();
  removeFolder(dataDir);
  await fund.drop();
});

describe('a comparison with the fund', () => {
  it('finds nothing where nothing differs, and every row is looked at', async () => {
    const found = await terminal.sync.reconcile();
    const rows = await Promise.all(entityNames.map(entity => fundRows(fund.url, entity)));
    expect(found).toMatchObject({ rows: rows.flat().length, mended: 0, left: 0 });
  });

  it('mends twenty rows that were damaged in the cache: changed, gone, and never the fund’s', async () => {
    await inCache(db => {
      db.exec(`
        update payment set amount = amount + 1 where id in (select id from payment order by id limit 5);
        delete from payment where id in (select max(id) from payment);
        update period_balance set closing = closing - 100 where period = '2026-10' and account_id in (select id from account order by id limit 4);
        delete from period_balance where period = '2026-08' and account_id in (select id from account order by id limit 2);
        insert into charge_line (account_id, period, line_no, amount, kind, service, unit, area, tariff, reason)
          select account_id, period, 99, 5, kind, service, unit, area, tariff, reason from charge_line limit 1;
        update account set last_name = 'Подменная' where id in (select id from account order by id desc limit 2);
        update house set number = '0' where id in (select id from house order by id limit 1);
        update organization set settlement_account = '40702810000000000001' where id in (select min(id) from organization);
        delete from key_rate where valid_from in (select min(valid_from) from key_rate);
        insert into tariff (id, house_id, valid_from, valid_to, tariff) values (999999, null, '2026-01-01', null, 1);
        insert into news (id, house_id, published_at, title, body) values (999999, null, '2026-01-01T00:00:00.000Z', 'Чужая', '');`);
    });
    expect(await terminal.sync.reconcile()).toMatchObject({ mended: 20, left: 0 });
    await expectSame();
    expect(mendedRows()).toBe(20);
    expect(terminal.log.said.filter(({ event }) => event === 'reconcile.mended').length).toBeGreaterThan(5);
    expect(await terminal.sync.reconcile()).toMatchObject({ mended: 0, left: 0 });
  });

  it('mends twenty rows that the fund changed, deleted and inserted past its triggers', async () => {
    await behindTriggers(
      `update fund.payment set amount = amount + 1 where id in (select id from fund.payment order by id limit 6)`,
      `delete from fund.payment where id in (select id from fund.payment order by id desc limit 3)`,
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       select id, 800000000 + id, '2026-11-20', '2026-11-21', '2026-11', 100, 'касса' from fund.account order by id limit 4`,
      `update fund.period_balance set penalty = penalty + 5 where period = '2026-09' and account_id in (select id from fund.account order by id limit 3)`,
      `update fund.account set first_name = 'Новая' where id = (select max(id) from fund.account)`,
      `insert into fund.news (id, house_id, published_at, title, body) values (888888, null, now(), 'Новость', 'Текст')`,
      `update fund.moratorium set valid_to = valid_to + 1 where valid_from = (select min(valid_from) from fund.moratorium)`,
      `update fund.house set street = 'Тихая' where id = (select min(id) from fund.house)`,
    );
    expect(await terminal.sync.reconcile()).toMatchObject({ mended: 20, left: 0 });
    await expectSame();
  });

  it('finds a view that gives another figure though no row was changed', async () => {
    await inFund(
      `alter view exchange.payment rename to kept_payment`,
      `create view exchange.payment as select account_id, id, paid_on, posted_on, period, amount + 7 as amount, channel
       from exchange.kept_payment where id % 9 = 0 union all select * from exchange.kept_payment where id % 9 <> 0`,
      `grant select on exchange.payment to kiosk_reader`,
    );
    try {
      const found = await terminal.sync.reconcile();
      expect(found.mended).toBeGreaterThan(20);
      expect(found.left).toBe(0);
      await expectSame();
    } finally {
      await inFund(`drop view exchange.payment`, `alter view exchange.kept_payment rename to payment`);
    }
    expect((await terminal.sync.reconcile()).left).toBe(0);
    await expectSame();
  });

  it('takes for damage neither rows that are set aside nor values the fund writes in its own way', async () => {
    await inFund(
      `alter view exchange.payment rename to kept_payment`,
      `create view exchange.payment as select account_id, id, paid_on, posted_on, period,
         case when id % 500 = 0 then 'много' else amount || '.00' end as amount, channel from exchange.kept_payment`,
      `grant select on exchange.payment to kiosk_reader`,
    );
    const another = folder();
    const fresh = await startTerminal(another, fund.terminalOf(another), 600);
    try {
      await fresh.until('fresh');
      expect(await fresh.sync.reconcile()).toMatchObject({ mended: 0, left: 0 });
      expect(await fresh.sync.reconcile()).toMatchObject({ mended: 0, left: 0 });
    } finally {
      await fresh.stop();
      removeFolder(another);
      await inFund(`drop view exchange.payment`, `alter view exchange.kept_payment rename to payment`);
    }
  });

  it('is never alarmed while a thousand payments stream in', async () => {
    let streaming = true;
    const stream = withClient(fund.url, async client => {
      for (let n = 0; n < 1000; n++)
        await client.query(
          `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
           select id, ${700_000_000 + n}, '2026-11-20', '2026-11-21', '2026-11', 100, 'касса'
           from fund.account order by id offset ${n % 190} limit 1`,
        );
      streaming = false;
    });
    while (streaming) expect(await terminal.sync.reconcile()).toMatchObject({ mended: 0 });
    await stream;
    await eventually(
      async () => (await cacheRows(dataDir, 'payment')).length === (await fundRows(fund.url, 'payment')).length,
    );
    expect(await terminal.sync.reconcile()).toMatchObject({ mended: 0, left: 0 });
  });

  it('does not mend what would empty the copy: the whole of it is held for an administrator, and the copy serves on', async () => {
    const before = (await cacheRows(dataDir, 'payment')).length;
    await behindTriggers('delete from fund.payment where id % 3 = 0');
    const mark = terminal.events.length;
    expect((await terminal.sync.reconcile()).left).toBeGreaterThan(0);
    const { trouble } = await terminal.until('trouble', mark);
    expect(trouble).toMatchObject({ kind: 'notAccepted', held: { what: 'copy' } });
    expect(await cacheRows(dataDir, 'payment')).toHaveLength(before);
  });
});
