// A fleet on one PostgreSQL: what so many terminals take of its connections, its CPU and its network, at rest and while payments come.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { fillDemo } from '../../scripts/demo/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { commits, countedLine, serverCpu, watchSessions } from './fleet/counted.ts';
import { fleetTerminal, type FleetTerminal } from './fleet/terminal.ts';
import { load, type BenchOptions, type Report, type Row } from './measure/report.ts';
import { benchLog, LAST_PERIOD } from './region/region.ts';

const FLEETS = [10, 50, 200];
const ACCOUNTS = 500;
const IDLE_S = 60;
const BUSY_S = 30;
const PAYMENTS_A_SECOND = 5;
const key = 'cd'.repeat(32);

const logins = (count: number) => `
  do $$ begin
    for i in 1..${count} loop
      execute format('create role %I login password %L connection limit 8 in role kiosk_reader, kiosk_writer', 'fleet_' || i, 'fleet');
    end loop;
  end $$`;

let paid = 50_000_000;
const payment = `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
  values (5, $1, current_date - 1, current_date - 1, to_char(current_date, 'YYYY-MM'), 11100, 'Касса')`;

interface Fleet {
  home: string;
  dba: pg.Client;
  line: { bytes(): number };
  applied(): number;
}

async function window(fleet: Fleet, name: string, terminals: number, seconds: number, work: () => Promise<void>) {
  const { home, dba, line, applied } = fleet;
  const sessions = watchSessions(dba);
  const before = { cpu: serverCpu(home), bytes: line.bytes(), commits: await commits(dba), applied: applied() };
  await Promise.all([pause(seconds * 1000), work()]);
  // what counts is a second late
  await pause(1500);
  const minutes = (seconds + 1.5) / 60;
  const cpu = serverCpu(home) - before.cpu;
  const row: Row = {
    terminals,
    work: name,
    sessions: await sessions.now(),
    'most sessions': sessions.most(),
    'commits/min': Math.round(((await commits(dba)) - before.commits) / minutes),
    'CPU s/min': cpu / minutes,
    'ms CPU/min each': (cpu * 1000) / minutes / terminals,
    'kB/min': Math.round((line.bytes() - before.bytes) / 1000 / minutes),
    applied: applied() - before.applied,
    load: load(),
  };
  sessions.stop();
  return row;
}

async function payments(dba: pg.Client): Promise<void> {
  for (let n = 0; n < BUSY_S * PAYMENTS_A_SECOND; n++) {
    await dba.query(payment, [++paid]);
    await pause(1000 / PAYMENTS_A_SECOND);
  }
}

export async function run({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-terminals-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'fund'), settings: { max_connections: '700' } });
  const rows: Row[] = [];
  const running: FleetTerminal[] = [];
  try {
    const superuserUrl = await migrateFund(server.superuserUrl, 'bench');
    await fillDemo(superuserUrl, { accounts, lastPeriod: LAST_PERIOD });
    const dba = new pg.Client({ connectionString: superuserUrl });
    await dba.connect();
    await dba.query(logins(Math.max(...FLEETS)));
    const line = await countedLine(server.port);
    const dataDir = (n: number) => join(folder, `terminal-${n}`);
    let applied = 0;
    let fresh = 0;
    const start = (n: number, cached: () => void) =>
      fleetTerminal(
        n,
        dataDir(n),
        key,
        Object.assign(new URL(superuserUrl), { port: String(line.port), username: `fleet_${n}`, password: 'fleet' })
          .href,
        benchLog,
        event => {
          if (event.type === 'accountsChanged') applied += event.accounts.length;
          if (event.type === 'fresh') cached();
        },
      );
    cpSync(mkdtempSync(join(folder, 'empty-')), dataDir(1), { recursive: true });
    const first = await new Promise<FleetTerminal>(resolve => {
      const terminal: FleetTerminal = start(1, () => resolve(terminal));
    });
    await first.stop();
    for (let n = 2; n <= Math.max(...FLEETS); n++) cpSync(dataDir(1), dataDir(n), { recursive: true });
    for (const terminals of FLEETS) {
      while (running.length < terminals) {
        const ready = fresh;
        let isFresh = false;
        running.push(start(running.length + 1, () => void (isFresh ||= Boolean(++fresh))));
        if (running.length % 10 === 0) while (fresh < ready) await pause(50);
      }
      while (fresh < terminals) await pause(100);
      console.log(`  ${terminals} terminals follow`);
      await pause(10_000);
      const fleet: Fleet = { home: server.home, dba, line, applied: () => applied };
      rows.push(await window(fleet, 'at rest', terminals, IDLE_S, async () => undefined));
      rows.push(await window(fleet, `${PAYMENTS_A_SECOND} payments/s`, terminals, BUSY_S, () => payments(dba)));
    }
    await Promise.all(running.map(terminal => terminal.stop()));
    line.close();
    await dba.end();
  } finally {
    await server.stop();
    if (!server.home.startsWith(folder)) rmSync(server.home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    sections: [
      {
        title: `Terminals on one PostgreSQL (${accounts} accounts): the server's sessions, commits and CPU, bytes both ways`,
        columns: {
          terminals: 'count',
          work: 'text',
          sessions: 'count',
          'most sessions': 'count',
          'commits/min': 'count',
          'CPU s/min': 's',
          'ms CPU/min each': 'ms',
          'kB/min': 'count',
          applied: 'count',
          load: 'count',
        },
        rows,
        note: 'All terminals are in one process, which shares the cores with the server. «applied» is accounts changed in all caches together.',
      },
    ],
  };
}
