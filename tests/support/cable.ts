// A network cable between a terminal and the fund's server, for tests that pull it out.
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Cable {
  /** the fund's address through this cable */
  url: string;
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

export async function cableTo(fundUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(fundUrl);
  const ends = new Set<Socket>();
  let plugged = true;
  const server = createServer(near => {
    if (!plugged) return void near.destroy();
    const far = createConnection({ host: hostname, port: Number(port || 5432) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(fundUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const drop = () => ends.forEach(end => end.destroy());
  return {
    url: url.href,
    pull() {
      plugged = false;
      drop();
    },
    plug: () => void (plugged = true),
    async close() {
      drop();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
