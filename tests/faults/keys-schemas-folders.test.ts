// Another key and the right one again, files and schemas one version older and newer, one folder by two names: refused in words, and nothing is begun beside it.
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, it } from 'vitest';
import { fundMigrations } from '../../migrations/fund/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { outboxPath } from '../../src-main/adapters/sqlite/files.ts';
import { eventually, folder, keysOf } from '../integration/sync-support.ts';
import { cableTo } from '../support/cable.ts';
import { seedFund } from '../support/fund-seed.ts';
import { makeOldCache } from '../support/old-cache.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { compareLines, compareRows } from './support/books.ts';
import { settingsOf, start } from './support/program.ts';
import { Tally } from './support/table.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 100, ['2026-09', '2026-10']));
});
afterAll(() => fund.drop());
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});
const few = 3;

function newFolder(): string {
  const made = folder();
  cleanups.push(() => {
    rmSync(made, { recursive: true, force: true });
    rmSync(`${made}.settings.json`, { force: true });
  });
  return made;
}

/** A terminal that has lines waiting for a fund that is away. */
async function withLines(dataDir: string) {
  const cable = await cableTo(fund.terminalOf(dataDir));
  cleanups.push(cable.close);
  const settings = settingsOf(dataDir, cable.url);
  const program = await start(settings);
  await program.until('fresh');
  cable.pull();
  for (let n = 1; n <= 5; n++) await program.prove(n);
  await program.stop();
  cable.plug();
  return settings;
}

const refusal = async (settings: { dataDir: string }) =>
  start(settings).then(
    async program => {
      await program.kill();
      return '';
    },
    (error: Error) => error.message,
  );

it('another key, and the right one again: refused in words meanwhile, then every waiting line arrives', async () => {
  const tally = new Tally('key changed and put back');
  for (; tally.rounds < few; tally.rounds++) {
    const dataDir = newFolder();
    const settings = await withLines(dataDir);
    const file = join(dataDir, 'demo-keys.json');
    const right = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      right.replaceAll(/"[0-9a-f]{64}"/g, () => `"${'ab'.repeat(32)}"`),
    );
    const words = await refusal(settings);
    tally.told(/ключ/i.test(words) && !/\n {4}at /.test(words), `it says: ${words}`);
    writeFileSync(file, right);
    const program = await start(settings);
    await program.until('fresh');
    await compareRows(tally, dataDir, fund);
    tally.add('lost', (await compareLines(tally, dataDir, fund)) >= 5 ? 0 : 1, 'the lines of before are gone');
    await program.stop();
  }
  tally.end();
});

it('an outbox of a newer program: refused in words, and as it was afterwards', async () => {
  const tally = new Tally('outbox one version newer');
  for (; tally.rounds < few; tally.rounds++) {
    const dataDir = newFolder();
    const settings = await withLines(dataDir);
    const change = async (sql: string) => {
      const db = openDatabase(outboxPath(dataDir), (await keysOf(dataDir)).outbox);
      db.exec(sql);
      db.close();
    };
    await change(`insert into migrations (timestamp, name) values (9999999999999, 'Tomorrow9999999999999')`);
    const words = await refusal(settings);
    tally.told(/нов/.test(words), `it says: ${words}`);
    await change(`delete from migrations where timestamp = 9999999999999`);
    const program = await start(settings);
    await program.until('fresh');
    tally.add('lost', (await compareLines(tally, dataDir, fund)) >= 5 ? 0 : 1, 'the lines of before are gone');
    await program.stop();
  }
  tally.end();
});

it('a cache of an older program is made anew, and none of it is shown', async () => {
  const tally = new Tally('cache of another schema');
  for (; tally.rounds < few; tally.rounds++) {
    const dataDir = newFolder();
    const settings = await withLines(dataDir);
    for (const name of readdirSync(dataDir)) if (/^cache-/.test(name)) rmSync(join(dataDir, name));
    makeOldCache(dataDir, (await keysOf(dataDir)).cache);
    const program = await start(settings);
    await program.until('fresh');
    await compareRows(tally, dataDir, fund);
    await compareLines(tally, dataDir, fund);
    await program.stop();
  }
  tally.end();
});

/** A fund whose administrator has not updated it yet. */
async function migratedButLast(url: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: fundMigrations.slice(0, -1),
    migrationsTableName: 'kapremont_migrations',
    migrationsTransactionMode: 'each',
    logging: false,
  });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
}

it('the fund’s schema one migration older or newer: it works, or says whose fault it is, and is in step once it is updated', async () => {
  const tally = new Tally('fund’s schema one older, one newer');
  const own = await freshFundDatabase('template0');
  cleanups.push(() => own.drop());
  await migratedButLast(own.url);
  await withClient(own.url, client => seedFund(client, 50, ['2026-10']));
  const dataDir = newFolder();
  const settings = settingsOf(dataDir, own.terminalOf(dataDir));
  const older = await start(settings);
  const { state } = await older.until('fresh', 'unreadable', 'unreachable', 'fault', 'notAccepted');
  tally.told(state === 'fresh' || state === 'unreadable', `of an older schema it says ${state}`);
  await older.prove(1);
  tally.rounds++;
  await migrateFund(own.url);
  await eventually(async () => (await older.freshness()).state === 'fresh');
  await compareRows(tally, dataDir, own);
  await compareLines(tally, dataDir, own);
  await older.stop();
  await inFund(
    own,
    `insert into kapremont_migrations (timestamp, name) values (9999999999999, 'Tomorrow9999999999999')`,
    'alter table fund.payment add column tomorrow text',
  );
  const newer = await start(settings);
  await newer.until('fresh');
  tally.told((await newer.prove(2)).ok, 'of a newer schema it opens nothing');
  tally.rounds++;
  await compareRows(tally, dataDir, own);
  await compareLines(tally, dataDir, own);
  await newer.stop();
  tally.end();
});

it('one folder by two names: the second program is refused in words, and the first goes on', async () => {
  const tally = new Tally('folder reached by two names');
  const dataDir = newFolder();
  const settings = settingsOf(dataDir, fund.terminalOf(dataDir));
  const program = await start(settings);
  cleanups.push(() => program.kill());
  await program.until('fresh');
  const link = `${dataDir}-link`;
  symlinkSync(dataDir, link);
  cleanups.push(() => rmSync(link));
  for (const name of [link, `${dataDir}/`, `${dataDir}/../${dataDir.split('/').at(-1) ?? ''}`]) {
    const words = await refusal({ ...settings, dataDir: name });
    tally.told(/уже работает/.test(words), `by ${name} it says: ${words || 'nothing, it runs'}`);
    tally.told((await program.prove(tally.rounds + 1)).ok, 'the first one is disturbed');
    tally.rounds++;
  }
  await compareLines(tally, dataDir, fund);
  await program.stop();
  tally.end();
});
