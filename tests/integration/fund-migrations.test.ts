// Migrations of the fund's database that meet data already there: what stood before them, and what stands after.
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fundMigrations } from '../../migrations/fund/index.ts';
import { ChangeLog1795300000003 } from '../../migrations/fund/1795300000003-change-log.ts';
import { Staff1795300000301 } from '../../migrations/fund/1795300000301-staff.ts';
import { StaffHistory1795300000302 } from '../../migrations/fund/1795300000302-staff-history.ts';
import { HouseWorks1795300000401 } from '../../migrations/fund/1795300000401-house-works.ts';
import { OpenMonths1795300000402 } from '../../migrations/fund/1795300000402-open-months.ts';
import { HouseDistricts1795300000432 } from '../../migrations/fund/1795300000432-house-districts.ts';
import { StaffHistoryChange1795300000403 } from '../../migrations/fund/1795300000403-staff-history-change.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { CursorTooOld, type ChangeCursor } from '../../src-main/ports/fund.ts';
import { eventually } from './sync-support.ts';
import { closeMonth, seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, openClient, type FundDatabase } from '../support/postgres.ts';

let fund: FundDatabase;
let client: Awaited<ReturnType<typeof openClient>>;
beforeEach(async () => {
  fund = await freshFundDatabase('template0');
  client = await openClient(fund.url);
});
afterEach(async () => {
  await client.end();
  await fund.drop();
});

async function withMigrations(migrations: typeof fundMigrations, work: (source: DataSource) => Promise<unknown>) {
  const source = new DataSource({
    type: 'postgres',
    url: fund.url,
    migrations,
    migrationsTableName: 'kapremont_migrations',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  await work(source);
  await source.destroy();
}

/** Runs the migrations up to one, itself included or not. */
function migrate(which: 'before' | 'with', migration: (typeof fundMigrations)[number]): Promise<void> {
  const at = fundMigrations.indexOf(migration);
  return withMigrations(fundMigrations.slice(0, which === 'with' ? at + 1 : at), source => source.runMigrations());
}

/** Takes the last migration back. */
const revert = () => withMigrations(fundMigrations, source => source.undoLastMigration());

const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await client.query<Record<string, unknown>>(sql, values)).rows;
const count = async (table: string) => Number((await rows(`select count(*) from ${table}`))[0]?.['count']);

describe('the change log, over reference tables already filled', () => {
  it('begins empty, leaves the rows, and holds every change made afterwards', async () => {
    await migrate('before', ChangeLog1795300000003);
    await seedFund(client, 3, ['2026-09']);
    const before = await rows('select * from fund.period_balance order by account_id');
    await migrate('with', ChangeLog1795300000003);
    expect(await rows('select * from fund.period_balance order by account_id')).toEqual(before);
    expect(await count('exchange.change_state')).toBe(1);
    expect(await count('exchange.change_log')).toBe(0);
    await closeMonth(client, '2026-10');
    await client.query(`delete from fund.payment where id = 2`);
    const logged = await rows(
      'select distinct entity, id, account_id, period from exchange.change_log order by 1, 2, 3',
    );
    expect(logged.filter(row => row['entity'] === 'period_balance')).toEqual(
      ['1', '2', '3'].map(account_id => ({ entity: 'period_balance', id: null, account_id, period: '2026-10' })),
    );
    expect(logged).toContainEqual(expect.objectContaining({ entity: 'payment', id: '2' }));
  });
});

describe('staff, over application forms filed before', () => {
  const file = (number: number, address: string) =>
    client.query(
      `insert into cabinet.application (number, job, account_id, address, terminal_id, made_at)
       values ($1, gen_random_uuid(), $2, $3, gen_random_uuid(), '2026-10-01T09:00:00Z')`,
      [number, number + 100, address],
    );

  it('forms keep what they say, are all open, and can be handled once each', async () => {
    await migrate('before', Staff1795300000301);
    await file(1, 'Чебоксары, ул. Энгельса, 14-10');
    await file(2, 'Чебоксары, ул. Энгельса, 14-11');
    const columns = 'number, job, account_id, address, terminal_id, made_at';
    const before = await rows(`select ${columns} from cabinet.application order by number`);
    await migrate('with', Staff1795300000301);
    expect(await rows(`select ${columns} from cabinet.application order by number`)).toEqual(before);
    const open = () => rows('select number, account_id, address from cabinet.open_applications(10)');
    expect(await open()).toEqual([
      { number: '2', account_id: '102', address: 'Чебоксары, ул. Энгельса, 14-11' },
      { number: '1', account_id: '101', address: 'Чебоксары, ул. Энгельса, 14-10' },
    ]);
    const [staff] = await rows(
      `insert into cabinet.staff (login, login_norm, name, role, password_hash)
       values ('petrova', 'petrova', 'Петрова А. А.', 'operator', '$argon2id$x') returning id`,
    );
    const handle = () => rows('select cabinet.handle_application(1, $1) as account', [staff?.['id']]);
    expect(await handle()).toEqual([{ account: '101' }]);
    expect(await handle()).toEqual([{ account: null }]);
    expect((await open()).map(form => form['number'])).toEqual(['2']);
  });

  it('taken back and made again, the forms are still there', async () => {
    await migrate('with', Staff1795300000301);
    await file(1, 'Чебоксары, ул. Энгельса, 14-10');
    const source = new DataSource({
      type: 'postgres',
      url: fund.url,
      migrations: fundMigrations.slice(0, fundMigrations.indexOf(Staff1795300000301) + 1),
      migrationsTableName: 'kapremont_migrations',
    });
    await source.initialize();
    await source.undoLastMigration();
    expect(await count('cabinet.application')).toBe(1);
    await source.runMigrations();
    await source.destroy();
    expect(await rows('select number, handled_at from cabinet.application')).toEqual([
      { number: '1', handled_at: null },
    ]);
  });
});

describe('the history of staff, over staff already there', () => {
  it('leaves their rows and records what is changed from now on', async () => {
    await migrate('before', StaffHistory1795300000302);
    await client.query(
      `insert into cabinet.staff (login, login_norm, name, role, password_hash)
       values ('petrova', 'petrova', 'Петрова А. А.', 'operator', '$argon2id$x')`,
    );
    const before = await rows('select * from cabinet.staff');
    await migrate('with', StaffHistory1795300000302);
    expect(await rows('select * from cabinet.staff')).toEqual(before);
    expect(await count('cabinet.staff_history')).toBe(0);
    await client.query(`update cabinet.staff set role = 'admin'`);
    expect(await rows('select staff_login, deed, role from cabinet.staff_history')).toEqual([
      { staff_login: 'petrova', deed: 'role', role: 'admin' },
    ]);
  });
});

describe('works on houses, over a fund in use', () => {
  it('every terminal takes a new snapshot, in which nothing is lost; works are followed afterwards', async () => {
    await migrate('before', HouseWorks1795300000401);
    await seedFund(client, 3, ['2026-09', '2026-10']);
    const epochSql = `(select system_identifier::text from pg_control_system()) || '/' ||
      (select oid::text from pg_database where datname = current_database()) || '/' || generation::text`;
    const [old] = await rows(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as xid, ${epochSql} as epoch from exchange.change_state`,
    );
    expect(await count('exchange.change_log')).toBeGreaterThan(0);
    const cursor: ChangeCursor = { xid: String(old?.['xid']), seq: '0', epoch: String(old?.['epoch']) };
    const database = createFundPostgres(fund.url);
    try {
      await database.changes(cursor, 10);
      await migrate('with', HouseWorks1795300000401);
      await expect(database.changes(cursor, 10)).rejects.toBeInstanceOf(CursorTooOld);

      // a snapshot reads every entity of today
      await migrate('with', fundMigrations.at(-1)!);
      const snapshot = await database.snapshot();
      const balances: unknown[] = [];
      for await (const batch of snapshot.copy('period_balance')) balances.push(...batch.rows);
      await snapshot.close();
      expect(balances.length).toBe(6);
      await client.query(`insert into fund.organization (id, kind, name) values (7, 'contractor', 'ООО «Кровля»')`);
      await client.query(
        `insert into fund.house_work (id, house_id, organization_id, name, starts_on) values (5, 1, 7, 'Ремонт крыши', '2027-05-01')`,
      );
      // another test's long transaction may hold the log back for a while
      const changes = await eventually(async () => {
        const found = await database.changes(snapshot.cursor, 10);
        return found.changes.length > 1 && found.changes;
      });
      expect(changes.map(({ entity, id }) => [entity, id])).toEqual([
        ['organization', 7],
        ['house_work', 5],
      ]);
    } finally {
      await database.close();
    }
  });
});

describe('open months, over months already closed', () => {
  it('leaves them as they are, takes a month without a document, and going back removes only such a month', async () => {
    await migrate('before', OpenMonths1795300000402);
    await seedFund(client, 2, ['2026-09', '2026-10']);
    const closed = await rows('select * from fund.period_balance order by account_id, period');
    const open = `insert into fund.period_balance (account_id, period, opening, charged, closing, issued_on, due_on, payments_until)
      values (1, '2026-11', 100, 50, 150, null, null, null)`;
    await expect(client.query(open)).rejects.toThrow(/not-null/);
    await migrate('with', OpenMonths1795300000402);
    await client.query(open);
    expect(
      await rows(`select * from fund.period_balance where period < '2026-11' order by account_id, period`),
    ).toEqual(closed);
    await revert();
    expect(await rows('select * from fund.period_balance order by account_id, period')).toEqual(closed);
    await expect(client.query(open)).rejects.toThrow(/not-null/);
  });
});

describe('the history of staff, its column renamed', () => {
  it('keeps every line, writes the next ones, and goes back and forth', async () => {
    await migrate('before', StaffHistoryChange1795300000403);
    await client.query(
      `insert into cabinet.staff (login, login_norm, name, role, password_hash)
       values ('petrova', 'petrova', 'Петрова А. А.', 'operator', '$argon2id$x')`,
    );
    await migrate('with', StaffHistoryChange1795300000403);
    await client.query(`update cabinet.staff set role = 'admin'`);
    const lines = () => rows('select staff_login, change, role from cabinet.staff_history order by id');
    const kept = [
      { staff_login: 'petrova', change: 'added', role: 'operator' },
      { staff_login: 'petrova', change: 'role', role: 'admin' },
    ];
    expect(await lines()).toEqual(kept);
    await revert();
    await client.query(`update cabinet.staff set disabled = true`);
    await migrate('with', StaffHistoryChange1795300000403);
    expect(await lines()).toEqual([...kept, { staff_login: 'petrova', change: 'disabled', role: 'admin' }]);
    await expect(client.query('delete from cabinet.staff_history')).rejects.toThrow(/append-only/);
  });
});

describe('all that is left to run', () => {
  it('brings a database of any earlier step to the present one, its data as it was', async () => {
    await migrate('with', ChangeLog1795300000003);
    await seedFund(client, 5, ['2026-10']);
    const before = await rows('select * from fund.account order by id');
    await migrateFund(fund.url);
    expect(await rows('select * from fund.account order by id')).toEqual(before);
    expect(await count('kapremont_migrations')).toBe(fundMigrations.length);
  });
});

describe('districts of houses', () => {
  const shipped = `select column_name from information_schema.columns where table_schema = 'exchange' and table_name = 'house'`;
  const columns = async () => (await rows(shipped)).map(row => row['column_name']);

  it('come into the view of the fund’s own tables, and go back', async () => {
    await migrate('before', HouseDistricts1795300000432);
    await seedFund(client, 1);
    await migrate('with', HouseDistricts1795300000432);
    expect(await columns()).toEqual(expect.arrayContaining(['region', 'district']));
    expect(await rows('select settlement, region, district from exchange.house')).toEqual([
      { settlement: 'Чебоксары', region: '', district: '' },
    ]);
    await revert();
    expect(await columns()).not.toContain('district');
    expect(await count('exchange.house')).toBe(1);
  });

  it('leave a view the fund has replaced, and say which columns it lacks', async () => {
    await migrate('before', HouseDistricts1795300000432);
    const own = (more: string) =>
      client.query(`create or replace view exchange.house as
        select id, fias_id, postal_code, settlement_kind, settlement, street_kind, street, number, block, formation, operator_id, managing_id,
               collected, spent${more} from fund.house where id > 0`);
    await own('');
    await expect(migrate('with', HouseDistricts1795300000432)).rejects.toThrow(
      /exchange\.house .* region and district/,
    );
    await own(`, ''::text as region, 'Алатырский р-н' as district`);
    await migrate('with', HouseDistricts1795300000432);
    await seedFund(client, 1);
    expect(await rows('select district from exchange.house')).toEqual([{ district: 'Алатырский р-н' }]);
  });
});
