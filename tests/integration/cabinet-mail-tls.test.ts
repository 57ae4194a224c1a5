// Mail over TLS: a real SMTP server with a certificate made for the run by an authority of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src-main/adapters/mail/smtp.ts';
import { smtpAt } from '../support/mail-rig.ts';
import { startSmtp } from '../support/smtp.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)(
  'a mail server with a certificate of the fund’s own authority (skipped where openssl is not installed)',
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'kapremont-ca-'));
    afterAll(() => rmSync(dir, { recursive: true }));
    const file = (name: string) => join(dir, name);
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
    /** key and certificate for a name, signed by the authority made first */
    const issued = (name: string) => {
      writeFileSync(file('san'), `subjectAltName=${name}`);
      openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key', '-out', 'csr', '-subj', '/CN=mail');
      openssl(
        'x509',
        '-req',
        '-in',
        'csr',
        '-CA',
        'ca',
        '-CAkey',
        'ca-key',
        '-days',
        '2',
        '-extfile',
        'san',
        '-out',
        'cert',
      );
      return { key: readFileSync(file('key')), cert: readFileSync(file('cert')) };
    };
    beforeAll(() => {
      const subject = ['-days', '2', '-nodes', '-subj', '/CN=Fund CA'];
      openssl('req', '-x509', '-newkey', 'rsa:2048', '-keyout', 'ca-key', '-out', 'ca', ...subject);
    });
    const letter = { messageId: '<2@example.org>', to: ['a@example.org'], subject: 'x', text: 'x', attachments: [] };

    test.each(['tls', 'starttls'] as const)(
      'it takes letters by %s once the terminal is told of it',
      async security => {
        const own = await startSmtp({
          secure: security === 'tls',
          disabledCommands: ['AUTH'],
          ...issued('IP:127.0.0.1'),
        });
        const at = (ca: string | null) => createSmtpMailer(smtpAt(own.port, { security, ca }), async () => null);
        await expect(at(null).open()).rejects.toThrow(/не принимает/);
        const session = await at(file('ca')).open();
        expect(await session.send(letter)).toEqual({ fate: 'sent' });
        session.close();
        expect(own.taken.map(({ to }) => to)).toEqual([['a@example.org']]);
        await own.stop();
      },
    );

    test('it is given nothing under another name', async () => {
      const other = await startSmtp({ secure: true, disabledCommands: [], ...issued('DNS:mail.example.org') });
      const mailer = createSmtpMailer(smtpAt(other.port, { security: 'tls', ca: file('ca') }), async () => 'secret');
      await expect(mailer.open()).rejects.toThrow(/не принимает/);
      expect(other.taken).toEqual([]);
      await other.stop();
    });
  },
);
