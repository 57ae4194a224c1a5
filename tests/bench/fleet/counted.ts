// What a fleet costs the fund, counted from outside: CPU of the server's processes, bytes on its line, its sessions and commits.
import { readFileSync, readdirSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';

/** Jiffies of a process: of itself, and of its children that have ended. */
function ticks(pid: string): { parent: string; own: number; ended: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const at = (n: number) => Number(rest[n - 2]);
  return { parent, own: at(11) + at(12), ended: at(13) + at(14) };
}

/** Seconds of CPU of a PostgreSQL server with all its sessions, also those that have ended. Linux alone. */
export function serverCpu(home: string): number {
  const postmaster = readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  let sum = 0;
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
    try {
      const { parent, own, ended } = ticks(pid);
      if (pid === postmaster) sum += own + ended;
      else if (parent === postmaster) sum += own;
    } catch {
      // it has ended meanwhile and is counted with the server itself
    }
  return sum / 100;
}

/** A line to the fund that counts what passes, both ways. */
export async function countedLine(port: number): Promise<{ port: number; bytes(): number; close(): void }> {
  let bytes = 0;
  const server = createServer(near => {
    const far = createConnection({ host: '127.0.0.1', port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('data', (data: Buffer) => (bytes += data.length));
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, bytes: () => bytes, close: () => void server.close() };
}

/** The most sessions of terminals that were seen at once, from now on. */
export function watchSessions(dba: pg.Client, everyMs = 200): { now(): Promise<number>; most(): number; stop(): void } {
  let most = 0;
  const now = async () => {
    const { rows } = await dba.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where usename like 'fleet\\_%'`,
    );
    const n = rows[0]?.n ?? 0;
    most = Math.max(most, n);
    return n;
  };
  const timer = setInterval(() => void now().catch(() => undefined), everyMs);
  return { now, most: () => most, stop: () => clearInterval(timer) };
}

export async function commits(dba: pg.Client): Promise<number> {
  const { rows } = await dba.query<{ n: number }>(
    'select (xact_commit + xact_rollback)::float8 as n from pg_stat_database where datname = current_database()',
  );
  return rows[0]?.n ?? 0;
}
