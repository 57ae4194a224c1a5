// Pages damaged at random, in the cache and in the outbox, while the program runs and when it starts: nothing wrong is shown, and what is lost is told.
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, it } from 'vitest';
import { outboxPath, readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { eventually, folder } from '../integration/sync-support.ts';
import { cableTo } from '../support/cable.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { compareLines, compareRows, logOf, outboxTable } from './support/books.ts';
import { settingsOf, start, type RunningProgram } from './support/program.ts';
import { rolls, rounds, Tally } from './support/table.ts';

const accounts = 300;
/** kopecks, of account n */
const figure = (n: number) => 10_000 + n;
let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, accounts, ['2026-08', '2026-09', '2026-10']);
    await client.query(
      `update fund.period_balance set closing = 10000 + account_id, opening = 10000 + account_id where period = '2026-10'`,
    );
  });
});
afterAll(() => fund.drop());
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function newFolder(): string {
  const made = folder();
  cleanups.push(() => {
    rmSync(made, { recursive: true, force: true });
    rmSync(`${made}.settings.json`, { force: true });
  });
  return made;
}

const pageBytes = 4096;
function spoil(path: string, pages: number, roll: (limit: number) => number): void {
  const count = Math.floor(statSync(path).size / pageBytes);
  const file = openSync(path, 'r+');
  for (let n = 0; n < pages; n++) {
    const bytes = Buffer.from(Array.from({ length: pageBytes }, () => roll(256)));
    writeSync(file, bytes, 0, pageBytes, roll(count) * pageBytes);
  }
  closeSync(file);
}

const notThere = /^(cache\.(notReady|unavailable)|visit\.accountNotOpen|proof\.|system\.failure)/;

/** Opens some accounts: each sum shown is the fund's, or none is shown and the reason is one of these. */
async function look(tally: Tally, program: RunningProgram, from: number): Promise<void> {
  for (let n = from; n < from + 12; n++) {
    const account = (n % accounts) + 1;
    const opened = await program.prove(account);
    const answer = opened.ok ? await program.call('statement.get', { account }) : opened;
    if (!answer.ok) {
      tally.told(notThere.test(answer.error.code) && answer.error.code !== 'system.failure', answer.error.code);
      tally.told(answer.error.code !== 'proof.mismatch', 'a right answer is called wrong');
    } else if ('header' in answer.value) {
      const { balance } = answer.value.header;
      tally.add('wrong', balance === figure(account) || balance === null ? 0 : 1, `${balance} of account ${account}`);
    }
    await program.call('visit.end', {});
  }
}

it('pages of the cache, while it serves: no wrong sum, and soon the whole of it again', async () => {
  const tally = new Tally('damaged pages in the cache, at work');
  const roll = rolls(tally.fault);
  const dataDir = newFolder();
  const program = await start(settingsOf(dataDir, fund.terminalOf(dataDir)));
  cleanups.push(() => program.kill());
  await program.until('fresh');
  for (; tally.rounds < rounds; tally.rounds++) {
    spoil(join(dataDir, readPointer(dataDir)?.file ?? ''), 1 + roll(12), roll);
    await look(tally, program, tally.rounds * 12);
  }
  await program.stop();
  // what no read met is met by the next start's reads, or copied anew
  const again = await start(settingsOf(dataDir, fund.terminalOf(dataDir)));
  cleanups.push(() => again.kill());
  await withClient(fund.url, client => client.query('select exchange.resnapshot()'));
  await eventually(async () => {
    const matched = new Tally('');
    await compareRows(matched, dataDir, fund).catch(() => matched.add('wrong', 1, 'not read'));
    return matched.wrong === 0;
  }, 60_000).catch(() => undefined);
  await compareRows(tally, dataDir, fund);
  await compareLines(tally, dataDir, fund);
  await again.stop();
  tally.end();
});

it('pages of the cache, at a start, with the fund and without: no wrong sum, and the copy before serves where there is one', async () => {
  const tally = new Tally('damaged pages in the cache, at a start');
  const roll = rolls(tally.fault);
  const dataDir = newFolder();
  const cable = await cableTo(fund.terminalOf(dataDir));
  cleanups.push(cable.close);
  const settings = settingsOf(dataDir, cable.url);
  const until = async (program: RunningProgram) => {
    await program.until('fresh');
    await withClient(fund.url, client => client.query('select exchange.resnapshot()'));
    await eventually(() => readPointer(dataDir)?.before, 60_000);
    await program.until('fresh');
  };
  const first = await start(settings);
  await until(first);
  await first.stop();
  for (; tally.rounds < Math.ceil(rounds / 5); tally.rounds++) {
    const isAway = tally.rounds % 2 === 1;
    if (isAway) cable.pull();
    const path = join(dataDir, readPointer(dataDir)?.file ?? '');
    spoil(path, Math.floor(statSync(path).size / pageBytes / 3), roll);
    const program = await start(settings);
    cleanups.push(() => program.kill());
    await program.until('fresh', 'unreachable');
    await look(tally, program, tally.rounds * 12);
    if (isAway) {
      const { asOf } = await program.freshness();
      tally.told(asOf !== null, 'without the fund nothing serves, and there was a copy before');
    }
    cable.plug();
    await until(program);
    await program.stop();
  }
  const last = await start(settings);
  cleanups.push(() => last.kill());
  await last.until('fresh');
  await compareRows(tally, dataDir, fund);
  await compareLines(tally, dataDir, fund);
  await last.stop();
  tally.end();
});

it('pages of the outbox, at a start: the terminal is who it was, and what could not be read is told to the fund', async () => {
  const tally = new Tally('damaged pages in the outbox, at a start');
  const roll = rolls(tally.fault);
  let unread = 0;
  for (; tally.rounds < Math.ceil(rounds / 5); tally.rounds++) {
    const dataDir = newFolder();
    const cable = await cableTo(fund.terminalOf(dataDir));
    cleanups.push(cable.close);
    const settings = settingsOf(dataDir, cable.url);
    const program = await start(settings);
    cleanups.push(() => program.kill());
    await program.until('fresh');
    cable.pull();
    for (let n = 1; n <= 40; n++) await program.prove(n);
    await program.kill();
    const id = await terminalId(dataDir);
    const lines = (await outboxTable<{ n: number }>(dataDir, 'select count(*) as n from outgoing'))[0]?.n ?? 0;
    const before = await sent();
    spoil(outboxPath(dataDir), 1 + roll(4), roll);
    cable.plug();
    const again = await start(settings);
    cleanups.push(() => again.kill());
    await again.until('fresh');
    await eventually(async () => (await outboxTable(dataDir, 'select 1 from outgoing')).length === 0);
    tally.add('lost', (await terminalId(dataDir)) === id ? 0 : 1, 'the terminal is another');
    const arrived = (await sent()) - before;
    const missing = Math.max(0, lines - arrived);
    unread += missing;
    tally.add('doubled', Math.max(0, arrived - lines - 3), `${arrived} lines arrived of ${lines}`);
    if (missing > 0) {
      tally.told(logOf(dataDir).includes('outbox.lost'), `${missing} lines are gone, and the log says nothing`);
      const told = await eventually(async () => (await troubles(id)).includes('outboxDamaged'), 30_000).catch(
        () => false,
      );
      tally.told(told, `${missing} lines are gone, and the fund is told nothing`);
    }
    await again.stop();
  }
  tally.end(`${unread} lines stood on the damaged pages, all told`);
});

it('pages of the outbox, while it is used: nothing that was promised is lost', async () => {
  const tally = new Tally('damaged pages in the outbox, at work');
  const roll = rolls(tally.fault);
  const dataDir = newFolder();
  const settings = settingsOf(dataDir, fund.terminalOf(dataDir));
  let program = await start(settings);
  cleanups.push(() => program.kill());
  await program.until('fresh');
  for (; tally.rounds < Math.ceil(rounds / 5); tally.rounds++) {
    const before = await sent();
    let promised = 0;
    for (let n = 1; n <= 10; n++) if ((await program.prove(n)).ok) promised++;
    await eventually(async () => (await sent()) - before >= promised, 30_000).catch(() => undefined);
    // all is sent: the pages hold nothing that exists nowhere else
    spoil(outboxPath(dataDir), 2, roll);
    for (let n = 11; n <= 20; n++) if ((await program.prove(n)).ok) promised++;
    await program.call('visit.end', {});
    const arrived = await eventually(async () => ((await sent()) - before >= promised ? promised : null), 30_000).catch(
      async () => (await sent()) - before,
    );
    if (arrived < promised) tally.told(logOf(dataDir).includes('outbox.lost'), 'lines are gone, and nothing is told');
    await program.stop();
    program = await start(settings);
    await program.until('fresh');
  }
  await program.stop();
  tally.end();
});

const terminalId = async (dataDir: string) =>
  (await outboxTable<{ value: string }>(dataDir, `select value from meta where key = 'terminal_id'`))[0]?.value ?? '';

const sent = () =>
  withClient(fund.url, async client =>
    Number((await client.query<{ n: string }>('select count(*) as n from terminal.audit')).rows[0]?.n),
  );

const troubles = (id: string) =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{ trouble: string }>('select trouble from terminal.terminal where id = $1', [
      id,
    ]);
    return rows.map(({ trouble }) => trouble);
  });
