// Two real PostgreSQL servers, a primary and a hot standby that follows it by streaming replication, with a migrated fund.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { createTerminalLogin, migrateFund } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { withClient } from './postgres.ts';

const settings = { wal_level: 'replica', max_wal_senders: '4', shared_buffers: '32MB', hot_standby_feedback: 'on' };

export interface Replication {
  primary: EmbeddedPostgres;
  standby: EmbeddedPostgres;
  /** the fund's database as the superuser of either */
  primaryUrl: string;
  standbyUrl: string;
  /** as a terminal that knows both, the primary named first */
  terminalUrl: string;
  /** Ends once the standby has replayed all that the primary has. */
  caughtUp(): Promise<void>;
  /** The standby no longer replays what comes, until `replay`. */
  pause(): Promise<void>;
  replay(): Promise<void>;
  /** Starts the primary again, as it was stopped. */
  startPrimary(): Promise<void>;
  close(): Promise<void>;
}

const scalar = async (url: string, sql: string): Promise<unknown> =>
  withClient(url, async client => Object.values((await client.query(sql)).rows[0] as object)[0]);

const withPort = (url: string, port: number): string => Object.assign(new URL(url), { port: String(port) }).href;

/** `fill` puts the first data into the fund, before the standby is made. */
export async function replicatedFund(fill: (url: string) => Promise<unknown>): Promise<Replication> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-standby-'));
  // as root the servers run as another user, who has to get through
  chmodSync(folder, 0o711);
  let primary = await startEmbeddedPostgres({ dataDir: join(folder, 'primary'), throwaway: true, settings });
  const primaryUrl = await migrateFund(primary.superuserUrl, 'fund');
  const { port } = primary;
  await fill(primaryUrl);
  const login = await createTerminalLogin(primaryUrl, 'terminal_hall', 'hall');
  const { home } = primary;
  await primary.stop();
  // a server that stands still is copied as files
  execFileSync('cp', ['-a', home, `${home}.standby`]);
  const standbyHome = `${home}.standby`;
  writeFileSync(join(standbyHome, 'cluster', 'standby.signal'), '', { mode: 0o644 });
  const again = () => startEmbeddedPostgres({ dataDir: home, throwaway: true, settings, port });
  primary = await again();
  const superuser = new URL(primary.superuserUrl);
  const primaryConninfo = `host=127.0.0.1 port=${port} user=postgres password=${superuser.password}`;
  const standby = await startEmbeddedPostgres({
    dataDir: standbyHome,
    throwaway: true,
    settings: { ...settings, primary_conninfo: primaryConninfo },
  });
  const standbyUrl = withPort(primaryUrl, standby.port);
  const terminal = new URL(login);
  const made: Replication = {
    primary,
    standby,
    primaryUrl,
    standbyUrl,
    terminalUrl: `postgres://${terminal.username}:${terminal.password}@127.0.0.1:${port},127.0.0.1:${standby.port}${terminal.pathname}`,
    async caughtUp() {
      const end = (await scalar(primaryUrl, 'select pg_current_wal_insert_lsn()::text')) as string;
      while ((await scalar(standbyUrl, `select pg_last_wal_replay_lsn() >= '${end}'`)) !== true)
        await new Promise(resolve => setTimeout(resolve, 20));
    },
    pause: async () => void (await scalar(standbyUrl, 'select pg_wal_replay_pause()')),
    replay: async () => void (await scalar(standbyUrl, 'select pg_wal_replay_resume()')),
    async startPrimary() {
      made.primary = await again();
    },
    async close() {
      await Promise.all([made.primary.stop(), standby.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return made;
}
