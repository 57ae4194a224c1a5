// Keeps a worker thread alive: starts it again with back-off when it dies, and lets no call to a dead one hang.
import { Worker } from 'node:worker_threads';
import type { Log } from '../ports/log.ts';
import { ThreadStopped } from '../adapters/sqlite/errors.ts';
import { remote, revive, type Callable, type Carried, type Remote } from './rpc.ts';

/** Said by a thread once it serves calls, or why it cannot begin. */
export type Birth = { born: true } | { born: false; error: Carried };

const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** a thread that lived so long is not blamed for the ones before it */
const steadyMs = 60_000;

export interface KeepOptions {
  name: string;
  /** module of the thread; with the extension of the module that asks, so it works before and after emit */
  url: URL;
  workerData: unknown;
  log: Log;
  onEvent: (event: unknown) => void;
  /** the thread was started anew after a death */
  onRestart?: () => void;
}

/** The URL of a sibling module, `.ts` when run by type stripping and `.js` when emitted. */
export const siblingModule = (path: string, importMetaUrl: string): URL =>
  new URL(path + (importMetaUrl.endsWith('.ts') ? '.ts' : '.js'), importMetaUrl);

export interface Kept<T> {
  /** Calls go to the living thread; during a restart they wait for it. */
  api: Callable<T>;
  /** Ends the thread for good. Calls afterwards reject with ThreadStopped. */
  end(): Promise<void>;
}

/** Starts the thread and resolves once it serves. Rejects with the thread's own error when it cannot begin at all. */
export async function keep<T>(options: KeepOptions): Promise<Kept<T>> {
  let ended = false;
  let worker: Worker | null = null;
  let current: Promise<Remote<T>>;
  let deaths = 0;
  let pause: NodeJS.Timeout | undefined;
  const stopped = () => new ThreadStopped(`The ${options.name} thread stopped before it answered.`);

  const start = () =>
    new Promise<Remote<T>>((resolve, reject) => {
      const started = performance.now();
      const thread = (worker = new Worker(options.url, {
        workerData: options.workerData,
        name: options.name,
        // the process's own flags may mean nothing to a thread
        execArgv: [],
      }));
      let born = false;
      const line = remote<T>(thread, event => {
        if (!isBirth(event)) return options.onEvent(event);
        born = event.born;
        if (event.born) resolve(line);
        else {
          reject(revive(event.error));
          void thread.terminate();
        }
      });
      thread.on('error', error => {
        options.log.error('thread.failed', error, { thread: options.name });
        // before it served, this is why it cannot begin
        reject(error);
      });
      thread.on('exit', code => {
        line.abandon(stopped());
        reject(stopped());
        if (ended || !born) return;
        if (performance.now() - started > steadyMs) deaths = 0;
        options.log.warn('thread.died', { thread: options.name, code, deaths: deaths + 1 });
        again();
      });
    });

  const again = () => {
    const wait = Math.min(longestPauseMs, firstPauseMs * 2 ** deaths++);
    current = new Promise<void>(resolve => (pause = setTimeout(resolve, wait))).then(() => {
      if (ended) throw stopped();
      return start();
    });
    current.then(
      () => options.onRestart?.(),
      (error: unknown) => {
        if (ended) return;
        options.log.error('thread.restartFailed', error, { thread: options.name });
        again();
      },
    );
  };

  current = start();
  await current;
  const api = new Proxy(
    {},
    {
      get: (_, method) =>
        typeof method === 'string' && method !== 'then'
          ? async (...args: unknown[]) => {
              if (ended) throw stopped();
              const { api: living } = await current;
              return (living as Record<string, (...given: unknown[]) => Promise<unknown>>)[method]?.(...args);
            }
          : undefined,
    },
  );
  return {
    api: api as Callable<T>,
    async end() {
      ended = true;
      clearTimeout(pause);
      await worker?.terminate();
    },
  };
}

const isBirth = (event: unknown): event is Birth => typeof event === 'object' && event !== null && 'born' in event;
