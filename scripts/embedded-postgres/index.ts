// A real PostgreSQL for the demo and the tests: created once, started and stopped with the program, on 127.0.0.1 only.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Place, findPlace, giveTo } from './place.ts';

export interface EmbeddedPostgres {
  /** address of the `postgres` database as superuser; the same as superuserUrl */
  url: string;
  superuserUrl: string;
  host: string;
  port: number;
  /** the folder the server really uses */
  home: string;
  /** Ends every session and stops the server; safe to call twice. */
  stop(): Promise<void>;
  /** Asks the server to stop without waiting, for the end of a process. */
  stopNow(): void;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** by default a free one */
  port?: number;
  /** data need not survive a crash: for tests, twice as fast */
  throwaway?: boolean;
  /** of the server, in place of those below */
  settings?: Record<string, string>;
}

const SUPERUSER = 'postgres';

/** For one cluster with one bulk writer on one machine: enough memory for a COPY of three million rows, and still durable. */
const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  work_mem: '32MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
  wal_compression: 'on',
  // COPY into a table truncated in the same transaction then writes no WAL.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '100',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  lc_messages: 'C',
};

const THROWAWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the server whose files are in `dataDir`, making it first when there is none. A server left over from a killed run is
 * stopped first; one that another running copy of the program has started is shared. As root the server runs as the user `postgres`, and where that user cannot reach `dataDir` the files are kept
 * under /var/tmp instead. Throws with the end of the server's log when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = findPlace(options.dataDir);
  const cluster = join(place.home, 'cluster');
  const shared = borrow(place, cluster);
  if (shared) return shared;
  await stopLeftover(cluster);
  setAsideOtherVersion(place, cluster);
  const password = initialise(place, cluster, options.throwaway ? ['--no-sync'] : []);
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      const child = await run(place, cluster, {
        ...SERVER_SETTINGS,
        ...(options.throwaway ? THROWAWAY_SETTINGS : {}),
        ...options.settings,
        port: String(port),
      });
      writeFileSync(join(place.home, 'owner'), String(process.pid));
      return {
        ...handle(place, password, port),
        stop: () => stopServer(child, cluster),
        stopNow: () => void child.kill('SIGINT'),
      };
    } catch (error) {
      // Another program took the port between finding and using it.
      if (options.port !== undefined || attempt === 3) throw error;
    }
  }
}

function handle(place: Place, password: string, port: number) {
  const superuserUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  return { url: superuserUrl, superuserUrl, host: '127.0.0.1', port, home: place.home };
}

/** A server of another running copy of the program: used as it is, and left for that copy to stop. */
function borrow(place: Place, cluster: string): EmbeddedPostgres | null {
  const running = postmaster(cluster);
  const ownerFile = join(place.home, 'owner');
  if (!running?.ready || !existsSync(ownerFile)) return null;
  const owner = Number(readFileSync(ownerFile, 'utf8'));
  if (!owner || !alive(owner) || !alive(running.pid) || !servesFolder(running.pid, cluster)) return null;
  const password = readFileSync(join(place.home, 'password'), 'utf8').trim();
  return { ...handle(place, password, running.port), stop: () => Promise.resolve(), stopNow: () => undefined };
}

function initialise(place: Place, cluster: string, flags: readonly string[]): string {
  const passwordFile = join(place.home, 'password');
  if (existsSync(cluster) && existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  const made = join(place.home, 'cluster.new');
  const secret = join(place.home, 'password.new');
  for (const leftover of [cluster, made, secret, passwordFile]) rmSync(leftover, { recursive: true, force: true });
  writeFileSync(secret, password + '\n', { mode: 0o600 });
  giveTo(secret, place.runAs);
  // initdb creates the folder only where its user may write, so it gets an empty one.
  mkdirSync(made, { mode: 0o700 });
  giveTo(made, place.runAs);
  const args = [`--pgdata=${made}`, `--username=${SUPERUSER}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const done = spawnSync(place.initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions', ...flags], {
    ...place.runAs,
    cwd: place.home,
    encoding: 'utf8',
    env: serverEnvironment(),
  });
  rmSync(secret, { force: true });
  if (done.status !== 0) throw new Error(`initdb: ${done.error?.message ?? done.stderr}`);
  writeFileSync(passwordFile, password + '\n', { mode: 0o600 });
  renameSync(made, cluster);
  return password;
}

/** This server cannot read data of another major version; the demo can be filled again, so the data is kept but not used. */
function setAsideOtherVersion(place: Place, cluster: string): void {
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) return;
  const theirs = readFileSync(versionFile, 'utf8').trim();
  const ours = execFileSync(place.postgres, ['--version'], { ...place.runAs, cwd: '/', encoding: 'utf8' });
  if (new RegExp(`\\) ${theirs}\\b`).test(ours)) return;
  renameSync(cluster, `${cluster}.version-${theirs}.${Date.now()}`);
}

const serverEnvironment = () => {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const [name, value] of Object.entries(process.env)) if (!/^(PG|LC_|LANG)/.test(name)) env[name] = value;
  return env;
};

async function run(place: Place, cluster: string, settings: Record<string, string>): Promise<ChildProcess> {
  const logFile = join(place.home, 'server.log');
  const log = openSync(logFile, 'w', 0o600);
  const flags = Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  // A process group of its own: Ctrl+C must reach only us, because the server is stopped last.
  const child = spawn(place.postgres, ['-D', cluster, ...flags], {
    ...place.runAs,
    cwd: place.home,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    env: serverEnvironment(),
  });
  closeSync(log);
  const died: { why: string | null } = { why: null };
  child.once('error', error => (died.why = error.message));
  child.once('exit', code => (died.why ??= `код ${code}`));
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (died.why !== null) break;
    if (postmaster(cluster)?.pid === child.pid && postmaster(cluster)?.ready) {
      child.unref();
      return child;
    }
    await pause(10);
  }
  child.kill('SIGQUIT');
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  throw new Error(`Встроенный PostgreSQL не запустился (${died.why ?? 'не ответил за минуту'}):\n${lines}`);
}

/** Lines of postmaster.pid: line 1 is the process, 4 the port, 8 the state. */
function postmaster(cluster: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0
      ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
      : null;
  } catch {
    return null;
  }
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** True when that process is the server of this folder, not another process with the same number. */
function servesFolder(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return alive(pid);
  const command = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  if (command.error) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  return command.stdout.includes(cluster);
}

async function stopLeftover(cluster: string): Promise<void> {
  const left = postmaster(cluster);
  if (!left) return;
  if (alive(left.pid) && servesFolder(left.pid, cluster)) await endProcess(left.pid);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function stopServer(child: ChildProcess, cluster: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.ref();
  const exited = new Promise(resolve => child.once('exit', resolve));
  await Promise.race([exited, endProcess(child.pid)]);
  await exited;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** A fast shutdown, then an immediate one after half a minute. */
async function endProcess(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < patience; waited += 20) {
      if (!alive(pid)) return;
      await pause(20);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
