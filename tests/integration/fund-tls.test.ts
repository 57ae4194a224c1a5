// The fund's database over TLS: a real server with certificates made for the run, and servers that lie.
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres/index.ts';
import { type Authority, authority, type Certificate, hasOpenssl } from '../support/certificates.ts';
import { withClient } from '../support/postgres.ts';
import { eventually } from './sync-support.ts';

describe.skipIf(!hasOpenssl)('a fund over TLS (skipped where openssl is not installed)', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let ca: Authority;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kapremont-tls-'));
    chmodSync(folder, 0o711);
    server = await startEmbeddedPostgres({ dataDir: join(folder, 'fund'), throwaway: true });
    ca = authority();
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    ca?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts the certificate into the running server; null takes TLS away. */
  async function present(certificate: Certificate | null): Promise<void> {
    const cluster = join(server.home, 'cluster');
    const { uid, gid } = statSync(cluster);
    for (const [name, bytes] of Object.entries(certificate ?? {})) {
      const file = join(cluster, `server.${name === 'cert' ? 'crt' : 'key'}`);
      writeFileSync(file, bytes as Buffer, { mode: 0o600 });
      chownSync(file, uid, gid);
    }
    await withClient(server.url, async client => {
      await client.query(`alter system set ssl = ${certificate ? 'on' : 'off'}`);
      await client.query('select pg_reload_conf()');
      await eventually(async () => {
        const { rows } = await client.query<{ ssl: string }>('show ssl');
        return rows[0]?.ssl === (certificate ? 'on' : 'off');
      });
    });
  }
  const address = (host: string, more = '') => {
    const url = new URL(server.url);
    url.hostname = host;
    return `${url.href}?sslmode=verify-full&sslrootcert=${encodeURIComponent(ca.file)}${more}`;
  };
  const encrypted = async (url: string) => {
    const database = createFundDatabase(url);
    try {
      return await database.transaction(db => db.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()'));
    } finally {
      await database.close();
    }
  };

  it.each([
    ['localhost', 'DNS:localhost'],
    ['127.0.0.1', 'IP:127.0.0.1'],
  ])('with the right certificate for %s every connection is encrypted', async (host, name) => {
    await present(ca.issue(name));
    expect(await encrypted(address(host))).toEqual([{ ssl: true }]);
    const fund = createFundPostgres(address(host));
    // reached: it is the schema that is wanting
    await expect(fund.changes({ xid: '1', seq: '0' }, 1)).rejects.toThrow(/exchange/);
    await fund.close();
  });

  const wrong: [string, () => Certificate | null][] = [
    ['for another name', () => ca.issue('DNS:db.example.org')],
    ['that is over', () => ca.issue('IP:127.0.0.1', -1)],
    ['that only it vouches for', () => ca.selfSigned('IP:127.0.0.1')],
    ['at all', () => null],
  ];
  it.each(wrong)('a server without a good certificate, here none %s, counts as out of reach', async (_, made) => {
    await present(made());
    await expect(encrypted(address('127.0.0.1'))).rejects.toThrow(FundUnreachable);
    await expect(encrypted(address('127.0.0.1'))).rejects.toThrow(/не подтвердил, что он тот самый/);
  });
});

it('a server that refuses TLS is told neither the name nor the password', async () => {
  const heard: Buffer[] = [];
  const liar = createServer(socket => {
    socket
      .on('error', () => undefined)
      .on('data', bytes => {
        heard.push(bytes);
        socket.write(heard.length === 1 ? 'N' : 'R');
      });
  });
  await new Promise<void>(resolve => liar.listen(0, '127.0.0.1', resolve));
  const { port } = liar.address() as { port: number };
  const database = createFundDatabase(`postgres://kassa:tayna@127.0.0.1:${port}/fund?sslmode=verify-full`);
  await expect(database.transaction(db => db.query('select 1'))).rejects.toThrow(FundUnreachable);
  await database.close();
  liar.close();
  // the request for TLS alone: eight bytes
  expect(Buffer.concat(heard).length).toBe(8);
});
