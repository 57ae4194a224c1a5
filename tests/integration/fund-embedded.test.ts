// The server of the demo and the tests: it keeps its data, survives a killed run, and is open to this machine alone.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { withClient } from '../support/postgres.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kapremont-embedded-'));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EMBEDDED = new URL('../../scripts/embedded-postgres/index.ts', import.meta.url).href;

/** Another copy of the program that has started the server on that folder; `end` kills it without a goodbye. */
async function otherCopy(dataDir: string) {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(EMBEDDED)});
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, throwaway: true });
    console.log(server.superuserUrl);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', code => reject(new Error(`the other copy ended with ${code}`)));
  });
  const end = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return { url, end };
}

test('what was written is there after a stop and a start', async () => {
  const first = await startEmbeddedPostgres({ dataDir: join(folder, 'kept') });
  await withClient(first.url, client => client.query('create table kept as select 42 as answer'));
  await first.stop();
  await first.stop();
  await expect(withClient(first.url, () => Promise.resolve())).rejects.toThrow(/ECONNREFUSED/);
  const second = await startEmbeddedPostgres({ dataDir: join(folder, 'kept') });
  const { rows } = await withClient(second.url, client => client.query('select answer from kept'));
  expect(rows).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('it listens on this machine alone, wants its password, and keeps that to its owner', async () => {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'closed'), throwaway: true });
  const { rows } = await withClient(server.url, client =>
    client.query(`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
      current_setting('server_encoding') as encoding, (select datcollate from pg_database where datname = 'postgres') as locale`),
  );
  expect(rows).toEqual([{ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8', locale: 'C' }]);
  const wrong = new URL(server.url);
  wrong.password = 'wrong';
  await expect(withClient(wrong.href, () => Promise.resolve())).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(join(server.home, 'password')).mode & 0o077).toBe(0);
  await server.stop();
});

test('a server left over from a killed run is taken over', async () => {
  const dataDir = join(folder, 'leftover');
  const other = await otherCopy(dataDir);
  await withClient(other.url, client => client.query('create table kept as select 42 as answer'));
  await other.end();
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  expect(server.url).not.toBe(other.url);
  const { rows } = await withClient(server.url, client => client.query('select answer from kept'));
  expect(rows).toEqual([{ answer: 42 }]);
  await expect(
    withClient(other.url, () => Promise.resolve()),
    'the old one is gone',
  ).rejects.toThrow();
  await server.stop();
});

test('a server of a copy that still runs is shared and left running', async () => {
  const dataDir = join(folder, 'shared');
  const other = await otherCopy(dataDir);
  const server = await startEmbeddedPostgres({ dataDir });
  expect(server.url).toBe(other.url);
  await server.stop();
  await withClient(other.url, client => client.query('select 1'));
  await other.end();
  await (await startEmbeddedPostgres({ dataDir })).stop();
});

test('a first start that was cut short is begun again', async () => {
  const dataDir = join(folder, 'cut');
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  await server.stop();
  rmSync(join(server.home, 'password'));
  const again = await startEmbeddedPostgres({ dataDir, throwaway: true });
  await withClient(again.url, client => client.query('select 1'));
  await again.stop();
  expect(readdirSync(again.home).filter(name => name.endsWith('.new'))).toEqual([]);
});

test.skipIf(process.getuid?.() !== 0)(
  'as root, a folder the server’s user cannot enter is replaced by one it can',
  async () => {
    const closed = join(folder, 'closed-home');
    mkdirSync(closed, { mode: 0o700 });
    const server = await startEmbeddedPostgres({ dataDir: join(closed, 'data'), throwaway: true });
    expect(server.home.startsWith('/var/tmp/kapremont-')).toBe(true);
    await withClient(server.url, client => client.query('select 1'));
    await server.stop();
    rmSync(server.home, { recursive: true, force: true });
  },
);
