// A snapshot of the fund read and packed in a thread of its own, so that the sync thread only stores what comes.
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { EntityName } from '../ports/exchange.ts';
import {
  FundTimeLimit,
  FundUnreachable,
  FundUnreadable,
  NoTurn,
  type CopiedRows,
  type CopyTurn,
  type Snapshot,
  type SnapshotStart,
  type Words,
} from '../ports/fund.ts';
import { reviveError, type SerializedError } from './rpc.ts';
import { siblingModule } from './supervisor.ts';

export interface CopyThreadData {
  fund: { url: string; password?: string };
  applicationName: string;
}

/** `more`: a batch was stored, so that another one may be sent. */
export type CopyOrder =
  | { open: { turn: CopyTurn | undefined; words: Words | null } }
  | { copy: EntityName; after: readonly (string | number)[] | null }
  | { more: true }
  | { close: true };

export type CopyAnswer =
  { opened: SnapshotStart } | { batch: CopiedRows } | { finished: true } | { failed: SerializedError };

const errors = [FundTimeLimit, FundUnreachable, FundUnreadable, NoTurn];
/** A batch is packed in a few MB. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };
/** Milliseconds to say goodbye to the fund. */
const closeMs = 2_000;

/** Answers in the order they came; each can be waited for once. */
class Answers {
  readonly #came: CopyAnswer[] = [];
  #wanted: ((answer: CopyAnswer) => void) | null = null;

  push(answer: CopyAnswer): void {
    if (this.#wanted) this.#wanted(answer);
    else this.#came.push(answer);
    this.#wanted = null;
  }

  async next(): Promise<Exclude<CopyAnswer, { failed: unknown }>> {
    const answer = this.#came.shift() ?? (await new Promise<CopyAnswer>(resolve => (this.#wanted = resolve)));
    if ('failed' in answer) throw reviveError(answer.failed, errors);
    return answer;
  }
}

class CopyThread {
  readonly #answers = new Answers();
  readonly #worker: Worker;
  readonly #ended: Promise<void>;

  constructor(data: CopyThreadData) {
    const worker = (this.#worker = new Worker(siblingModule('./copy-thread', import.meta.url), {
      name: 'copy',
      workerData: data,
      execArgv: [],
      resourceLimits,
    }));
    const failed = (failed: SerializedError) => this.#answers.push({ failed });
    worker.on('message', (answer: CopyAnswer) => this.#answers.push(answer));
    worker.on('error', ({ name, message, stack }: Error) => failed({ name, message, stack }));
    this.#ended = new Promise<void>(resolve =>
      worker.on('exit', () => {
        failed({ name: 'Error', message: 'The copy thread stopped before the copy was whole.' });
        resolve();
      }),
    );
  }

  #tell(order: CopyOrder): void {
    this.#worker.postMessage(order);
  }

  async open(turn: CopyTurn | undefined, words: Words | null): Promise<Snapshot> {
    this.#tell({ open: { turn, words } });
    const opened = await this.#answers.next();
    if (!('opened' in opened)) throw new Error('The copy thread answered out of turn.');
    return {
      ...opened.opened,
      copy: (entity, after) => copy(this.#answers, order => this.#tell(order), entity, after ?? null),
      close: () => this.close(),
    };
  }

  async close(): Promise<void> {
    this.#tell({ close: true });
    await Promise.race([this.#ended, pause(closeMs, undefined, { ref: false })]);
    await this.#worker.terminate();
  }
}

/** Snapshots of the fund, each read in a thread of its own. */
export class CopyThreads {
  readonly #data: CopyThreadData;
  /** has a sign at the fund that it waits for its turn */
  #waiting: CopyThread | null = null;

  constructor(data: CopyThreadData) {
    this.#data = data;
  }

  /** See FundSource.snapshot; it rejects also when the thread ends by itself. */
  async open(turn: CopyTurn | undefined, words: Words | null): Promise<Snapshot> {
    const thread = this.#waiting ?? new CopyThread(this.#data);
    this.#waiting = null;
    try {
      return await thread.open(turn, words);
    } catch (error) {
      if (error instanceof NoTurn && turn?.urgent) this.#waiting = thread;
      else await thread.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#waiting?.close();
    this.#waiting = null;
  }
}

async function* copy<E extends EntityName>(
  answers: Answers,
  tell: (order: CopyOrder) => void,
  entity: E,
  after: readonly (string | number)[] | null,
): AsyncGenerator<CopiedRows<E>> {
  tell({ copy: entity, after });
  for (;;) {
    const answer = await answers.next();
    if (!('batch' in answer)) return;
    yield answer.batch as unknown as CopiedRows<E>;
    tell({ more: true });
  }
}
