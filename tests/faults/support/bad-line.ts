// The line between a terminal and the fund, made bad in every way: cut, reset, silent, slow. Connections of before are kept in a silence, as by a dead router.
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export type Line = 'good' | 'cut' | 'reset' | 'silent' | 'slow';

export interface BadLine {
  url: string;
  /** `slow` holds each piece back for so many milliseconds. */
  become(line: Line, slowMs?: number): void;
  close(): Promise<void>;
}

export async function badLine(fundUrl: string): Promise<BadLine> {
  const { hostname, port } = new URL(fundUrl);
  const ends = new Set<Socket>();
  let line: Line = 'good';
  let slowMs = 0;
  /** Pieces go on in order, none while the line is silent: what was swallowed then is gone. */
  const carry = (from: Socket, to: Socket) => {
    let due = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      if (line === 'silent') return;
      const wait = line === 'slow' ? slowMs : 0;
      due = due.then(async () => {
        if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
        if (!to.destroyed) to.write(piece);
      });
    });
  };
  const server = createServer(near => {
    if (line === 'cut') return void near.destroy();
    if (line === 'reset') return void near.resetAndDestroy();
    ends.add(near);
    near.on('error', () => undefined);
    near.on('close', () => ends.delete(near));
    // accepted, and never answered
    if (line === 'silent') return;
    const far = createConnection({ host: hostname, port: Number(port || 5432) });
    ends.add(far);
    far.on('error', () => near.destroy());
    far.on('close', () => {
      ends.delete(far);
      // the end of a connection does not come through a dead line either
      if (line !== 'silent') near.destroy();
    });
    near.on('close', () => far.destroy());
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(fundUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    become(next, ms = 0) {
      line = next;
      slowMs = ms;
      if (next === 'cut') for (const end of ends) end.destroy();
      if (next === 'reset') for (const end of ends) end.resetAndDestroy();
    },
    async close() {
      for (const end of ends) end.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
