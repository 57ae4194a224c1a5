// One running program per data folder: the first holds a local socket, a second asks it to come forward and exits.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Socket paths must be short on every system, so the folder's name is replaced by a digest. */
function socketPath(dataDir: string): string {
  const id = createHash('sha256').update(`${userInfo().username} ${dataDir}`).digest('hex').slice(0, 16);
  return process.platform === 'win32' ? `\\\\.\\pipe\\kapremont-${id}` : join(tmpdir(), `kapremont-${id}.sock`);
}

const askToShow = (path: string): Promise<string | null> =>
  new Promise(resolve => {
    let answer = '';
    const socket = createConnection(path, () => socket.write('show\n'));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(answer.trim() || null));
  });

export interface FirstCopy {
  first: true;
  /** Called when a second copy is started; the result is printed there (an address, or a word). */
  onShow(show: () => string): void;
  release(): void;
}

/** Either this copy is the first, or the first came forward and `answer` is its answer. */
export async function claimSingle(dataDir: string): Promise<FirstCopy | { first: false; answer: string }> {
  const path = socketPath(dataDir);
  let show = () => 'запускается';
  for (let attempt = 0; ; attempt++) {
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(`${show()}\n`));
    });
    const taken = await listen(server, path);
    if (!taken) {
      server.unref();
      return { first: true, onShow: next => void (show = next), release: () => void server.close() };
    }
    const answer = await askToShow(path);
    if (answer !== null) return { first: false, answer };
    // Nothing answers: the socket is left over from a killed copy.
    if (attempt > 0) throw taken;
    rmSync(path, { force: true });
  }
}

const listen = (server: Server, path: string): Promise<Error | null> =>
  new Promise(resolve => {
    server.once('error', resolve);
    server.listen(path, () => resolve(null));
  });
