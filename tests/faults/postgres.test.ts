// The fund's server killed, restarted, full of connections and strict with its logins: told as what it is, and in step again by itself.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund, withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { eventually, folder } from '../integration/sync-support.ts';
import { seedFund } from '../support/fund-seed.ts';
import { openClient, withClient } from '../support/postgres.ts';
import { compareLines, compareRows, type Fund } from './support/books.ts';
import { settingsOf, start, type RunningProgram } from './support/program.ts';
import { rolls, rounds, Tally } from './support/table.ts';

let place: string;
let server: EmbeddedPostgres;
let fund: Fund;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'kapremont-server-'));
  // as root the server runs as another user
  chmodSync(place, 0o711);
  server = await startEmbeddedPostgres({ dataDir: join(place, 'postgres') });
  const url = await migrateFund(server.superuserUrl, 'fund');
  await withClient(url, client => seedFund(client, 300, ['2026-09', '2026-10']));
  fund = { url, terminalUrl: withDatabase(await createTerminalLogin(server.superuserUrl, 'hall', 'hall'), 'fund') };
});
afterAll(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

const postmaster = () => Number(readFileSync(join(server.home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
const back = async () => {
  server = await startEmbeddedPostgres({ dataDir: join(place, 'postgres'), port: server.port });
};
/** Of this test's own server, whose pid its own file names. */
async function killed(): Promise<void> {
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await eventually(() => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
  // its children see that it is gone within moments, and the next server waits for them
  await pause(300);
}

const sql = (...statements: string[]) =>
  withClient(fund.url, async client => {
    for (const statement of statements) await client.query(statement);
  });

async function inStep(tally: Tally, dataDir: string): Promise<void> {
  await eventually(async () => {
    const matched = new Tally('');
    await compareRows(matched, dataDir, fund);
    return matched.wrong === 0;
  }, 60_000).catch(() => undefined);
  await compareRows(tally, dataDir, fund);
  await compareLines(tally, dataDir, fund);
}

const folders = new Map<string, string>();
async function with1(fault: string, work: (tally: Tally, program: RunningProgram, dataDir: string) => Promise<void>) {
  const tally = new Tally(fault);
  // one login is one terminal's
  const dataDir = folders.get('hall') ?? folder();
  folders.set('hall', dataDir);
  const program = await start(settingsOf(dataDir, fund.terminalUrl));
  try {
    await program.until('fresh');
    await work(tally, program, dataDir);
    await inStep(tally, dataDir);
    await program.stop();
  } finally {
    await program.kill();
    await sql('alter role hall reset all', 'alter role hall connection limit -1');
  }
  tally.end();
}

/** Somebody at the terminal meanwhile: opened from the cache, whatever the server does. */
async function served(tally: Tally, program: RunningProgram): Promise<void> {
  for (let n = 0; n < 3; n++) {
    const opened = await program.prove(((tally.rounds * 3 + n) % 300) + 1);
    const code = opened.ok ? 'ok' : opened.error.code;
    tally.told(code === 'ok' || code === 'proof.mismatch', `an account is refused with ${code}`);
    await program.call('visit.end', {});
  }
}

const touch = (n: number) => `update fund.charge_line set amount = amount + 1 where account_id % 11 = ${n % 11}`;
const away = async (tally: Tally, program: RunningProgram) => {
  const { state } = await program.until('unreachable', 'unreadable', 'timeLimit', 'fault');
  tally.told(state === 'unreachable', `of a server that is gone it says ${state}`);
};

it('killed at random moments, in a copy and at rest', () =>
  with1('PostgreSQL kill -9', async (tally, program) => {
    const roll = rolls(tally.fault);
    for (; tally.rounds < Math.ceil(rounds / 5); tally.rounds++) {
      await sql(touch(tally.rounds), ...(tally.rounds % 2 ? ['select exchange.resnapshot()'] : []));
      await pause(roll(300));
      await killed();
      await served(tally, program);
      await away(tally, program);
      await back();
      await eventually(async () => {
        await program.prove(299);
        return (await program.freshness()).state === 'fresh';
      });
    }
  }));

it('restarted, and its sessions ended one by one', () =>
  with1('PostgreSQL restarted, sessions ended', async (tally, program) => {
    for (; tally.rounds < Math.ceil(rounds / 5); tally.rounds++) {
      if (tally.rounds % 2) {
        await server.stop();
        await served(tally, program);
        await back();
      } else {
        await sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hall'`);
        await served(tally, program);
      }
      await sql(touch(tally.rounds));
      await eventually(async () => {
        await program.prove(299);
        return (await program.freshness()).state === 'fresh';
      });
    }
  }));

it('out of connections', () =>
  with1('PostgreSQL out of connections', async (tally, program) => {
    for (; tally.rounds < 3; tally.rounds++) {
      await sql(
        'alter role hall connection limit 0',
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hall'`,
      );
      await served(tally, program);
      await away(tally, program);
      await sql('alter role hall connection limit -1', touch(tally.rounds));
      await eventually(async () => {
        await program.prove(299);
        return (await program.freshness()).state === 'fresh';
      });
    }
  }));

it('with limits on the login', () =>
  with1('limits on the role: statement_timeout, idle_in_transaction, idle_session, lock', async (tally, program) => {
    const limits = [
      "set statement_timeout = '20ms'",
      "set idle_in_transaction_session_timeout = '40ms'",
      "set idle_session_timeout = '1s'",
      "set lock_timeout = '10ms'",
    ];
    for (const limit of limits) {
      await sql(
        `alter role hall ${limit}`,
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hall'`,
        touch(tally.rounds),
        'select exchange.resnapshot()',
      );
      await served(tally, program);
      const { state } = await program.until('fresh', 'unreachable', 'timeLimit', 'unreadable', 'fault');
      tally.told(state !== 'fault' && state !== 'unreadable', `under «${limit}» it says ${state}`);
      await pause(2000);
      await sql('alter role hall reset all');
      tally.rounds++;
      await eventually(async () => {
        await program.prove(299);
        return (await program.freshness()).state === 'fresh';
      });
    }
  }));

it('slow: its tables locked by somebody for seconds', () =>
  with1('PostgreSQL slow: tables locked', async (tally, program) => {
    for (; tally.rounds < 3; tally.rounds++) {
      const other = await openClient(fund.url);
      await other.query('begin');
      await other.query('lock table fund.payment, fund.period_balance in access exclusive mode');
      await served(tally, program);
      await pause(3000);
      await served(tally, program);
      await other.query('rollback');
      await other.end();
      await sql(touch(tally.rounds));
    }
  }));
