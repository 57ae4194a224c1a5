// What may grow in months: memory of the program and of the page, open files and sockets, connections at the fund, listeners, files on the disk.
import { readdirSync, readFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';
import { withClient } from '../support/postgres.ts';

export interface Measured {
  visits: number;
  /** MB of the program, resident */
  memory: number;
  /** open files and sockets of the program */
  handles: number;
  threads: number;
  /** sessions of the program at the fund's server */
  connections: number;
  /** MB of the page's heap after a collection */
  page: number;
  /** of the page's elements */
  listeners: number;
  nodes: number;
  /** in the data folder, but for printed pages */
  files: number;
}

const field = (status: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);

export async function measure(
  visits: number,
  { pid, cdp, fundUrl, dataDir }: { pid: number; cdp: CDPSession; fundUrl: string; dataDir: string },
): Promise<Measured> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find(each => each.name === name)?.value ?? NaN;
  const connections = await withClient(fundUrl, async client => {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from pg_stat_activity where application_name like 'kapremont%'`,
    );
    return Number(rows[0]?.n);
  });
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(name => !name.endsWith('.pdf'));
  return {
    visits,
    memory: Math.round(field(status, 'VmRSS') / 1024),
    handles: readdirSync(`/proc/${pid}/fd`).length,
    threads: field(status, 'Threads'),
    connections,
    page: Math.round(metric('JSHeapUsedSize') / 1_048_576),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    files: files.length,
  };
}

/** How much each may be above what it was once the program was warm: as a factor, and at least so many. */
const slack: Partial<Record<keyof Measured, [factor: number, least: number]>> = {
  memory: [1.15, 40],
  handles: [1, 8],
  threads: [1, 1],
  connections: [1, 2],
  page: [1.3, 5],
  listeners: [1.2, 50],
  nodes: [1.3, 500],
  files: [1, 4],
};

/** What is not flat. */
export const grown = (warm: Measured, last: Measured): string[] =>
  Object.entries(slack).flatMap(([name, [factor, least]]) => {
    const [before, after] = [warm[name as keyof Measured], last[name as keyof Measured]];
    return after > before * factor + least ? [`${name}: ${before} → ${after}`] : [];
  });
