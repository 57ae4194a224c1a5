// A CUPS server of a test's own: its folder, its socket, its queues; and a network printer at the other end of one.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './sync-support.ts';

const found = ['/usr/sbin/cupsd', '/usr/local/sbin/cupsd'].find(existsSync);
/** The server's program; undefined where it or the commands that speak to it are not installed. */
export const cupsd = spawnSync('lpstat', ['-H']).error === undefined ? found : undefined;

export interface CupsServer {
  env: { CUPS_SERVER: string };
  /** Runs a CUPS command against it; throws when it fails. */
  command(name: string, ...args: string[]): string;
  /** Data of jobs still lying in its spool. */
  spooled(): string[];
  stop(): Promise<void>;
}

const configuration = (folder: string) => `
Listen ${folder}/cups.sock
LogLevel warn
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`;

const folders = (folder: string) => `
ServerRoot ${folder}/etc
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
ErrorLog ${folder}/error.log
AccessLog ${folder}/access.log
PageLog ${folder}/page.log
SystemGroup root
`;

/** Root's server runs its filters as `lp`, who has to get through to the spool. */
function giveTo(folder: string, user: string): void {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim());
  for (const part of ['spool', 'spool/tmp', 'cache', 'state']) chownSync(join(folder, part), id('-u'), id('-g'));
}

/** Rejects when the server does not answer within ten seconds. */
export async function startCups(): Promise<CupsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-cups-'));
  for (const part of ['etc', 'spool', 'spool/tmp', 'cache', 'state']) mkdirSync(join(folder, part), { mode: 0o770 });
  writeFileSync(join(folder, 'etc/cupsd.conf'), configuration(folder));
  writeFileSync(join(folder, 'etc/cups-files.conf'), folders(folder));
  if (process.getuid?.() === 0) {
    spawnSync('chmod', ['755', folder]);
    giveTo(folder, 'lp');
  }
  const child = spawn(
    cupsd ?? 'cupsd',
    ['-f', '-c', join(folder, 'etc/cupsd.conf'), '-s', join(folder, 'etc/cups-files.conf')],
    { stdio: 'ignore' },
  );
  const over = new Promise(resolve => child.once('close', resolve));
  const env = { CUPS_SERVER: join(folder, 'cups.sock') };
  const run = (name: string, args: string[]) =>
    spawnSync(name, args, { env: { ...process.env, ...env, LC_ALL: 'C' }, encoding: 'utf8', timeout: 20_000 });
  await eventually(
    () => run('lpstat', ['-r']).stdout.includes('is running'),
    10_000,
    () => 'cupsd does not answer',
  );
  return {
    env,
    command(name, ...args) {
      const { status, stdout, stderr } = run(name, args);
      if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`);
      return stdout;
    },
    spooled: () => readdirSync(join(folder, 'spool')).filter(name => /^d\d+/.test(name)),
    async stop() {
      child.kill('SIGTERM');
      await over;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface NetworkPrinter {
  uri: string;
  /** what came, one entry a connection that ended */
  received: Buffer[];
  /** From now on keeps the connection open and never finishes. */
  stall(): void;
  /** What it holds comes out, and it works again. */
  goOn(): void;
  close(): Promise<void>;
}

/** A printer that listens on a loopback port, as those on 9100 do. */
export async function networkPrinter(): Promise<NetworkPrinter> {
  const received: Buffer[] = [];
  const open = new Set<Socket>();
  let stalled = false;
  const held: (() => void)[] = [];
  const server = createServer({ allowHalfOpen: true }, socket => {
    const chunks: Buffer[] = [];
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('end', () => {
      const finish = () => {
        received.push(Buffer.concat(chunks));
        socket.end();
      };
      if (stalled) held.push(finish);
      else finish();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    uri: `socket://127.0.0.1:${address.port}`,
    received,
    stall: () => void (stalled = true),
    goOn() {
      stalled = false;
      for (const finish of held.splice(0)) finish();
    },
    close: () =>
      new Promise<void>(resolve => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
