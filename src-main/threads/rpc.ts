// Calls between threads: services answer on one side, promises wait on the other. An error keeps its class and names the method.
import type { MessagePort, Worker } from 'node:worker_threads';
import type { SlowCalls } from './slow-calls.ts';

type Port = Pick<MessagePort | Worker, 'postMessage' | 'on'>;

/** A service as another thread calls it: arguments and results must survive a structured clone. */
export type Callable<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/** Answers the calls of one service. */
export type Service = (method: string, args: unknown[]) => unknown;

interface CallMessage {
  call: number;
  service: string;
  method: string;
  args: unknown[];
}
interface AnswerMessage {
  answer: number;
  /** milliseconds of the work in the answering thread */
  worked: number;
  value?: unknown;
  error?: SerializedError;
}
interface EventMessage {
  event: unknown;
}
export interface SerializedError {
  name: string;
  message: string;
  stack?: string | undefined;
  code?: string;
  /** `cache.balances`, for a failed call */
  method?: string;
}

/** Error classes that are restored in the calling thread; any other becomes a plain Error with its name. */
export type ErrorClasses = readonly (new (message: string) => Error)[];

export function serializeError(error: unknown, method?: string): SerializedError {
  const named = method === undefined ? {} : { method };
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), ...named };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, message: error.message, stack: error.stack, ...code, ...named };
}

/** The method's name is put at the top of the stack, which the log shows; the message stays, since a person may read it. */
export function reviveError({ name, message, stack, code, method }: SerializedError, classes: ErrorClasses): Error {
  const known = classes.find(each => each.name === name);
  const error = known ? new known(message) : new Error(message);
  if (!known) error.name = name;
  if (stack !== undefined) error.stack = method === undefined ? stack : `${method}: ${stack}`;
  if (code !== undefined) Object.assign(error, { code });
  return method === undefined ? error : Object.assign(error, { method });
}

/** An object's own method by name; throws when there is none. */
export function methodOf(api: object, name: string): (...args: unknown[]) => unknown {
  const method: unknown = Object.hasOwn(api, name) ? (api as Record<string, unknown>)[name] : undefined;
  if (typeof method !== 'function') throw new Error(`There is no method ${name}.`);
  return method as (...args: unknown[]) => unknown;
}

/** An object's own methods as a service: the object is the table of callable methods. */
export const serviceOf =
  (api: object): Service =>
  (method, args) =>
    methodOf(api, method)(...args);

/** Answers calls that arrive on `port`. The returned function sends an event to the other side. */
export function serve<S>(port: Port, services: Record<keyof S & string, Service>): (event: unknown) => void {
  const answer = async ({ call, service, method, args }: CallMessage): Promise<void> => {
    const began = performance.now();
    const worked = () => performance.now() - began;
    try {
      const value = await (methodOf(services, service) as Service)(method, args);
      port.postMessage({ answer: call, value, worked: worked() } satisfies AnswerMessage);
    } catch (error) {
      const serialized = serializeError(error, `${service}.${method}`);
      port.postMessage({ answer: call, error: serialized, worked: worked() } satisfies AnswerMessage);
    }
  };
  port.on('message', (message: CallMessage) => void answer(message));
  return event => port.postMessage({ event } satisfies EventMessage);
}

export interface Remote {
  call(service: string, method: string, args: unknown[]): Promise<unknown>;
  /** Rejects every unanswered call, and every later one. */
  abandon(error: Error): void;
}

interface Pending {
  method: string;
  began: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface RemoteOptions {
  errors?: ErrorClasses;
  onEvent?(event: unknown): void;
  slow?: SlowCalls;
}

/** The other side of `serve`: a call is sent as a message and its promise settles with the answer. */
export function remote(port: Port, { errors = [], onEvent, slow }: RemoteOptions): Remote {
  const pending = new Map<number, Pending>();
  let calls = 0;
  let gone: Error | null = null;
  port.on('message', (message: AnswerMessage | EventMessage) => {
    if ('event' in message) return onEvent?.(message.event);
    const waiting = pending.get(message.answer);
    if (!waiting) return;
    pending.delete(message.answer);
    slow?.took(waiting.method, performance.now() - waiting.began, { workedMs: Math.round(message.worked) });
    if (message.error) waiting.reject(reviveError(message.error, errors));
    else waiting.resolve(message.value);
  });
  return {
    call: (service, method, args) =>
      new Promise<unknown>((resolve, reject) => {
        if (gone) return reject(gone);
        const call = ++calls;
        port.postMessage({ call, service, method, args } satisfies CallMessage);
        pending.set(call, { method: `${service}.${method}`, began: performance.now(), resolve, reject });
      }),
    abandon(error) {
      gone = error;
      for (const waiting of pending.values()) waiting.reject(error);
      pending.clear();
    },
  };
}

/** An object whose methods are all calls. */
export function callable<T>(call: (method: string, args: unknown[]) => Promise<unknown>): Callable<T> {
  const api = new Proxy(
    {},
    {
      // `then` must stay undefined, otherwise awaiting the proxy would call it
      get: (_, method) =>
        typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => call(method, args) : undefined,
    },
  );
  return api as Callable<T>;
}
