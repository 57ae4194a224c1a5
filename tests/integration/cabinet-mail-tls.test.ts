// Mail over TLS: a real SMTP server with a certificate made for the run by an authority of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src-main/adapters/mail/smtp.ts';
import { type Authority, authority, hasOpenssl } from '../support/certificates.ts';
import { smtpAt } from '../support/mail-rig.ts';
import { startSmtp } from '../support/smtp.ts';

describe.skipIf(!hasOpenssl)(
  'a mail server with a certificate of the fund’s own authority (skipped where openssl is not installed)',
  () => {
    let ca: Authority;
    beforeAll(() => void (ca = authority()));
    afterAll(() => ca.remove());
    const letter = { messageId: '<2@example.org>', to: ['a@example.org'], subject: 'x', text: 'x', attachments: [] };

    test.each(['tls', 'starttls'] as const)(
      'it takes letters by %s once the terminal is told of it',
      async security => {
        const own = await startSmtp({
          secure: security === 'tls',
          disabledCommands: ['AUTH'],
          ...ca.issue('IP:127.0.0.1'),
        });
        const at = (file: string | null) =>
          createSmtpMailer(smtpAt(own.port, { security, ca: file }), async () => null);
        await expect(at(null).open()).rejects.toThrow(/не принимает/);
        const session = await at(ca.file).open();
        expect(await session.send(letter)).toEqual({ fate: 'sent' });
        session.close();
        expect(own.taken.map(({ to }) => to)).toEqual([['a@example.org']]);
        await own.stop();
      },
    );

    test.each([
      ['a certificate that is over', () => ca.issue('IP:127.0.0.1', -1)],
      ['one that only it vouches for', () => ca.selfSigned('IP:127.0.0.1')],
    ])('it is given nothing with %s', async (_, made) => {
      const other = await startSmtp({ secure: true, disabledCommands: [], ...made() });
      const mailer = createSmtpMailer(smtpAt(other.port, { security: 'tls', ca: ca.file }), async () => 'secret');
      await expect(mailer.open()).rejects.toThrow(/не принимает/);
      expect(other.taken).toEqual([]);
      await other.stop();
    });

    test('it is given nothing under another name', async () => {
      const other = await startSmtp({ secure: true, disabledCommands: [], ...ca.issue('DNS:mail.example.org') });
      const mailer = createSmtpMailer(smtpAt(other.port, { security: 'tls', ca: ca.file }), async () => 'secret');
      await expect(mailer.open()).rejects.toThrow(/не принимает/);
      expect(other.taken).toEqual([]);
      await other.stop();
    });
  },
);
