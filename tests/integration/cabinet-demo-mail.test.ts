// The demo's mail server: what the program sends it can be read again by the program, code and all.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLetters } from '../../src-main/adapters/mail/letters-folder.ts';
import { createSmtpMailer } from '../../src-main/adapters/mail/smtp.ts';
import type { DemoLetter } from '#contract';
import { startMailSink } from '../../scripts/mail-sink.ts';
import { smtpAt } from '../support/mail-rig.ts';

test('a letter sent to the demo’s mail server is shown, newest first, and told of', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'kapremont-letters-')), 'почта');
  expect(await readLetters(folder)).toEqual([]);
  const told: DemoLetter[] = [];
  const sink = await startMailSink(folder, letter => told.push(letter));
  const session = await createSmtpMailer(smtpAt(sink.port), async () => null).open();
  const attachments = [{ name: 'Квитанция 2026-10.pdf', bytes: Buffer.from('%PDF-1.7') }];
  for (const [n, text] of ['Код: 123456', 'Строка 1\n\nСтрока 2'].entries()) {
    const letter = { messageId: `<${n}@example.org>`, to: ['a@example.org'], subject: `Письмо ${n}`, text };
    expect(await session.send({ ...letter, attachments: n === 1 ? attachments : [] })).toEqual({ fate: 'sent' });
  }
  session.close();
  const letters = await readLetters(folder);
  expect(letters).toMatchObject([
    { to: 'a@example.org', subject: 'Письмо 1', text: 'Строка 1\n\nСтрока 2', attachments: ['Квитанция 2026-10.pdf'] },
    { to: 'a@example.org', subject: 'Письмо 0', text: 'Код: 123456', attachments: [] },
  ]);
  expect(told.map(letter => letter.id)).toEqual(letters.map(letter => letter.id).toReversed());
  expect(readdirSync(folder).filter(name => name.endsWith('.eml'))).toHaveLength(2);
  await sink.stop();
  rmSync(join(folder, '..'), { recursive: true });
});
