// The demo's mail server: accepts every letter on loopback, delivers none, and stores each in a folder.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { DemoLetter } from '#contract';

export interface MailSink {
  port: number;
  folder: string;
  stop(): Promise<void>;
}

/** Stores `….eml` as received and `….json` for the program to show. `told` is called with each letter. */
export async function startMailSink(folder: string, told: (letter: DemoLetter) => void): Promise<MailSink> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let count = 0;

  async function keep(bytes: Buffer): Promise<void> {
    const mail = await PostalMime.parse(bytes);
    const at = new Date().toISOString();
    const id = `${at.replaceAll(':', '-')}-${String(++count).padStart(4, '0')}`;
    const letter: DemoLetter = {
      id,
      at,
      to: (mail.to ?? []).map(each => each.address ?? '').join(', '),
      subject: mail.subject ?? '',
      text: (mail.text ?? '').trim(),
      attachments: mail.attachments.map(each => each.filename ?? ''),
    };
    writeFileSync(join(folder, `${id}.eml`), bytes, { mode: 0o600 });
    // written under another name first, because the program may be reading
    writeFileSync(join(folder, `${id}.part`), JSON.stringify(letter, null, 2), { mode: 0o600 });
    renameSync(join(folder, `${id}.part`), join(folder, `${id}.json`));
    told(letter);
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void keep(Buffer.concat(parts)).then(() => done(), done));
    },
  });
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('no port for the demo’s mail'));
    });
    server.once('error', reject);
  });
  return { port, folder, stop: () => new Promise(resolve => server.close(() => resolve())) };
}
