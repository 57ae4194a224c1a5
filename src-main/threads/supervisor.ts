// Supervises a worker thread: restarts it with growing pauses when it dies, and rejects calls to a dead thread.
import { Worker } from 'node:worker_threads';
import type { Log } from '../ports/log.ts';
import { callable, remote, reviveError, type Callable } from './rpc.ts';
import type { ErrorClasses, Remote, SerializedError } from './rpc.ts';
import { SlowCalls } from './slow-calls.ts';

/** The called thread stopped before it answered; it is being restarted. */
export class ThreadStopped extends Error {
  override name = 'ThreadStopped';
}

/** The message by which a thread reports that it serves calls, or why it cannot. */
export type Ready = { ready: true } | { ready: false; error: SerializedError };

const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** uptime after which the counter of restarts is reset */
const steadyMs = 60_000;

/**
 * Of each thread: without limits V8 lets young objects gather, and a thread that copies millions of rows keeps hundreds of MB for good. What is
 * old there are some thousands of rows and texts at a time, of a region of any size.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };
const limitsOfJobs = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 256 };

export interface WorkerOptions {
  name: string;
  url: URL;
  workerData: unknown;
  log: Log;
  /** error classes that this thread's methods keep */
  errors: ErrorClasses;
  onEvent(event: unknown): void;
  /** its calls are whole jobs: none is slow, and much is made and thrown away in them */
  jobs?: true;
}

/** The URL of a sibling module: `.ts` when the calling module runs as TypeScript, `.js` when it was compiled. */
export const siblingModule = (path: string, importMetaUrl: string): URL =>
  new URL(path + (importMetaUrl.endsWith('.ts') ? '.ts' : '.js'), importMetaUrl);

/** A supervised thread; `S` maps names to services. */
export interface WorkerHandle<S> {
  /** The methods of a service. Calls made during a restart wait for the new thread. */
  service<K extends keyof S & string>(name: K): Callable<S[K]>;
  /** Ends the thread for good. Calls afterwards reject with ThreadStopped. */
  end(): Promise<void>;
}

/** Starts the thread and resolves when it is ready. Rejects with the thread's own error when the first start fails. */
export async function superviseWorker<S>(options: WorkerOptions): Promise<WorkerHandle<S>> {
  const supervisor = new Supervisor(options);
  await supervisor.begin();
  return {
    service: <K extends keyof S & string>(name: K) =>
      callable<S[K]>((method, args) => supervisor.call(name, method, args)),
    end: () => supervisor.end(),
  };
}

class Supervisor {
  readonly #options: WorkerOptions;
  readonly #slow: SlowCalls;
  #worker: Worker | null = null;
  /** the serving thread, or the one being started */
  #current: Promise<Remote>;
  #ended = false;
  #deaths = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#slow = new SlowCalls({ log: options.log, thread: options.name });
    this.#current = this.#start();
  }

  async begin(): Promise<void> {
    await this.#current;
  }

  async call(service: string, method: string, args: unknown[]): Promise<unknown> {
    if (this.#ended) throw this.#stopped();
    const thread = await this.#current;
    return thread.call(service, method, args);
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#pause);
    await this.#worker?.terminate();
  }

  #stopped(): ThreadStopped {
    return new ThreadStopped(`The ${this.#options.name} thread stopped before it answered.`);
  }

  #start(): Promise<Remote> {
    const { name, url, workerData, log, errors, onEvent, jobs } = this.#options;
    return new Promise<Remote>((resolve, reject) => {
      const started = performance.now();
      // some flags of the process are not allowed for a thread
      const worker = (this.#worker = new Worker(url, {
        workerData,
        name,
        execArgv: [],
        resourceLimits: jobs ? limitsOfJobs : resourceLimits,
      }));
      let served = false;
      const thread = remote(worker, {
        errors,
        ...(jobs ? {} : { slow: this.#slow }),
        onEvent(event) {
          if (!isReady(event)) return onEvent(event);
          served = event.ready;
          if (event.ready) return resolve(thread);
          reject(reviveError(event.error, errors));
          void worker.terminate();
        },
      });
      worker.on('error', (error: Error) => {
        log.error('thread.failed', error, { thread: name });
        reject(error);
      });
      worker.on('exit', code => {
        thread.abandon(this.#stopped());
        reject(this.#stopped());
        if (this.#ended || !served) return;
        if (performance.now() - started > steadyMs) this.#deaths = 0;
        log.warn('thread.died', { thread: name, code, deaths: this.#deaths + 1 });
        this.#restart();
      });
    });
  }

  #restart(): void {
    const wait = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#deaths++);
    this.#current = new Promise<void>(resolve => (this.#pause = setTimeout(resolve, wait))).then(() => {
      if (this.#ended) throw this.#stopped();
      return this.#start();
    });
    this.#current.catch((error: unknown) => {
      if (this.#ended) return;
      this.#options.log.error('thread.restartFailed', error, { thread: this.#options.name });
      this.#restart();
    });
  }
}

const isReady = (event: unknown): event is Ready => typeof event === 'object' && event !== null && 'ready' in event;
