// A real SMTP server on loopback: keeps every letter it took, parsed, and answers as the test tells it to.
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenLetter {
  to: string[];
  mail: Email;
}

export interface TestSmtp {
  port: number;
  taken: TakenLetter[];
  /** Refuses recipients: 4xx for a while, 5xx for good. Null: everybody is taken. */
  refuse: ((address: string) => { code: number; words: string } | null) | null;
  /** Takes the letter and then says nothing: the connection is cut where the answer would be. */
  cutAfterData: boolean;
  /** Sessions begun. */
  sessions: number;
  /** Resolves when so many letters were taken. */
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const waiting: { count: number; resolve: () => void }[] = [];
  const tell = () => {
    for (const each of waiting) if (smtp.taken.length >= each.count) each.resolve();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      smtp.sessions++;
      done();
    },
    onRcptTo({ address }, _session, done) {
      const refusal = smtp.refuse?.(address);
      done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : undefined);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then(mail => {
          smtp.taken.push({ to: session.envelope.rcptTo.map(each => each.address), mail });
          tell();
          if (!smtp.cutAfterData) return done();
          for (const connection of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> })
            .connections)
            connection._socket.destroy();
        }, done);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const smtp: TestSmtp = {
    port: 0,
    taken: [],
    refuse: null,
    cutAfterData: false,
    sessions: 0,
    until: count =>
      new Promise(resolve => {
        waiting.push({ count, resolve });
        tell();
      }),
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  smtp.port = (server.server.address() as AddressInfo).port;
  return smtp;
}
