// Loading a million charge lines from a CSV file: the loader beside the ways a DBA would take instead, and what each leaves terminals to read again.
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { loadFund } from '../../src-main/adapters/fund-postgres/load/index.ts';
import { migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { load, type Report, type Row } from './measure/report.ts';

const ROWS = Number(process.env['KAPREMONT_BENCH_ROWS'] ?? 1_000_000);
const ACCOUNTS = 20_000;
const COLUMNS = ['account_id', 'period', 'line_no', 'kind', 'service', 'unit', 'area', 'tariff', 'amount', 'reason'];
/** Rows in one statement of the peer that inserts row by row, as loaders of other systems do. */
const BATCH = 1_000;

const period = (month: number) => `${2013 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`;
const line = (i: number, amount: number) =>
  `${(i % ACCOUNTS) + 1};${period(Math.floor(i / ACCOUNTS))};1;contribution;Взнос на капитальный ремонт;кв. м;4270;520;${amount};\n`;

/** `changed` of a hundred rows have another sum. */
async function writeFile(path: string, changed: number): Promise<void> {
  const file = createWriteStream(path);
  let text = `${COLUMNS.join(';')}\n`;
  for (let i = 0; i < ROWS; i++) {
    text += line(i, i % 100 < changed ? 22_205 : 22_204);
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'finish');
}

interface Way {
  name: string;
  /** the part of the rows it is given, for ways that would take too long: its time is multiplied */
  share?: number;
  run(client: pg.Client, url: string, file: string): Promise<void>;
}

const ours: Way = {
  name: 'ours: npm run load',
  async run(_, url, file) {
    const options = {
      full: true,
      dryRun: false,
      showValues: false,
      strict: true,
      deleteUpTo: 100,
      csv: { encoding: null, delimiter: null },
      progress: () => undefined,
    };
    const loaded = await loadFund(url, [{ entity: 'charge_line', file }], options, () => undefined);
    if (!loaded.applied) throw new Error(loaded.stopped.join(' '));
  },
};

const copyOptions = `(format csv, header true, delimiter ';', force_not_null (reason))`;
const copyIn = (client: pg.Client, table: string, file: string) =>
  pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    client.query(copyFrom(`copy ${table} (${COLUMNS.join(', ')}) from stdin ${copyOptions}`)),
  );

const truncateAndCopy: Way = {
  name: 'truncate and COPY, in one transaction',
  async run(client, _, file) {
    await client.query('begin; truncate fund.charge_line');
    await copyIn(client, 'fund.charge_line', file);
    await client.query('commit');
  },
};

const insert = (values: string) =>
  `insert into fund.charge_line (${COLUMNS.join(', ')}) values ${values} on conflict (account_id, period, line_no) do update set
   ${COLUMNS.slice(3)
     .map(name => `${name} = excluded.${name}`)
     .join(', ')}`;

const rowInserts: Way = {
  name: `INSERT … ON CONFLICT, ${BATCH} rows a statement`,
  share: 0.1,
  async run(client, _, file) {
    const limit = ROWS * 0.1;
    let [values, count]: [string[], number] = [[], 0];
    for await (const text of createInterface({ input: createReadStream(file) })) {
      if (count++ === 0) continue;
      const cells = text.split(';').map((cell, i) => (i > 5 && i < 9 ? cell : pg.escapeLiteral(cell)));
      values.push(`(${cells.join(',')})`);
      if (values.length === BATCH) {
        await client.query(insert(values.join(',')));
        values = [];
      }
      if (count > limit) break;
    }
  },
};

const psql: Way = {
  name: 'psql \\copy to a table beside, then ON CONFLICT over all rows',
  async run(_, url, file) {
    const script = [
      'create temp table beside (like fund.charge_line including defaults)',
      `\\copy beside (${COLUMNS.join(', ')}) from '${file}' ${copyOptions}`,
      `insert into fund.charge_line select * from beside on conflict (account_id, period, line_no) do update set ${COLUMNS.slice(
        3,
      )
        .map(name => `${name} = excluded.${name}`)
        .join(', ')}`,
    ];
    const child = spawn('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', ...script.flatMap(text => ['-c', text]), url], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await Promise.race([once(child, 'close'), once(child, 'error').then(([error]) => [error])])) as [
      unknown,
    ];
    if (code !== 0) throw new Error(`psql: ${String(code)}`);
  },
};

async function fill(client: pg.Client): Promise<void> {
  await client.query(`
    insert into fund.organization (id, kind, name) values (1, 'operator', 'Фонд');
    insert into fund.house (id, settlement, street, number, formation, operator_id) values (1, 'г', 'у', '1', 'commonPot', 1);
    insert into fund.premises select i, 1, i, 'residential', 4270 from generate_series(1, ${ACCOUNTS}) i;
    insert into fund.account (id, number, premises_id, owner_kind, area, opened_on)
      select i, i, i, 'person', 4270, '2013-01-01' from generate_series(1, ${ACCOUNTS}) i;
    delete from exchange.change_log`);
}

/** Seconds, and what the change log holds after it. */
async function measured(way: Way, client: pg.Client, url: string, file: string): Promise<Row> {
  await client.query('delete from exchange.change_log');
  await client.query('vacuum analyze fund.charge_line');
  const generation = async () =>
    (await client.query<{ generation: string }>('select generation from exchange.change_state')).rows[0]?.generation;
  const before = await generation();
  const started = performance.now();
  await way.run(client, url, file);
  const seconds = (performance.now() - started) / 1000 / (way.share ?? 1);
  const { rows } = await client.query<{ n: string }>('select count(*) as n from exchange.change_log');
  const logged = Number(rows[0]?.n) / (way.share ?? 1);
  return {
    way: way.name,
    time: seconds,
    'rows a minute': Math.round((ROWS / seconds) * 60),
    'change log': (await generation()) === before ? logged : 'everything anew',
    load: load(),
  };
}

export async function run(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-load-'));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  try {
    const url = await migrateFund(server.superuserUrl, 'bench');
    const client = new pg.Client({ connectionString: url });
    // the server is stopped under it when a way fails
    client.on('error', () => undefined);
    await client.connect();
    await fill(client);
    const files = { same: join(folder, 'same.csv'), changed: join(folder, 'changed.csv') };
    await writeFile(files.same, 0);
    await writeFile(files.changed, 1);
    const ways = spawnable('psql') ? [truncateAndCopy, psql, rowInserts] : [truncateAndCopy, rowInserts];
    const sections = [];
    const first: Row[] = [];
    for (const way of [ours, ...ways]) {
      await client.query('delete from fund.charge_line');
      first.push(await measured(way, client, url, files.same));
    }
    sections.push(section(`The first ${ROWS} rows into an empty table`, first));
    await ours.run(client, url, files.same);
    sections.push(section('The same file again', [await measured(ours, client, url, files.same)]));
    const second: Row[] = [];
    for (const way of [ours, ...ways]) {
      // each begins from the unchanged rows
      await ours.run(client, url, files.same);
      second.push(await measured(way, client, url, files.changed));
    }
    sections.push(section('A file in which one row of a hundred has another sum', second));
    await client.end();
    return { sections };
  } finally {
    await server.stop();
    if (server.home !== folder) rmSync(server.home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

const spawnable = (program: string) =>
  (process.env['PATH'] ?? '').split(':').some(dir => existsSync(join(dir, program)));

const section = (title: string, rows: Row[]) => ({
  title,
  columns: {
    way: 'text',
    time: 's',
    'to ours': 'times',
    'rows a minute': 'count',
    'change log': 'count',
    load: 'count',
  } as const,
  rows: rows.map(row => ({ ...row, 'to ours': Number(row['time']) / Number(rows[0]?.['time']) })),
  note: `«change log» is what every terminal reads again: accounts’ months, or all the fund has. ${rowInserts.name}: measured on a tenth of the rows, times ten.`,
});
