// Documents of a whole house or of the region from the desk: into a folder or onto a printer, one batch at a time, gone on with after a stop.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import {
  fail,
  failureSaid,
  nothingSaid,
  ok,
  said,
  type Batch,
  type Input,
  type Output,
  type Result,
  type Said,
} from '#contract';
import { formatHouse } from '../../domain/address.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentFiles } from '../../ports/document-files.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import type { Printing } from '../printing/index.ts';
import { byStaff } from './session.ts';
import type { OnShift, Shift } from './shift.ts';

export interface Batches {
  last(): Output<'staff.batch'>;
  start(input: Input<'staff.startBatch'>): Promise<Result<Batch>>;
  stop(): void;
  onChange(listener: (batch: Batch) => void): () => void;
  /** Resolves when nothing is being made. */
  idle(): Promise<void>;
}

export interface BatchDeps {
  cache: Pick<CacheReader, 'house' | 'houseAccounts' | 'regionAccounts'>;
  files: DocumentFiles;
  printing: Pick<Printing, 'print' | 'job'>;
  shift: Shift;
  audit: Audit;
  clock: Pick<Clock, 'today' | 'after'>;
  log: Log;
}

const perFile = 500;
const jobLookMs = 300;
/** Screens need no more of them a second. */
const tellEvery = 20;

/** Told to staff as it is. */
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

export function createBatches(deps: BatchDeps): Batches {
  const { cache, files, printing, shift, audit, clock, log } = deps;
  const listeners = new Set<(batch: Batch) => void>();
  /** accounts whose document went to a printer, by house and month, until all of them did */
  const printed = new Map<string, Set<number>>();
  let batch: Batch | null = null;
  let abort: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  function tell(change: Partial<Batch>): void {
    if (!batch) return;
    batch = { ...batch, ...change };
    for (const listener of listeners) listener(batch);
  }

  const pause = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));

  async function accountsOf(house: number | null): Promise<number[]> {
    if (house === null) return cache.regionAccounts();
    const found = await cache.houseAccounts(house);
    return found.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id).map(({ id }) => id);
  }

  async function intoFolder(of: Batch, signal: AbortSignal): Promise<void> {
    let calls = 0;
    const name = of.house === null ? `Регион ${of.period}` : `${of.period} дом ${of.house} ${of.title}`;
    const made = await files.make({
      period: of.period,
      format: 'a4',
      perFile,
      signal,
      what: of.house === null ? 'весь регион' : `дом ${of.house}`,
      accounts: () => accountsOf(of.house),
      out: files.place(name),
      onProgress: (progress, _path, documents) => {
        if (++calls % tellEvery === 0) tell({ progress, documents });
      },
    });
    tell({
      documents: made.documents,
      without: made.without,
      files: made.files.map(({ path }) => basename(path)),
    });
  }

  /** One document at a time, so that an empty tray stops the rest and not only the first. */
  async function ontoPrinter(of: Batch, shiftId: string, signal: AbortSignal): Promise<void> {
    const key = `${of.house} ${of.period}`;
    const done = printed.get(key) ?? new Set();
    printed.set(key, done);
    const all = await accountsOf(of.house);
    let without = 0;
    for (const [i, account] of all.entries()) {
      signal.throwIfAborted();
      if (!done.has(account)) {
        const job = randomUUID();
        const started = await printing.print(shiftId, account, of.period, job);
        if (!started.ok && started.error.code !== 'document.noPeriod') throw new Stopped(failureSaid(started.error));
        if (started.ok) {
          const { state, note } = await ended(shiftId, job, signal);
          // what went to the printer may lie in its tray: it is not printed again by itself
          done.add(account);
          if (state === 'failed') throw new Stopped(note);
        } else without++;
      }
      tell({ progress: (i + 1) / all.length, documents: done.size, without });
    }
    printed.delete(key);
  }

  async function ended(shiftId: string, job: string, signal: AbortSignal) {
    for (;;) {
      const found = await printing.job(shiftId, job);
      if (!found.ok) throw new Stopped(failureSaid(found.error));
      if (found.value.state === 'done' || found.value.state === 'failed') return found.value;
      await pause(jobLookMs);
      if (found.value.state === 'queued') signal.throwIfAborted();
    }
  }

  async function run(of: Batch, by: OnShift, shiftId: string, signal: AbortSignal): Promise<void> {
    const state = await (of.to === 'folder' ? intoFolder(of, signal) : ontoPrinter(of, shiftId, signal)).then(
      () => ({ state: 'done', progress: 1 }) as const,
      (error: unknown) => {
        if (signal.aborted) return { state: 'stopped', note: nothingSaid } as const;
        if (error instanceof Stopped) return { state: 'stopped', note: error.why } as const;
        log.error('batch failed', error);
        return { state: 'stopped', note: notWritten } as const;
      },
    );
    const documents = batch?.documents ?? 0;
    await audit
      .record('staff.batchEnded', null, { house: of.house ?? 0, period: of.period, documents }, byStaff(by))
      .catch((error: unknown) => log.error('audit not written', error));
    tell(state);
  }

  shift.onEvent(event => {
    // Files are finished as begun; paper comes out only under somebody's eyes, and nothing for whom the fund has shut out.
    if (event.type === 'ended' && (batch?.to === 'printer' || event.why === 'rightsChanged')) abort?.abort();
  });

  return {
    last: () => ({ batch, folder: files.folder, today: clock.today() }),
    async start({ house, period, to }) {
      const by = shift.staff();
      if (!by) return fail('staff.signInNeeded');
      if (house === null && (by.role !== 'admin' || to === 'printer')) return fail('staff.adminNeeded');
      if (batch?.state === 'running') return fail('staff.batchRunning');
      const shiftId = shift.id();
      const view = house === null ? null : await cache.house(house);
      if (house !== null && !view) return fail('lookup.addressNotFound');
      // another start came in while the house was looked up
      if ((batch as Batch | null)?.state === 'running') return fail('staff.batchRunning');
      const title = view ? formatHouse(view) : '';
      const begun: Batch = {
        house,
        title,
        period,
        to,
        state: 'running',
        progress: 0,
        documents: 0,
        without: 0,
        files: [],
        note: nothingSaid,
      };
      batch = begun;
      abort = new AbortController();
      const { signal } = abort;
      const details = { house: house ?? 0, period, to };
      running = audit.record('staff.batchBegun', null, details, byStaff(by)).then(
        () => run(begun, by, shiftId, signal),
        (error: unknown) => {
          log.error('audit not written', error);
          tell({ state: 'stopped' });
        },
      );
      return ok(begun);
    },
    stop: () => abort?.abort(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: () => running,
  };
}
