// One connection to a printer's raw port: written with back-pressure, listened to, and never waited for without a limit.
import { connect, type Socket } from 'node:net';

/** Why a link ended before its time. */
export type LinkTrouble = 'stalled' | 'cutOff';

export interface DeviceLink {
  /** Resolves when the system has taken the bytes; the trouble when the printer stopped taking them or went away. */
  write(bytes: Uint8Array): Promise<LinkTrouble | null>;
  /** The next answering byte; null at the limit or when the printer has nothing more to say. */
  read(limitMs: number): Promise<number | null>;
  /** Forgets what was answered so far. */
  forget(): void;
  /** The printer has closed its side or reset the connection. */
  readonly over: boolean;
  /** Says that nothing more comes, and waits for the printer to say the same; false at the limit or at a reset. */
  finish(limitMs: number): Promise<boolean>;
  destroy(): void;
}

export interface LinkOptions {
  host: string;
  port: number;
  connectMs: number;
  /** this long without one byte taken is a stall */
  stallMs: number;
}

const chunkBytes = 4096;

/** Rejects with the system's error (`code`) or ETIMEDOUT at the limit. */
export function openLink({ host, port, connectMs, stallMs }: LinkOptions): Promise<DeviceLink> {
  return new Promise((resolve, reject) => {
    // The printer may close its side first: ours stays open until we have said everything.
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    const late = setTimeout(() => {
      socket.destroy();
      reject(Object.assign(new Error(`No connection in ${connectMs} ms`), { code: 'ETIMEDOUT' }));
    }, connectMs);
    socket.once('error', error => {
      clearTimeout(late);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(late);
      resolve(linkOver(socket, stallMs));
    });
  });
}

function linkOver(socket: Socket, stallMs: number): DeviceLink {
  const answers: number[] = [];
  let ended = false;
  let broken = false;
  let wake = () => {};
  const changed = () => wake();
  socket.on('data', (bytes: Buffer) => {
    answers.push(...bytes);
    changed();
  });
  socket.on('end', () => {
    ended = true;
    changed();
  });
  socket.on('error', () => {
    broken = true;
    changed();
  });
  socket.on('close', () => {
    broken ||= !ended;
    ended = true;
    changed();
  });

  /** Resolves true as soon as `holds`, false at the limit. */
  async function until(holds: () => boolean, limitMs: number): Promise<boolean> {
    const end = performance.now() + limitMs;
    while (!holds()) {
      const left = end - performance.now();
      if (left <= 0) return false;
      const next = Promise.withResolvers<void>();
      const timer = setTimeout(next.resolve, left);
      wake = next.resolve;
      await next.promise;
      clearTimeout(timer);
    }
    return true;
  }

  async function writeChunk(chunk: Uint8Array): Promise<LinkTrouble | null> {
    let taken = false;
    socket.write(chunk, () => {
      taken = true;
      changed();
    });
    const moved = await until(() => taken || broken || ended, stallMs);
    if (broken || ended) return 'cutOff';
    return moved ? null : 'stalled';
  }

  return {
    async write(bytes) {
      if (broken || ended) return 'cutOff';
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const trouble = await writeChunk(bytes.subarray(at, at + chunkBytes));
        if (trouble) return trouble;
      }
      return null;
    },
    async read(limitMs) {
      await until(() => answers.length > 0 || ended || broken, limitMs);
      return answers.shift() ?? null;
    },
    forget: () => void answers.splice(0),
    get over() {
      return ended || broken;
    },
    async finish(limitMs) {
      if (!broken) socket.end();
      await until(() => ended || broken, limitMs);
      return ended && !broken;
    },
    destroy: () => void socket.destroy(),
  };
}
