// Calls between threads: an object's methods on one side, promises on the other, error classes kept.
import type { MessagePort, Worker } from 'node:worker_threads';
import { CacheNotReady } from '../ports/cache.ts';
import { CursorTooOld, FundUnreachable } from '../ports/fund.ts';
import { DamagedFile, FromTheFuture, ReadOnlyFile, ThreadStopped, WrongKey } from '../adapters/sqlite/errors.ts';

type Port = Pick<MessagePort | Worker, 'postMessage' | 'on'>;

/** Methods that may be called from another thread: what goes in and out must survive a structured clone. */
export type Callable<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

interface CallMessage {
  call: number;
  method: string;
  args: unknown[];
}
interface AnswerMessage {
  answer: number;
  value?: unknown;
  error?: Carried;
}
interface EventMessage {
  event: unknown;
}
export interface Carried {
  name: string;
  message: string;
  stack?: string | undefined;
  code?: string;
}

const classes = [
  CacheNotReady,
  CursorTooOld,
  FundUnreachable,
  DamagedFile,
  FromTheFuture,
  ReadOnlyFile,
  ThreadStopped,
  WrongKey,
];
const byName = new Map(classes.map(each => [each.name, each]));

export function carry(error: unknown): Carried {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, message: error.message, stack: error.stack, ...code };
}

export function revive(carried: Carried): Error {
  const known = byName.get(carried.name);
  const error = known ? new known(carried.message) : new Error(carried.message);
  if (!known) error.name = carried.name;
  if (carried.stack !== undefined) error.stack = carried.stack;
  return carried.code === undefined ? error : Object.assign(error, { code: carried.code });
}

/** Answers calls to `api` coming through `port`. The returned function sends an event to the other side. */
export function serve(port: Port, api: object): (event: unknown) => void {
  const methods = api as Record<string, (...args: unknown[]) => unknown>;
  port.on('message', async (message: CallMessage) => {
    try {
      const method = methods[message.method];
      if (typeof method !== 'function') throw new Error(`The thread has no method ${message.method}.`);
      const value = await method.apply(api, message.args);
      port.postMessage({ answer: message.call, value } satisfies AnswerMessage);
    } catch (error) {
      port.postMessage({ answer: message.call, error: carry(error) } satisfies AnswerMessage);
    }
  });
  return event => port.postMessage({ event } satisfies EventMessage);
}

export interface Remote<T> {
  api: Callable<T>;
  /** Rejects every call not yet answered, and every later one. */
  abandon(error: Error): void;
}

/** The other side of `serve`: a call on `api` is a message, its promise the answer. */
export function remote<T>(port: Port, onEvent: (event: unknown) => void = () => undefined): Remote<T> {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let gone: Error | null = null;
  port.on('message', (message: AnswerMessage | EventMessage) => {
    if ('event' in message) return onEvent(message.event);
    const waiting = pending.get(message.answer);
    pending.delete(message.answer);
    if (message.error) waiting?.reject(revive(message.error));
    else waiting?.resolve(message.value);
  });
  const call = (method: string, args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (gone) return reject(gone);
      const id = ++calls;
      pending.set(id, { resolve, reject });
      port.postMessage({ call: id, method, args } satisfies CallMessage);
    });
  const api = new Proxy(
    {},
    // `then` must stay undefined, else awaiting the proxy would call it
    {
      get: (_, method) =>
        typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => call(method, args) : undefined,
    },
  );
  return {
    api: api as Callable<T>,
    abandon(error) {
      gone = error;
      for (const waiting of pending.values()) waiting.reject(error);
      pending.clear();
    },
  };
}
