// A receipt printer on a loopback port: prints what it is sent as a real one would, answers about itself, and fails as told.
import { createServer, type Socket } from 'node:net';
import { decodeEscpos, type Printed } from './escpos-decoder.ts';

export interface Faults {
  paperOut?: boolean;
  coverOpen?: boolean;
  cutterJammed?: boolean;
  offline?: boolean;
  /** takes nothing more after so many bytes */
  stallAfter?: number;
  /** closes its side after so many bytes, reading on */
  halfCloseAfter?: number;
  /** resets the connection after so many bytes */
  resetAfter?: number;
  /** runs out of paper after so many bytes */
  paperOutAfter?: number;
  /** says nothing of itself */
  mute?: boolean;
  /** never says that it has printed everything, nor closes its side */
  silentEnd?: boolean;
  /** waits so long with each piece it reads, ms */
  slowMs?: number;
}

export interface VirtualPrinter {
  port: number;
  faults: Faults;
  /** one entry a connection that brought something to print, questions left out */
  readonly jobs: Buffer[];
  /** connections open now, and the most at one time */
  readonly open: number;
  readonly most: number;
  /** What is on the paper. */
  printed(pages: Record<number, string>): Printed[];
  close(): Promise<void>;
}

const DLE_EOT = [0x10, 0x04];
const GS_R = Buffer.from([0x1d, 0x72, 0x01]);

export async function virtualPrinter(faults: Faults = {}): Promise<VirtualPrinter> {
  const jobs: Buffer[] = [];
  const sockets = new Set<Socket>();
  let most = 0;
  const now = { faults };

  const stateByte = (part: number): number => {
    const { paperOut, coverOpen, cutterJammed, offline } = now.faults;
    const down = paperOut || coverOpen || cutterJammed || offline;
    if (part === 1) return 0x12 | (down ? 0x08 : 0);
    if (part === 2) return 0x12 | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (cutterJammed ? 0x40 : 0);
    if (part === 3) return 0x12 | (cutterJammed ? 0x08 : 0);
    return 0x12 | (paperOut ? 0x60 : 0);
  };

  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    let job = Buffer.alloc(0);
    let number = -1;
    let confirmed = 0;
    let closed = false;
    const say = (...bytes: number[]) => {
      if (!now.faults.mute && !closed) socket.write(Uint8Array.from(bytes));
    };
    const halfClose = () => {
      closed = true;
      socket.end();
    };

    /** Takes the questions out, answers them, and keeps the rest. */
    function take(chunk: Buffer): void {
      const rest: number[] = [];
      for (let at = 0; at < chunk.length; at++) {
        const part = chunk[at + 2] ?? 0;
        if (
          chunk[at] === DLE_EOT[0] &&
          chunk[at + 1] === DLE_EOT[1] &&
          part >= 1 &&
          part <= 4 &&
          job.length + rest.length === 0
        ) {
          say(stateByte(part));
          at += 2;
        } else rest.push(chunk[at] ?? 0);
      }
      if (rest.length > 0) print(Buffer.from(rest));
    }

    function print(bytes: Buffer): void {
      job = Buffer.concat([job, bytes]);
      if (number < 0) number = jobs.push(job) - 1;
      const { stallAfter = Infinity, halfCloseAfter = Infinity, resetAfter = Infinity } = now.faults;
      if (job.length > (now.faults.paperOutAfter ?? Infinity)) now.faults.paperOut = true;
      if (job.length > stallAfter) socket.pause();
      if (job.length > halfCloseAfter && !closed) halfClose();
      if (job.length > resetAfter) socket.resetAndDestroy();
      // Decoded whole: the same three bytes inside a picture are dots.
      const maybe = job.subarray(-bytes.length - 2).includes(GS_R);
      const questions = maybe ? decodeEscpos(job).printed.filter(({ kind }) => kind === 'confirm').length : confirmed;
      for (; confirmed < questions; confirmed++) if (!now.faults.silentEnd && !now.faults.paperOut) say(0);
      const tail = job.subarray(-12);
      if (tail.length === 12 && tail[0] === 0x10 && tail[1] === 0x04 && tail[9] === 0x10 && tail[11] === 4) {
        job = job.subarray(0, -12);
        for (const part of [1, 2, 3, 4]) say(stateByte(part));
      }
      jobs[number] = job;
    }

    let reading = Promise.resolve();
    socket.on('data', chunk => {
      const { slowMs } = now.faults;
      if (!slowMs) return take(chunk);
      socket.pause();
      reading = reading.then(async () => {
        await new Promise(resolve => setTimeout(resolve, slowMs));
        take(chunk);
        socket.resume();
      });
    });
    socket.on('end', () => void reading.then(() => !now.faults.silentEnd && !closed && halfClose()));
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    port: address.port,
    get faults() {
      return now.faults;
    },
    set faults(other) {
      now.faults = other;
    },
    jobs,
    get open() {
      return sockets.size;
    },
    get most() {
      return most;
    },
    printed: pages => jobs.flatMap(job => decodeEscpos(job, pages).printed),
    close: () =>
      new Promise<void>(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
