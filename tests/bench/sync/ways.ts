// The ways a region is copied: the program's own in a process of its own, the floor below any copy, and what others would take instead.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource, EntitySchema } from 'typeorm';
import { cellsOf, copyLines } from '../../../src-main/adapters/fund-postgres/copy-text.ts';
import { entityNames, exchange, type Column, type EntityName } from '../../../src-main/ports/exchange.ts';
import type { ChildReport } from './child.ts';

export interface Taken {
  seconds: number;
  cpu: number | null;
  /** of the copying process, in bytes */
  peak: number | null;
}

const onPath = (program: string) =>
  (process.env['PATH'] ?? '').split(':').some(folder => existsSync(join(folder, program)));

export const hasPsql = () => onPath('psql') && onPath('bash');
export const hasSqlite = () => hasPsql() && onPath('sqlite3');

const columnsOf = (entity: EntityName): readonly Column[] => exchange[entity].columns;
const select = (entity: EntityName) =>
  `select ${columnsOf(entity)
    .map(({ name }) => name)
    .join(', ')} from exchange.${entity}`;

export async function snapshotOfOurs(url: string, dataDir: string): Promise<Taken & { fileSize: number }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const child = new URL('./child.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [child, dataDir, url]);
  rmSync(dataDir, { recursive: true, force: true });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ChildReport;
}

/** libpq's settings in place of an address, which its variables do not take. */
function libpq(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

/** What the shell measures of a script and of all it starts. Its own output is handed over too. */
async function timedShell(script: string, url: string): Promise<Taken & { said: string }> {
  const child = spawn('bash', ['-c', `TIMEFORMAT='taken %R %U %S'; time { ${script}\n}`], {
    env: { ...process.env, ...libpq(url), LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  const [, seconds, user, system] = /taken (\S+) (\S+) (\S+)/.exec(said) ?? [];
  if (code !== 0 || seconds === undefined) throw new Error(said.slice(-2000));
  return { seconds: Number(seconds), cpu: Number(user) + Number(system), peak: null, said };
}

/** Nothing that copies these rows can take less: the server makes their text, and nobody looks at it. */
export async function floor(url: string): Promise<Taken & { rows: number }> {
  const copies = entityNames.map(entity => `-c "\\copy (${select(entity)}) to '/dev/null'"`).join(' ');
  const taken = await timedShell(`psql -X ${copies}`, url);
  const rows = [...taken.said.matchAll(/^COPY (\d+)/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  return { ...taken, rows };
}

/** Plain tables without a key, filled as they come, and then an index on every key: no checks, no cipher, nothing to resume. */
export async function sqliteImport(url: string, folder: string): Promise<Taken> {
  mkdirSync(folder, { recursive: true });
  const steps = ['pragma journal_mode = off; pragma synchronous = off;', '.mode csv'];
  for (const entity of entityNames) {
    const query = join(folder, `${entity}.sql`);
    writeFileSync(query, `copy (${select(entity)}) to stdout (format csv);`);
    const columns = columnsOf(entity).map(({ name, kind }) => `${name} ${kind === 'text' ? 'text' : ''}`);
    steps.push(`create table ${entity} (${columns.join(', ')});`, `.import "|psql -qX -f ${query}" ${entity}`);
  }
  for (const entity of entityNames)
    steps.push(`create index ${entity}_key on ${entity} (${exchange[entity].key.join(', ')});`);
  const script = join(folder, 'import.sql');
  writeFileSync(script, steps.join('\n'));
  const taken = await timedShell(`sqlite3 ${join(folder, 'import.db')} < ${script}`, url);
  rmSync(folder, { recursive: true, force: true });
  return taken;
}

const chargeLine = new EntitySchema<Record<string, unknown>>({
  name: 'charge_line',
  columns: Object.fromEntries(
    columnsOf('charge_line').map(({ name, kind, nullable, unknown }) => [
      name,
      {
        type: ['key', 'int', 'kopecks', 'area'].includes(String(kind)) ? ('integer' as const) : ('text' as const),
        primary: (exchange.charge_line.key as readonly string[]).includes(name),
        nullable: Boolean(nullable ?? unknown),
      },
    ]),
  ),
});

/** TypeORM's `insert` of a thousand charge lines at a time, from the same COPY, into a plain file. */
export async function typeormInsert(url: string, folder: string, rows: number): Promise<Taken> {
  mkdirSync(folder, { recursive: true });
  const source = new DataSource({
    type: 'better-sqlite3',
    driver: createRequire(import.meta.url)('better-sqlite3'),
    database: join(folder, 'typeorm.db'),
    entities: [chargeLine],
    synchronize: true,
  });
  await source.initialize();
  await source.query('pragma synchronous = off');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  const names = columnsOf('charge_line').map(({ name }) => name);
  const stream = client.query(copyTo(`copy (${select('charge_line')} limit ${rows}) to stdout`));
  await source.transaction(async manager => {
    let waiting: Record<string, unknown>[] = [];
    const put = async () => {
      if (waiting.length > 0) await manager.insert(chargeLine, waiting);
      waiting = [];
    };
    for await (const lines of copyLines('charge_line', stream))
      for (const line of lines) {
        const cells = cellsOf(line);
        waiting.push(Object.fromEntries(names.map((name, at) => [name, cells[at]])));
        if (waiting.length === 1000) await put();
      }
    await put();
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  const taken = { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, peak: null };
  await client.end();
  await source.destroy();
  rmSync(folder, { recursive: true, force: true });
  return taken;
}
