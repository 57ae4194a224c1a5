// A whole region copied to a terminal: time, CPU and the most memory of the process, beside the floor of the same rows and what others would take.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './measure/race.ts';
import { load, type BenchOptions, type Report, type Row } from './measure/report.ts';
import { ACCOUNTS, withFund, type BenchFund } from './region/region.ts';
import { floor, hasPsql, hasSqlite, snapshotOfOurs, sqliteImport, typeormInsert, type Taken } from './sync/ways.ts';

/** Above so many accounts one round is long enough to be trusted. */
const ONE_ROUND_FROM = 100_000;
const ROUNDS = 3;
const TYPEORM_ROWS = 100_000;

interface Way {
  name: string;
  /** rows of a way that is given a part of them */
  part?: number;
  taken: Taken[];
  run(): Promise<Taken>;
}

function waysOf({ url, superuserUrl }: BenchFund, folder: string, seen: { rows: number; fileSize: number }): Way[] {
  const way = (name: string, run: () => Promise<Taken>, part?: number): Way => ({
    name,
    run,
    taken: [],
    ...(part === undefined ? {} : { part }),
  });
  const ours = way('ours: checked, encrypted, indexed, served', async () => {
    const taken = await snapshotOfOurs(url, join(folder, 'ours'));
    seen.fileSize = taken.fileSize;
    return taken;
  });
  const lowest = way('floor: COPY of the rows to /dev/null', async () => {
    const taken = await floor(superuserUrl);
    seen.rows = taken.rows;
    return taken;
  });
  const imported = way('psql COPY | sqlite3 .import, then an index on each key', () =>
    sqliteImport(superuserUrl, join(folder, 'import')),
  );
  const rowByRow = way(
    `TypeORM insert, 1000 at a time, ${TYPEORM_ROWS} charge lines`,
    () => typeormInsert(superuserUrl, join(folder, 'typeorm'), TYPEORM_ROWS),
    TYPEORM_ROWS,
  );
  return [ours, ...(hasPsql() ? [lowest] : []), ...(hasSqlite() ? [imported] : []), rowByRow];
}

const median = (values: readonly number[]) =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

function rowOf({ name, part, taken }: Way, ours: Way, rows: number): Row {
  const seconds = median(taken.map(one => one.seconds));
  const cpu = median(taken.map(one => one.cpu ?? NaN));
  const own = median(ours.taken.map(one => one.seconds)) / rows;
  const peaks = taken.flatMap(one => (one.peak === null ? [] : [one.peak]));
  return {
    way: name,
    time: seconds,
    CPU: cpu,
    'rows/s': Math.round((part ?? rows) / seconds),
    'rows/CPU s': Math.round((part ?? rows) / cpu),
    'ours to it': own / (seconds / (part ?? rows)),
    'peak MB': peaks.length > 0 ? Math.round(Math.max(...peaks) / 2 ** 20) : null,
  };
}

export const run = ({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> =>
  withFund(async fund => {
    const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-sync-'));
    const seen = { rows: 0, fileSize: 0 };
    try {
      const ways = waysOf(fund, folder, seen);
      const rounds = accounts >= ONE_ROUND_FROM ? 1 : ROUNDS;
      for (let round = 0; round < rounds; round++)
        for (let turn = 0; turn < ways.length; turn++) {
          const way = ways[(turn + round) % ways.length]!;
          const taken = await way.run();
          way.taken.push(taken);
          console.log(`  ${way.name}: ${taken.seconds.toFixed(1)} s, load ${load()}`);
        }
      const ours = ways[0]!;
      const rows = seen.rows || accounts * 108;
      return {
        sections: [
          {
            title: `${accounts} accounts, ${rows} rows, a copy of ${Math.round(seen.fileSize / 2 ** 20)} MB, ${rounds} round(s); the fund filled in ${fund.fillSeconds.toFixed(1)} s`,
            columns: {
              way: 'text',
              time: 's',
              CPU: 's',
              'rows/s': 'count',
              'rows/CPU s': 'count',
              'ours to it': 'times',
              'peak MB': 'count',
            },
            rows: ways.map(way => rowOf(way, ours, rows)),
            note: [
              'Medians of rounds in turn; the peak is the highest of all rounds, of a process that does nothing else. «ours to it»: time a row.',
              'CPU is of the process, or of psql and sqlite3, without the server’s.',
              ...(hasSqlite() ? [] : ['psql or sqlite3 is not on this machine, so its way is left out.']),
            ].join(' '),
          },
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, accounts);
