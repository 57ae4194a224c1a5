// A whole region's copy as a fund of a big region has it: copying it, holding it against what serves, and each rule between its rows.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import { rules } from '../../src-main/adapters/cache/rules.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { entityNames } from '../../src-main/ports/exchange.ts';
import { examineCopy } from '../../src-main/services/sync/acceptance.ts';
import { takeSnapshot } from '../../src-main/services/sync/snapshot.ts';
import type { BenchOptions, Report, Row } from './measure/report.ts';
import { LAST_PERIOD, withFund } from './region/region.ts';

const ACCOUNTS = 400_000;
const key = 'ab'.repeat(32);
const limits = { shrinkPercent: 5, asidePercent: 1, doubtPercent: 1, leastRows: 20, days: 7 };
const now = '2026-11-28T09:00:00.000Z';
const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

interface Step {
  step: string;
  s: number;
  'memory after': string;
}

async function timed<T>(steps: Step[], step: string, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  steps.push({ step, s: (performance.now() - began) / 1000, 'memory after': mb(process.memoryUsage().rss) });
  console.log(`  ${step}: ${Math.round(performance.now() - began) / 1000} s`);
  return result;
}

/** Reads of the rules as SQLite plans them, without what they have in common. */
function planOf(db: Db, sql: string, given: object): string {
  const steps = db.prepare(`explain query plan ${sql}`).all(given) as { detail: string }[];
  return [...new Set(steps.map(({ detail }) => detail).filter(detail => /^(SCAN|SEARCH)/.test(detail)))].join('; ');
}

function measureRules(file: string): Row[] {
  const db = openDatabase(file, key, { mustExist: true });
  db.pragma('temp_store = MEMORY');
  try {
    return rules.map(({ code, sql }) => {
      const given = {
        ...(sql.includes('@today') && { today: now.slice(0, 10) }),
        ...(sql.includes('@month') && { month: now.slice(0, 7) }),
      };
      const began = performance.now();
      const found = db.prepare<object>(sql).all(given).length;
      const s = (performance.now() - began) / 1000;
      const table = / from (\w+) t\b/.exec(sql)?.[1] ?? / from (\w+)\s+where/.exec(sql)?.[1] ?? '';
      return { rule: `${code} ${table}`, s, found, plan: planOf(db, sql, given) };
    });
  } finally {
    db.close();
  }
}

export async function run({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-bench-region-'));
  const steps: Step[] = [];
  try {
    const writer = new SqliteCacheWriter({
      dataDir,
      key,
      onSetAside: why => console.error(why),
      onOtherSchema: () => undefined,
    });
    let rows = 0;
    await withFund(async ({ url }) => {
      const fund = createFundPostgres(url);
      await timed(steps, 'a copy, indexed and held against nothing', () =>
        takeSnapshot({
          fund,
          writer,
          open: () => fund.snapshot(),
          examine: copy => examineCopy(copy, null, null, limits, now),
          onProgress: () => undefined,
          stopping: () => false,
        }),
      );
      await fund.close();
    }, accounts);
    const file = writer.active();
    if (!file) throw new Error('no copy serves');
    await timed(steps, 'counting every row and column of the copy anew', () => {
      for (const entity of entityNames) rows += file.tally(entity).rows;
    });
    await timed(steps, 'all rules, one after another, as the sync thread asks them', () => {
      for (const checking = file.check(now.slice(0, 10)); checking.next().done !== true;);
    });
    writer.close();
    const path = join(dataDir, readPointer(dataDir)?.file ?? '');
    return {
      sections: [
        {
          title: `A region of ${accounts} accounts, ${rows} rows up to ${LAST_PERIOD}, ${mb(statSync(path).size)}`,
          columns: { step: 'text', s: 's', 'memory after': 'text' },
          rows: steps as unknown as Row[],
        },
        {
          title: 'Each rule by itself',
          columns: { rule: 'text', s: 's', found: 'count', plan: 'text' },
          rows: measureRules(path).toSorted((a, b) => Number(b['s']) - Number(a['s'])),
        },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
