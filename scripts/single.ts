// One running program per data folder: the first holds a local socket, a second asks it to come forward and exits.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the last of them zero. */
const longestPath = 103;

/**
 * Where only this user can listen: whoever takes the socket first is believed, and what they answer is printed. So it lies among the
 * terminal's own files, and a pipe of Windows, whose names are everybody's, has a name that only those files tell.
 */
export function socketPath(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return `\\\\.\\pipe\\kapremont-${pipeName(join(dataDir, 'pipe'))}`;
  const own = join(dataDir, 'program.sock');
  if (Buffer.byteLength(own) <= longestPath) return own;
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (runtime) return join(runtime, `kapremont-${id}.sock`);
  throw new Error(`Путь к папке данных слишком длинный: ${dataDir}. Назовите другую: --data или KAPREMONT_DATA.`);
}

function pipeName(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
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
