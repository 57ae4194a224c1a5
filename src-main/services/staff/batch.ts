// Documents of a whole house or of the region from the desk: into a folder or onto a printer, one batch at a time, gone on with after a stop.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import {
  fail,
  failureSaid,
  nothingSaid,
  ok,
  said,
  isUnread,
  type Batch,
  type ErrorCode,
  type Handlers,
  type PrintJob,
  type Result,
  type Said,
  type Who,
} from '#contract';
import { formatHouse } from '../../domain/address.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import type { CacheReader } from '../../ports/cache.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentFiles } from '../../ports/document-files.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import type { Printing } from '../printing/index.ts';
import { Printed, type PrintedDeps } from './printed.ts';
import type { Shift } from './shift.ts';

export interface Batches {
  methods: Pick<Handlers, 'staff.batch' | 'staff.startBatch' | 'staff.startRegionBatch' | 'staff.stopBatch'>;
  stop(): void;
  onChange(listener: (batch: Batch) => void): () => void;
  /** Resolves when nothing is being made. */
  idle(): Promise<void>;
}

export interface BatchDeps extends PrintedDeps {
  cache: Pick<CacheReader, 'account' | 'house' | 'houseAccounts' | 'regionAccounts'>;
  files: DocumentFiles;
  printing: Pick<Printing, 'print' | 'job' | 'onChange'>;
  shift: Shift;
  audit: Audit;
  clock: Pick<Clock, 'today' | 'after'>;
  log: Log;
}

const perFile = 500;
const mostListed = 1000;
const jobLookMs = 300;
/** Screens need no more of them a second. */
const tellEvery = 20;

/** A batch stopped for a reason that staff are shown. */
class Stopped extends Error {
  readonly why: Said;
  constructor(why: Said) {
    super(why.ru);
    this.why = why;
  }
}

const notWritten = said(
  'Файлы записать не удалось. Проверьте место на диске и права на папку и начните ещё раз: готовое не пропадёт.',
  'The files could not be written. Check the disk’s space and the folder’s rights, and begin again: nothing done is lost.',
);

const nothingMade = {
  state: 'running',
  progress: 0,
  documents: 0,
  without: 0,
  unread: [],
  note: nothingSaid,
} satisfies Partial<Batch>;

async function accountsOf({ cache }: Pick<BatchDeps, 'cache'>, house: number | null): Promise<number[]> {
  if (house === null) return cache.regionAccounts();
  const found = await cache.houseAccounts(house);
  return found.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id).map(({ id }) => id);
}

/** How the batch ended, from what its work threw. */
function endOf(error: unknown, aborted: boolean, log: Log): Pick<Batch, 'state' | 'note'> {
  if (aborted) return { state: 'stopped', note: nothingSaid };
  if (error instanceof Stopped) return { state: 'stopped', note: error.why };
  log.error('batch failed', error);
  return { state: 'stopped', note: notWritten };
}

/** The person and the shift a batch was begun in, and what stops it. */
interface Run {
  who: Who;
  shift: string;
  signal: AbortSignal;
}

class BatchRunner implements Batches {
  readonly methods: Batches['methods'] = {
    'staff.batch': async () =>
      ok({ batch: this.#batch, folder: this.#deps.files.folder, today: this.#deps.clock.today() }),
    'staff.startBatch': ({ reason, ...what }, { who }) => this.#start(what, who, reason),
    'staff.startRegionBatch': ({ period }, { who }) => this.#start({ house: null, period, to: 'folder' }, who),
    'staff.stopBatch': async () => {
      this.stop();
      return ok({});
    },
  };
  readonly #deps: BatchDeps;
  readonly #changed = new Emitter<Batch>();
  #batch: Batch | null = null;
  #abort: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: BatchDeps) {
    this.#deps = deps;
    deps.shift.onEvent(event => {
      // At the shift's end files go on and printing stops; both stop when the person's rights were revoked.
      if (event.type === 'ended' && (this.#batch?.to === 'printer' || event.why === 'rightsChanged')) this.stop();
    });
  }

  stop(): void {
    this.#abort?.abort();
  }

  onChange(listener: (batch: Batch) => void): () => void {
    return this.#changed.on(listener);
  }

  idle(): Promise<void> {
    return this.#running;
  }

  #isRunning(): boolean {
    return this.#batch?.state === 'running';
  }

  async #start(
    { house, period, to }: Pick<Batch, 'house' | 'period' | 'to'>,
    who: Who,
    reason = '',
  ): Promise<Result<Batch>> {
    const { shift, cache, audit, log } = this.#deps;
    if (this.#isRunning()) return fail('staff.batchRunning');
    const shiftId = shift.id();
    const view = house === null ? null : await cache.house(house);
    if (house !== null && !view) return fail('lookup.addressNotFound');
    // another start came in while the house was looked up
    if (this.#isRunning()) return fail('staff.batchRunning');
    const begun: Batch = { house, title: view ? formatHouse(view) : '', period, to, files: [], ...nothingMade };
    this.#batch = begun;
    this.#abort = new AbortController();
    const run = { who, shift: shiftId, signal: this.#abort.signal };
    const details = { house: house ?? 0, period, to };
    this.#running = audit.record({ action: 'staff.batchBegun', account: null, details, who, reason }).then(
      () => this.#run(begun, run),
      (error: unknown) => {
        log.error('audit not written', error);
        this.#tell({ state: 'stopped' });
      },
    );
    return ok(begun);
  }

  async #run(of: Batch, run: Run): Promise<void> {
    const { audit, log } = this.#deps;
    const end = await (of.to === 'folder' ? this.#intoFolder(of, run) : this.#ontoPrinter(of, run)).then(
      () => ({ state: 'done', progress: 1 }) as const,
      (error: unknown) => endOf(error, run.signal.aborted, log),
    );
    const details = { house: of.house ?? 0, period: of.period, documents: this.#batch?.documents ?? 0 };
    await audit
      .record({ action: 'staff.batchEnded', account: null, details, who: run.who })
      .catch((error: unknown) => log.error('audit not written', error));
    this.#tell(end);
  }

  #tell(change: Partial<Batch>): void {
    if (!this.#batch) return;
    this.#batch = { ...this.#batch, ...change };
    this.#changed.emit(this.#batch);
  }

  async #intoFolder(of: Batch, { signal }: Run): Promise<void> {
    const { files } = this.#deps;
    let calls = 0;
    const name = of.house === null ? `Регион ${of.period}` : `${of.period} дом ${of.house} ${of.title}`;
    const made = await files.make({
      period: of.period,
      format: 'a4',
      perFile,
      signal,
      what: of.house === null ? 'весь регион' : `дом ${of.house}`,
      accounts: () => accountsOf(this.#deps, of.house),
      out: files.place(name),
      day: this.#deps.clock.today(),
      onProgress: (progress, _path, documents) => {
        if (++calls % tellEvery === 0) this.#tell({ progress, documents });
      },
    });
    this.#tell({
      documents: made.documents,
      without: made.without,
      unread: await this.#numbersOf(made.unread),
      files: made.files.map(({ path }) => basename(path)),
    });
  }

  /** One document at a time, so that an empty tray stops the rest and not only the first. */
  async #ontoPrinter(of: Batch, run: Run): Promise<void> {
    const printed = await Printed.of(this.#deps, `${of.house} ${of.period}`);
    const all = await accountsOf(this.#deps, of.house);
    let without = 0;
    const unread: number[] = [];
    for (const [i, account] of all.entries()) {
      run.signal.throwIfAborted();
      const why = printed.has(account) ? null : await this.#printOne(account, of.period, run, printed);
      if (why === 'document.noPeriod') without++;
      else if (why !== null) unread.push(account);
      this.#tell({ progress: (i + 1) / all.length, documents: printed.size, without });
    }
    this.#tell({ unread: await this.#numbersOf(unread) });
    await printed.forget();
  }

  /** Numbers of accounts skipped, as many as staff can look into. */
  async #numbersOf(accounts: readonly number[]): Promise<string[]> {
    const views = await Promise.all(accounts.slice(0, mostListed).map(id => this.#deps.cache.account(id)));
    return views.flatMap(view => (view ? [view.number] : []));
  }

  /** Null when printed, else why the account has no document for the month. Throws Stopped when it could not be printed. */
  async #printOne(account: number, period: string, run: Run, printed: Printed): Promise<ErrorCode | null> {
    const job = randomUUID();
    const started = await this.#deps.printing.print(run.shift, run.who, account, period, job);
    if (!started.ok && (started.error.code === 'document.noPeriod' || isUnread(started.error)))
      return started.error.code;
    if (!started.ok) throw new Stopped(failureSaid(started.error));
    const { state, note } = await this.#ended(job, run);
    // what went to the printer may lie in its tray: it is not printed again by itself
    await printed.add(account);
    if (state === 'failed') throw new Stopped(note);
    return null;
  }

  /** Resolves at the job's next step, or soon: nobody is told of the jobs of a shift that is over. */
  #step(job: string): Promise<void> {
    const { printing, clock } = this.#deps;
    return new Promise(resolve => {
      const done = () => {
        cancel();
        stop();
        resolve();
      };
      const cancel = clock.after(jobLookMs, done);
      const stop = printing.onChange(change => {
        if (change.job.job === job) done();
      });
    });
  }

  async #ended(job: string, { shift, signal }: Run): Promise<PrintJob> {
    const { printing } = this.#deps;
    for (;;) {
      const found = await printing.job(shift, job);
      if (!found.ok) throw new Stopped(failureSaid(found.error));
      if (found.value.state === 'done' || found.value.state === 'failed') return found.value;
      await this.#step(job);
      if (found.value.state === 'queued') signal.throwIfAborted();
    }
  }
}

export const createBatches = (deps: BatchDeps): Batches => new BatchRunner(deps);
