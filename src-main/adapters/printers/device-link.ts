// One connection to a printer's raw port: writes with back-pressure, reads answers, and has a time limit on every wait.
import { connect, type Socket } from 'node:net';

/** Why a link ended early. */
export type LinkTrouble = 'stalled' | 'cutOff';

export interface DeviceLink {
  /** Resolves when the system has taken the bytes; gives the trouble when the printer stopped taking them or disconnected. */
  write(bytes: Uint8Array): Promise<LinkTrouble | null>;
  /** The next byte of an answer; null at the limit or when the printer has closed its side. */
  read(limitMs: number): Promise<number | null>;
  /** Discards the answers received so far. */
  forget(): void;
  /** The printer has closed its side or reset the connection. */
  readonly over: boolean;
  /** Ends our side and waits for the printer to end its own; false at the limit or after a reset. */
  finish(limitMs: number): Promise<boolean>;
  destroy(): void;
}

export interface LinkOptions {
  host: string;
  port: number;
  connectMs: number;
  /** this long without a byte taken is a stall, ms */
  stallMs: number;
}

const chunkBytes = 4096;

/** Rejects with the system's error (`code`) or ETIMEDOUT at the limit. */
export function openLink({ host, port, connectMs, stallMs }: LinkOptions): Promise<DeviceLink> {
  return new Promise((resolve, reject) => {
    // The printer may close its side first; ours stays open until everything is sent.
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
      resolve(new SocketLink(socket, stallMs));
    });
  });
}

class SocketLink implements DeviceLink {
  readonly #socket: Socket;
  readonly #stallMs: number;
  readonly #answers: number[] = [];
  #ended = false;
  #broken = false;
  #wake = () => {};

  constructor(socket: Socket, stallMs: number) {
    this.#socket = socket;
    this.#stallMs = stallMs;
    socket.on('data', (bytes: Buffer) => this.#changed(() => this.#answers.push(...bytes)));
    socket.on('end', () => this.#changed(() => (this.#ended = true)));
    socket.on('error', () => this.#changed(() => (this.#broken = true)));
    socket.on('close', () =>
      this.#changed(() => {
        this.#broken ||= !this.#ended;
        this.#ended = true;
      }),
    );
  }

  get over(): boolean {
    return this.#ended || this.#broken;
  }

  async write(bytes: Uint8Array): Promise<LinkTrouble | null> {
    if (this.over) return 'cutOff';
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const trouble = await this.#writeChunk(bytes.subarray(at, at + chunkBytes));
      if (trouble) return trouble;
    }
    return null;
  }

  async read(limitMs: number): Promise<number | null> {
    await this.#until(() => this.#answers.length > 0 || this.over, limitMs);
    return this.#answers.shift() ?? null;
  }

  forget(): void {
    this.#answers.length = 0;
  }

  async finish(limitMs: number): Promise<boolean> {
    if (!this.#broken) this.#socket.end();
    await this.#until(() => this.over, limitMs);
    return this.#ended && !this.#broken;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #changed(how: () => void): void {
    how();
    this.#wake();
  }

  /** Resolves true as soon as `holds` returns true, false at the limit. */
  async #until(holds: () => boolean, limitMs: number): Promise<boolean> {
    const end = performance.now() + limitMs;
    while (!holds()) {
      const left = end - performance.now();
      if (left <= 0) return false;
      const next = Promise.withResolvers<void>();
      const timer = setTimeout(next.resolve, left);
      this.#wake = next.resolve;
      await next.promise;
      clearTimeout(timer);
    }
    return true;
  }

  async #writeChunk(chunk: Uint8Array): Promise<LinkTrouble | null> {
    let taken = false;
    this.#socket.write(chunk, () => this.#changed(() => (taken = true)));
    const moved = await this.#until(() => taken || this.over, this.#stallMs);
    if (this.over) return 'cutOff';
    return moved ? null : 'stalled';
  }
}
