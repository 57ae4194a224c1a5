// Mail: from the queue in a real PostgreSQL to a real SMTP server, no letter lost and none sent twice.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src-main/adapters/mail/smtp.ts';
import { FundUnreachable } from '../../src-main/ports/fund.ts';
import { form, openCabinet, value } from '../support/cabinet-rig.ts';
import { later, openSender, put, queued, smtpAt, type SenderOptions, type TestSender } from '../support/mail-rig.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

let fund: FundDatabase;
let smtp: TestSmtp;
let open: TestSender[] = [];
const sender = (options?: SenderOptions, port = smtp.port) => {
  const made = openSender(fund, port, options);
  open.push(made);
  return made;
};

beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());
beforeEach(async () => {
  smtp = await startSmtp();
});
afterEach(async () => {
  await Promise.all(open.map(each => each.close()));
  open = [];
  await smtp.stop();
  await withClient(fund.url, client => client.query('truncate cabinet.letter'));
});

const addresses = (count: number) => Array.from({ length: count }, (_, i) => `u${i}@example.org`);
const taken = () => smtp.taken.map(({ to }) => to.join()).toSorted();
const states = async () => (await queued(fund)).map(row => row.state).toSorted();

describe('a letter', () => {
  test('comes as it was written, from the fund, and nothing of it stays in the queue', async () => {
    const cabinet = openCabinet(fund);
    value(await cabinet.cabinet.methods['cabinet.register'](form('pismo')));
    await sender().sender.drain();
    const [letter] = smtp.taken;
    expect(letter?.to).toEqual(['pismo@example.org']);
    expect(letter?.mail).toMatchObject({
      from: { name: 'Фонд', address: 'fund@example.org' },
      subject: 'Код для регистрации в Личном кабинете',
    });
    expect(letter?.mail.text).toMatch(/пользователя «pismo»/);
    expect(letter?.mail.text).toMatch(/Код подтверждения: \d{6}/);
    const [row] = await queued(fund);
    expect(letter?.mail.messageId).toBe(`<${row?.id}@example.org>`);
    expect(row).toMatchObject({ state: 'sent', recipients: [], body: '', subject: '' });
    await cabinet.close();
  });

  test('is in English for whoever asked so', async () => {
    const cabinet = openCabinet(fund);
    value(await cabinet.cabinet.methods['cabinet.register'](form('letter', { locale: 'en' })));
    await sender().sender.drain();
    expect(smtp.taken[0]?.mail.text).toMatch(/Confirmation code: \d{6}/);
    await cabinet.close();
  });

  test('with a name that is markup or a header stays one plain letter', async () => {
    await put(fund, ['a@example.org']);
    await withClient(fund.url, client =>
      client.query(
        `update cabinet.letter set subject = E'Новость\\r\\nBcc: evil@example.org', body = '<img src=x onerror=alert(1)>'`,
      ),
    );
    await sender().sender.drain();
    expect(smtp.taken[0]?.to).toEqual(['a@example.org']);
    expect(smtp.taken[0]?.mail.bcc ?? []).toEqual([]);
    expect(smtp.taken[0]?.mail.html).toBeUndefined();
    expect(smtp.taken[0]?.mail.text).toContain('<img src=x onerror=alert(1)>');
  });

  test('carries its files, made at the moment of sending', async () => {
    const attachments = [{ kind: 'paymentDocument', account: 7, period: '2026-10' }];
    await put(
      fund,
      ['a@example.org'],
      undefined,
      `update cabinet.letter set attachments = '${JSON.stringify(attachments)}'`,
    );
    await sender().sender.drain();
    const files = smtp.taken[0]?.mail.attachments.map(each => [each.filename, each.mimeType]);
    expect(files).toEqual([['paymentDocument 7.pdf', 'application/pdf']]);
  });

  test('whose file cannot be made yet waits, and holds up none behind it', async () => {
    await put(fund, ['a@example.org'], undefined, `update cabinet.letter set attachments = '[{"kind":"history"}]'`);
    await put(fund, ['b@example.org']);
    const attach = async () => {
      throw new Error('the cache is being filled');
    };
    await sender({ deps: { attach } }).sender.drain();
    expect(taken()).toEqual(['b@example.org']);
    expect(await states()).toEqual(['queued', 'sent']);
  });

  test('with a code that has run out is not sent at all', async () => {
    await put(fund, ['a@example.org'], undefined, `update cabinet.letter set expires_at = now()`);
    await sender().sender.drain();
    expect(smtp.taken).toEqual([]);
    expect(await queued(fund)).toMatchObject([{ state: 'dropped', body: '', recipients: [] }]);
  });
});

describe('no letter is lost', () => {
  test('when the mail server refuses for now: it is tried again, later each time', async () => {
    await put(fund, addresses(2));
    smtp.refuse = address => (address.startsWith('u0') ? { code: 451, words: 'try again later' } : null);
    const { sender: trying } = sender();
    await trying.drain();
    expect(taken()).toEqual(['u1@example.org']);
    expect((await queued(fund)).find(row => row.state === 'queued')).toMatchObject({ attempts: 1, unsure: 0 });
    await trying.drain();
    expect(taken()).toEqual(['u1@example.org']);
    smtp.refuse = null;
    await later(fund);
    await trying.drain();
    expect(taken()).toEqual(['u0@example.org', 'u1@example.org']);
  });

  test('when there is no mail server: none is touched until there is', async () => {
    await put(fund, addresses(3));
    const port = smtp.port;
    await smtp.stop();
    await expect(sender({}, port).sender.drain()).rejects.toThrow(/не принимает/);
    expect((await queued(fund)).map(row => [row.state, row.attempts])).toEqual(Array(3).fill(['queued', 0]));
    smtp = await startSmtp();
    await sender().sender.drain();
    expect(taken()).toEqual(addresses(3));
  });

  test('when one is refused for good: it is left for staff with the reason, the others go', async () => {
    await put(fund, addresses(3));
    smtp.refuse = address => (address.startsWith('u1') ? { code: 550, words: 'no such mailbox' } : null);
    await sender().sender.drain();
    expect(taken()).toEqual(['u0@example.org', 'u2@example.org']);
    const failed = (await queued(fund)).find(row => row.state === 'failed');
    expect(failed).toMatchObject({ recipients: ['u1@example.org'], body: '' });
    expect(failed?.error).toContain('no such mailbox');
  });

  test.each(['before the session', 'before the letter'])('when the sender is killed %s', async step => {
    await put(fund, addresses(2));
    await killed(step);
    expect(smtp.taken).toEqual([]);
    await later(fund);
    await sender().sender.drain();
    expect(taken()).toEqual(addresses(2));
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test('when the fund is away just as the server has taken it: that is told once it is back', async () => {
    await put(fund, addresses(1));
    let refusals = 2;
    const { sender: trying } = sender({
      wrapQueue: queue => ({
        ...queue,
        sent: async letter => {
          if (refusals-- > 0) throw new FundUnreachable('away');
          return queue.sent(letter);
        },
      }),
    });
    await trying.drain();
    await later(fund);
    await trying.drain();
    expect(taken()).toEqual(addresses(1));
    expect(await states()).toEqual(['sent']);
  });
});

describe('no letter is sent twice', () => {
  test('by many terminals at work on one queue at once', async () => {
    await put(fund, addresses(40));
    await Promise.all(Array.from({ length: 4 }, () => sender().sender.drain()));
    expect(taken()).toEqual(addresses(40).toSorted());
  });

  test('by terminals that run: one sends, another takes over when it is gone', async () => {
    const [first, second] = [sender(), sender()];
    const running = [first.sender.run()];
    await put(fund, ['a@example.org']);
    await smtp.until(1);
    running.push(second.sender.run());
    const holders = () =>
      withClient(fund.url, async client => {
        const { rows } = await client.query<{ pid: number }>(
          `select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
        );
        return rows.map(row => row.pid);
      });
    expect(await holders()).toHaveLength(1);
    await put(fund, ['b@example.org']);
    await smtp.until(2);
    first.sender.stop();
    await running[0];
    second.sender.wake();
    await put(fund, ['c@example.org']);
    second.sender.wake();
    await smtp.until(3);
    // its connection to the fund breaks: it notices, and goes on with a new one
    const [pid] = await holders();
    await withClient(fund.url, client => client.query('select pg_terminate_backend($1)', [pid]));
    await put(fund, ['d@example.org']);
    await smtp.until(4);
    second.sender.stop();
    await Promise.all(running);
    expect(taken()).toEqual(['a', 'b', 'c', 'd'].map(name => `${name}@example.org`));
  });

  test('but once more, under the same Message-ID, when the sender is killed between the server’s yes and its record', async () => {
    await put(fund, addresses(1));
    await killed('after the letter');
    expect(smtp.taken).toHaveLength(1);
    expect(await states()).toEqual(['sending']);
    // nobody touches it while the claim holds
    await sender().sender.drain();
    expect(smtp.taken).toHaveLength(1);
    await later(fund);
    await sender().sender.drain();
    expect(smtp.taken.map(({ mail }) => mail.messageId)).toEqual(Array(2).fill(smtp.taken[0]?.mail.messageId));
    expect(await states()).toEqual(['sent']);
  });

  test('a third time, however often its fate is unknown', async () => {
    await put(fund, addresses(1));
    for (let i = 0; i < 3; i++) {
      await killed('after the letter');
      await later(fund);
    }
    expect(smtp.taken).toHaveLength(2);
    await sender().sender.drain();
    expect(await queued(fund)).toMatchObject([{ state: 'failed', body: '' }]);
  });

  test('a third time, however often the server hangs up without an answer', async () => {
    await put(fund, addresses(1));
    smtp.cutAfterData = true;
    for (let i = 0; i < 4; i++) {
      await sender().sender.drain();
      await later(fund);
    }
    expect(smtp.taken).toHaveLength(2);
    expect(await queued(fund)).toMatchObject([{ state: 'failed', unsure: 1 }]);
  });

  test('a record that comes after its claim ran out changes nothing', async () => {
    await put(fund, addresses(1));
    const slow = sender();
    const claimed = await slow.queue.claim();
    if (!claimed) return expect.fail('nothing to claim');
    await later(fund);
    const again = await sender().queue.claim();
    expect(again?.id).toBe(claimed.id);
    expect(await slow.queue.sent(claimed)).toBe(false);
    await slow.queue.failed(claimed, 'x');
    await slow.queue.later(claimed, 1, 'x', false);
    expect(await states()).toEqual(['sending']);
  });

  test('a demo sends only its own', async () => {
    const terminal = randomUUID();
    await put(fund, ['mine@example.org'], terminal);
    await put(fund, ['theirs@example.org']);
    await sender({ ownOnly: true, terminal }).sender.drain();
    expect(taken()).toEqual(['mine@example.org']);
  });
});

describe('the mail server', () => {
  test('is given the password it asks for, and a wrong one sends nothing', async () => {
    const guarded = await startSmtp({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'fund' && password === 'right' ? done(null, { user: 'fund' }) : done(new Error('no')),
    });
    const letter = { messageId: '<1@example.org>', to: ['a@example.org'], subject: 'x', text: 'x', attachments: [] };
    const at = (password: string | null) =>
      createSmtpMailer(smtpAt(guarded.port, { user: 'fund' }), async () => password);
    for (const password of ['wrong', null]) await expect(at(password).open()).rejects.toThrow(/не принимает/);
    const session = await at('right').open();
    expect(await session.send(letter)).toEqual({ fate: 'sent' });
    session.close();
    expect(guarded.taken).toHaveLength(1);
    await guarded.stop();
  });

  test.each(['tls', 'starttls'] as const)(
    'with a certificate nobody vouches for is given nothing by %s',
    async security => {
      const forged = await startSmtp({ secure: security === 'tls', disabledCommands: [] });
      await expect(createSmtpMailer(smtpAt(forged.port, { security }), async () => 'secret').open()).rejects.toThrow(
        /не принимает/,
      );
      expect(forged.taken).toEqual([]);
      await forged.stop();
    },
  );

  test('that offers no encryption where it is demanded is given nothing', async () => {
    await expect(
      createSmtpMailer(smtpAt(smtp.port, { security: 'starttls' }), async () => null).open(),
    ).rejects.toThrow(/не принимает/);
  });
});

/** Sends in a process of its own until it kills itself at the step. */
async function killed(step: string): Promise<void> {
  const script = fileURLToPath(new URL('./cabinet-mail-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, fund.mailerOf(randomUUID()), String(smtp.port), step], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise(resolve => child.on('exit', resolve));
}
