// Comparing a whole region's copy with the fund: what a bucket costs the fund and the terminal, of each entity and in all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { plainFileStore } from '../../src-main/adapters/secrets/plain-file.ts';
import { loadKeys } from '../../src-main/adapters/sqlite/keys.ts';
import type { CacheFile } from '../../src-main/ports/cache-writer.ts';
import { entityNames, type EntityName } from '../../src-main/ports/exchange.ts';
import type { Bucket } from '../../src-main/ports/reconcile.ts';
import type { FundSource } from '../../src-main/ports/fund.ts';
import { load, type BenchOptions, type Report, type Row } from './measure/report.ts';
import { ACCOUNTS, benchLog, startSynced, withFund } from './region/region.ts';

/** Seconds of CPU of the server's processes that work for us; its clock ticks are hundredths. */
async function cpuOfFund(dba: pg.Client): Promise<number> {
  const { rows } = await dba.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'kapremont'`,
  );
  const ticks = rows.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

interface Cost {
  buckets: number;
  rows: number;
  fund: number;
  own: number;
  differ: number;
}

async function compareEntity(fund: FundSource, file: CacheFile, entity: EntityName): Promise<Cost> {
  const cost: Cost = { buckets: 0, rows: 0, fund: 0, own: 0, differ: 0 };
  for (let from: number | null = null, isFirst = true; isFirst || from !== null; isFirst = false) {
    const bucket: Bucket = { entity, from, to: file.buckets.end(entity, from) };
    let began = performance.now();
    const own = file.buckets.sum(bucket);
    cost.own += performance.now() - began;
    began = performance.now();
    const theirs = await fund.sumBucket(bucket, file.cursor());
    cost.fund += performance.now() - began;
    // the fund writes a moment otherwise, and has a text longer than is kept: the program reads such a bucket whole, once
    cost.differ += theirs.digest === own.digest ? 0 : 1;
    cost.buckets++;
    cost.rows += own.rows;
    from = bucket.to;
  }
  return cost;
}

const rowOf = (what: string, { buckets, rows, fund, own, differ }: Cost): Row => ({
  what,
  buckets,
  rows,
  'sums differ': differ,
  'fund, a bucket': fund / buckets,
  'terminal, a bucket': own / buckets,
  fund: fund / 1000,
  terminal: own / 1000,
});

export const run = ({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> =>
  withFund(async ({ superuserUrl, url }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-bench-entropy-'));
    const { store, sync } = await startSynced(dataDir, url);
    await sync.stop();
    await store.close();
    const dba = new pg.Client({ connectionString: superuserUrl });
    await dba.connect();
    await dba.query('vacuum analyze');
    const keys = await loadKeys(plainFileStore(dataDir), dataDir);
    const quiet = () => undefined;
    const writer = new SqliteCacheWriter({ dataDir, key: keys.cache, onSetAside: quiet, onOtherSchema: quiet });
    const fund = createFundPostgres(url);
    try {
      const file = writer.open();
      if (!file) throw new Error('There is no copy to compare.');
      await compareEntity(fund, file, 'key_rate');
      const [cpu, cpuBefore, rows] = [process.cpuUsage(), await cpuOfFund(dba), [] as Row[]];
      const all: Cost = { buckets: 0, rows: 0, fund: 0, own: 0, differ: 0 };
      for (const entity of entityNames) {
        const cost = await compareEntity(fund, file, entity);
        for (const key of Object.keys(all) as (keyof Cost)[]) all[key] += cost[key];
        if (cost.rows >= accounts / 2) rows.push(rowOf(entity, cost));
      }
      const { user, system } = process.cpuUsage(cpu);
      rows.push(rowOf('everything', all));
      const fundCpu = (await cpuOfFund(dba)) - cpuBefore;
      const whole = { what: `${accounts} accounts`, time: (all.fund + all.own) / 1000, fund: fundCpu };
      return {
        sections: [
          {
            title: 'Comparing a bucket: the clock of the fund’s sum and of the terminal’s',
            columns: {
              what: 'text',
              buckets: 'count',
              rows: 'count',
              'sums differ': 'count',
              'fund, a bucket': 'ms',
              'terminal, a bucket': 'ms',
              fund: 's',
              terminal: 's',
            },
            rows,
          },
          {
            title: 'The whole region: the clock, and CPU of the fund’s server and of the terminal',
            columns: { what: 'text', time: 's', fund: 's', terminal: 's', load: 'count' },
            rows: [{ ...whole, terminal: (user + system) / 1e6, load: load() }],
          },
        ],
      };
    } catch (error) {
      benchLog.error('bench', error);
      throw error;
    } finally {
      writer.close();
      await fund.close();
      await dba.end();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, accounts);
