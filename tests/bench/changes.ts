// Changes in the fund until they are in the terminal's copy: one payment, thousands a second, and a month's charging beside a whole copy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { SyncControl, SyncEvent } from '../../src-main/ports/cache.ts';
import { addMonths } from '../../src-main/domain/period.ts';
import { quantile } from './measure/race.ts';
import { load, type BenchOptions, type Report, type Row, type Section } from './measure/report.ts';
import { ACCOUNTS, LAST_PERIOD, startSynced, withFund } from './region/region.ts';

const PAYMENTS = 40;
const [PER_SECOND, SECONDS, AT_ONCE] = [5_000, 10, 500];

/** Resolves with the moment an event of the sync is what is waited for. */
const seen = (sync: SyncControl, isIt: (event: SyncEvent) => boolean) =>
  new Promise<number>(resolve => {
    const stop = sync.onEvent(event => {
      if (!isIt(event)) return;
      stop();
      resolve(performance.now());
    });
  });

const touches = (account: number) => (event: SyncEvent) =>
  event.type === 'accountsChanged' && event.accounts.includes(account);

/** Payments of the accounts from `first` on, in one transaction. */
const pay = (dba: pg.Client, first: number, count: number) =>
  dba.query(
    `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
     select $1::bigint + i, (select coalesce(max(id), 0) from fund.payment where account_id > 0) + 1 + i,
       current_date, current_date, $3, 10000, 'Сбербанк Онлайн' from generate_series(0, $2::int - 1) i`,
    [first, count, LAST_PERIOD],
  );

const figures = (what: string, taken: number[]): Row => {
  taken.sort((a, b) => a - b);
  return { what, p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), most: taken.at(-1) ?? null, load: load() };
};

async function onePayment(dba: pg.Client, sync: SyncControl, accounts: number): Promise<Row> {
  const taken: number[] = [];
  for (let n = 0; n < PAYMENTS; n++) {
    const account = 1 + ((n * 7919) % (accounts - 1));
    const here = seen(sync, touches(account));
    await pay(dba, account, 1);
    const committed = performance.now();
    taken.push((await here) - committed);
    await pause(50);
  }
  return figures('one payment', taken);
}

async function manyPayments(dba: pg.Client, sync: SyncControl, accounts: number): Promise<Row> {
  const waiting: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; n < (PER_SECOND * SECONDS) / AT_ONCE; n++) {
    await pause(Math.max(0, began + (n * AT_ONCE * 1000) / PER_SECOND - performance.now()));
    const first = 1 + ((n * AT_ONCE) % Math.max(1, accounts - AT_ONCE));
    const here = seen(sync, touches(first));
    await pay(dba, first, AT_ONCE);
    const committed = performance.now();
    waiting.push(here.then(at => at - committed));
  }
  return figures(`${PER_SECOND} payments a second for ${SECONDS} s`, await Promise.all(waiting));
}

/** Seconds of the clock and of this process's CPU, in which the fund's server has no part. */
async function measured(what: string, work: () => Promise<unknown>): Promise<Row> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { what, time: (performance.now() - began) / 1000, CPU: (user + system) / 1e6, load: load() };
}

/** A month more for every account: its lines and its balance, as a billing closes a month. */
async function chargeMonth(dba: pg.Client, month: string): Promise<void> {
  for (const entity of ['charge_line', 'period_balance'] as const) {
    const { rows } = await dba.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'fund' and table_name = $1`,
      [entity],
    );
    const names = rows.map(({ name }) => name).join(', ');
    const values = rows.map(({ name }) => (name === 'period' ? '$1' : name)).join(', ');
    await dba.query(`insert into fund.${entity} (${names}) select ${values} from fund.${entity} where period = $2`, [
      month,
      LAST_PERIOD,
    ]);
  }
}

async function monthsCharging(dba: pg.Client, sync: SyncControl, month: string): Promise<Row> {
  await dba.query('begin');
  await chargeMonth(dba, month);
  await dba.query('commit');
  const { rows } = await dba.query<{ now: Date }>('select clock_timestamp() as now');
  const committed = rows[0]!.now.toISOString();
  return measured('a month’s charging, from its commit', () =>
    seen(sync, event => event.type === 'fresh' && event.asOf >= committed),
  );
}

export const run = ({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> =>
  withFund(async ({ superuserUrl, url }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-bench-changes-'));
    const dba = new pg.Client({ connectionString: superuserUrl });
    await dba.connect();
    const months: Row[] = [];
    let started: Awaited<ReturnType<typeof startSynced>> | undefined;
    months.push(await measured('a whole copy', async () => (started = await startSynced(dataDir, url))));
    const { store, sync } = started!;
    try {
      await dba.query('create index on fund.payment (id)');
      const delays = [await onePayment(dba, sync, accounts), await manyPayments(dba, sync, accounts)];
      for (const n of [1, 2]) months.push(await monthsCharging(dba, sync, addMonths(LAST_PERIOD, n)));
      return { sections: [delaysSection(delays), monthsSection(accounts, months)] };
    } finally {
      await sync.stop();
      await store.close();
      await dba.end();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, accounts);

const delaysSection = (rows: Row[]): Section => ({
  title: 'From a commit in the fund until the copy has it',
  columns: { what: 'text', p50: 'ms', p95: 'ms', most: 'ms', load: 'count' },
  rows,
  note: 'Of thousands a second, one of each transaction of 500 is timed. The goal is 1 s.',
});

const monthsSection = (accounts: number, rows: Row[]): Section => ({
  title: `A month’s charging of ${accounts} accounts, lines and balances, beside a whole copy`,
  columns: { what: 'text', time: 's', CPU: 's', 'of a copy': 'share', 'CPU of a copy': 'share', load: 'count' },
  rows: rows.map(row => ({
    ...row,
    'of a copy': Number(row['time']) / Number(rows[0]?.['time']),
    'CPU of a copy': Number(row['CPU']) / Number(rows[0]?.['CPU']),
  })),
  note: 'The first month is one that grew the copy; the second finds it warm. The goal is a quarter of a copy.',
});
