// Certificates made for a run by an authority of its own, with openssl.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Certificate {
  key: Buffer;
  cert: Buffer;
}

export interface Authority {
  /** the PEM file of the authority */
  file: string;
  /** For a name such as `DNS:mail.example.org` or `IP:127.0.0.1`; `days` of -1 gives one that is over. */
  issue(name: string, days?: number): Certificate;
  /** One that only it vouches for. */
  selfSigned(name: string): Certificate;
  remove(): void;
}

export function authority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'kapremont-ca-'));
  const file = (name: string) => join(dir, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  const read = (): Certificate => ({ key: readFileSync(file('key')), cert: readFileSync(file('cert')) });
  const root = ['-days', '2', '-nodes', '-subj', '/CN=Fund CA'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-keyout', 'ca-key', '-out', 'ca', ...root);
  return {
    file: file('ca'),
    issue(name, days = 2) {
      writeFileSync(file('san'), `subjectAltName=${name}`);
      openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key', '-out', 'csr', '-subj', '/CN=server');
      const signed = ['-CA', 'ca', '-CAkey', 'ca-key', '-extfile', 'san', '-days', String(days)];
      openssl('x509', '-req', '-in', 'csr', '-out', 'cert', ...signed);
      return read();
    },
    selfSigned(name) {
      const own = ['-days', '2', '-nodes', '-subj', '/CN=server', '-addext', `subjectAltName=${name}`];
      openssl('req', '-x509', '-newkey', 'rsa:2048', '-keyout', 'key', '-out', 'cert', ...own);
      return read();
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}
