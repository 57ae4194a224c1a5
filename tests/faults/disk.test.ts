// Disks without room and disks that can only be read: each told as what it is, nothing lost, and all goes on by itself once it can be written.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, it } from 'vitest';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { eventually, folder } from '../integration/sync-support.ts';
import { seedFund } from '../support/fund-seed.ts';
import { cableTo } from '../support/cable.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { compareLines, compareRows, logOf, tornFiles } from './support/books.ts';
import { settingsOf, start, type RunningProgram } from './support/program.ts';
import { smallDisk } from './support/small-disk.ts';
import { skipped, Tally } from './support/table.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 300, ['2026-09', '2026-10']));
});
afterAll(() => fund.drop());
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const noMount = 'a small disk can be mounted by root on Linux alone';
/** Rounds of these are slow and few: what is asked is the same each time. */
const few = 3;

async function started(settings: { dataDir: string }): Promise<RunningProgram> {
  const program = await start(settings);
  cleanups.push(() => program.kill());
  return program;
}

/** What the fund's table of terminals says of the newest one. */
const heartbeat = () =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{ trouble: string }>(
      'select trouble from terminal.terminal order by last_seen desc limit 1',
    );
    return rows[0]?.trouble ?? '';
  });

async function matches(dataDir: string): Promise<boolean> {
  const again = new Tally('');
  await compareRows(again, dataDir, fund);
  return again.wrong === 0;
}

it('full under cache and outbox: the last lines are written, then nobody is let in, the reason is told, and all goes on', async () => {
  const tally = new Tally('disk full under cache and outbox, at work');
  const disk = smallDisk(40);
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  const cable = await cableTo(fund.terminalOf(disk.path));
  cleanups.push(cable.close);
  const program = await started(settingsOf(disk.path, cable.url));
  await program.until('fresh');
  let lines = Infinity;
  for (; tally.rounds < few; tally.rounds++) {
    // lines that are sent leave their room: without the fund it is used up
    cable.pull();
    disk.fill();
    let opened = 0;
    const refused = await eventually(async () => {
      const answer = await program.prove((opened % 300) + 1);
      if (answer.ok) opened++;
      return answer.ok ? null : answer.error.code;
    });
    lines = Math.min(lines, opened);
    tally.told(refused === 'system.diskFull', `the visitor is told ${refused}`);
    tally.told((await program.freshness()).state === 'diskFull', 'the screen does not say that the disk is full');
    cable.plug();
    const told = await eventually(async () => ((await heartbeat()) === 'diskFull' ? 'diskFull' : null), 90_000).catch(
      heartbeat,
    );
    tally.told(told === 'diskFull', `the heartbeat says «${told}»`);
    await inFund(fund, `update fund.charge_line set amount = amount + 1 where account_id % 3 = ${tally.rounds}`);
    disk.empty();
    await program.until('fresh');
    await eventually(async () => (await heartbeat()) === '', 30_000).catch(() => undefined);
    tally.told((await heartbeat()) === '', 'the heartbeat goes on saying that the disk is full');
    await eventually(async () => (await program.prove(7)).ok);
    await program.call('visit.end', {});
  }
  await compareRows(tally, disk.path, fund);
  await compareLines(tally, disk.path, fund);
  await program.stop();
  tally.end(`at least ${lines} accounts opened in the room that is kept`);
});

it('full at a start: it starts and says so, or refuses in a sentence that says so', async () => {
  const tally = new Tally('disk full at a start');
  const disk = smallDisk(40);
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  const settings = settingsOf(disk.path, fund.terminalOf(disk.path));
  const first = await started(settings);
  await first.until('fresh');
  await first.stop();
  for (; tally.rounds < few; tally.rounds++) {
    disk.fill();
    const program = await started(settings).catch((error: Error) => error);
    if (program instanceof Error) tally.told(/мест/.test(program.message), `it says: ${program.message}`);
    else {
      tally.told((await program.freshness()).state === 'diskFull', `it says ${(await program.freshness()).state}`);
      disk.empty();
      await program.until('fresh');
      await compareLines(tally, disk.path, fund);
      await program.stop();
    }
    disk.empty();
  }
  tally.end();
});

it('too small for a renewal: the copy before is given up, what serves goes on, and the renewal is made once there is room', async () => {
  const tally = new Tally('disk too small for a renewal');
  const disk = smallDisk(40);
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  const program = await started(settingsOf(disk.path, fund.terminalOf(disk.path)));
  await program.until('fresh');
  const caches = () => readdirSync(disk.path).filter(name => /^cache-\d+\.db$/.test(name)).length;
  await inFund(fund, 'select exchange.resnapshot()');
  await eventually(() => caches() === 2);
  disk.fill(150_000);
  await inFund(fund, 'update fund.charge_line set amount = amount + 1', 'select exchange.resnapshot()');
  await eventually(() => readPointer(disk.path)?.before === undefined);
  for (; tally.rounds < 20; tally.rounds++) {
    const answer = await program.prove(tally.rounds + 1);
    tally.add('lost', answer.ok || answer.error.code.startsWith('proof.') ? 0 : 1, 'what serves no longer serves');
  }
  disk.empty();
  await program.until('fresh');
  await eventually(() => matches(disk.path), 60_000).catch(() => undefined);
  await compareRows(tally, disk.path, fund);
  await program.stop();
  tally.end();
});

it('full under the folder that is printed to, or read-only: each page is whole or refused in words', async () => {
  const tally = new Tally('disk full, and read-only, under the print folder');
  const dataDir = folder();
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const printed = join(dataDir, 'printed');
  const disk = smallDisk(1, printed);
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  const program = await started(settingsOf(dataDir, fund.terminalOf(dataDir)));
  await program.until('fresh');
  const print = async (): Promise<string> => {
    await program.prove(1);
    const job = randomUUID();
    await program.good('documents.print', { account: 1, period: '2026-10', job });
    return eventually(async () => {
      const { state, note } = await program.good('documents.job', { job });
      if (state === 'done') return 'done';
      return note.ru && state !== 'sent' && /мест|только для чтения/.test(note.ru) ? note.ru : null;
    }, 20_000);
  };
  const pages = () => readdirSync(printed).filter(name => name.endsWith('.pdf')).length;
  let done = 0;
  for (; tally.rounds < few; tally.rounds++) {
    disk.fill();
    const full = await print().catch(String);
    tally.told(/мест/.test(full), `the visitor is told ${full}`);
    await program.call('visit.end', {});
    disk.empty();
    if ((await print()) === 'done') done++;
    await program.call('visit.end', {});
    if (!disk.readOnly(true)) continue;
    const readOnly = await print().catch(String);
    tally.told(/только для чтения/.test(readOnly), `the visitor is told ${readOnly}`);
    await program.call('visit.end', {});
    disk.readOnly(false);
  }
  await eventually(() => pages() >= done, 20_000).catch(() => undefined);
  tally.add('lost', Math.max(0, done - pages()), `${pages()} pages of ${done} that were called printed`);
  tally.add('lost', tornFiles(printed).length, 'torn pages are left');
  await compareLines(tally, dataDir, fund);
  await program.stop();
  tally.end();
});

it('full under the log: the program works on, and nothing else is lost', async () => {
  const tally = new Tally('disk full under the log');
  const dataDir = folder();
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const disk = smallDisk(1, join(dataDir, 'log'));
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  disk.fill();
  const program = await started(settingsOf(dataDir, fund.terminalOf(dataDir)));
  await program.until('fresh');
  for (; tally.rounds < 20; tally.rounds++)
    tally.add('lost', (await program.prove(tally.rounds + 1)).ok ? 0 : 1, 'an account is not opened');
  disk.empty();
  await program.call('visit.end', {});
  await program.call('system.report', { what: 'после места' });
  await eventually(() => logOf(dataDir).includes('после места'), 20_000).catch(() => undefined);
  tally.told(logOf(dataDir).includes('после места'), 'the log is not written on once there is room');
  await compareLines(tally, dataDir, fund);
  await program.stop();
  tally.end();
});

it('read-only at a start: it refuses in a sentence, and starts as it was once it can write', async () => {
  const tally = new Tally('read-only data folder at a start');
  const disk = smallDisk(40);
  if (!disk) return skipped(tally.fault, noMount);
  cleanups.push(disk.remove);
  const settings = settingsOf(disk.path, fund.terminalOf(disk.path));
  const first = await started(settings);
  await first.until('fresh');
  await first.prove(3);
  await first.stop();
  for (; tally.rounds < few; tally.rounds++) {
    disk.readOnly(true);
    const refused = await started(settings).catch((error: Error) => error);
    tally.told(
      refused instanceof Error && /прав|чтени|запис/.test(refused.message) && !/\n {4}at /.test(refused.message),
      refused instanceof Error ? refused.message : 'it starts',
    );
    disk.readOnly(false);
    const program = await started(settings);
    await program.until('fresh');
    await compareLines(tally, disk.path, fund);
    await program.stop();
  }
  tally.end();
});

it('a limit on the size of files ends no work that was called done', async () => {
  const tally = new Tally('limit on the size of files (ulimit -f)');
  const dataDir = folder();
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const settings = settingsOf(dataDir, fund.terminalOf(dataDir));
  const first = await started(settings);
  await first.until('fresh');
  await first.stop();
  // in kilobytes: the outbox has its size already, and cannot grow much
  const through = ['bash', '-c', 'ulimit -f 2200; trap "" XFSZ; exec "$@"', '--'];
  if (!existsSync('/bin/bash')) return skipped(tally.fault, 'no bash');
  const program = await start(settings, { through });
  cleanups.push(() => program.kill());
  await program.until('fresh', 'noRoom', 'diskFull', 'diskUnwritable');
  await inFund(fund, `update fund.charge_line set amount = amount + 1`);
  for (let n = 0; n < 400; n++) {
    const answer = await program.prove((n % 300) + 1);
    if (answer.ok) continue;
    tally.told(/^system\.disk/.test(answer.error.code), `the visitor is told ${answer.error.code}`);
    break;
  }
  await program.kill();
  tally.rounds = 1;
  const after = await started(settings);
  await after.until('fresh');
  await eventually(async () => (await after.freshness()).state === 'fresh');
  await compareLines(tally, dataDir, fund);
  await eventually(() => matches(dataDir), 20_000).catch(() => undefined);
  await compareRows(tally, dataDir, fund);
  await after.stop();
  tally.end();
});
