// Keeping the cache in step with the fund: a snapshot when there is none, then every change, one account at once when a person waits.
import type { ChangeEffect, CacheFile, CacheWriter } from '../../ports/cache-writer.ts';
import type { SyncEvent } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import { CursorTooOld, FundUnreachable, type FundSource } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import { BackOff } from '../../base/back-off.ts';
import { followOnce } from './follow.ts';
import { Stopping, takeSnapshot } from './snapshot.ts';
import { Mutex } from '../../base/mutex.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';

export interface SyncDeps {
  fund: FundSource;
  writer: CacheWriter;
  clock: Clock;
  log: Log;
  pollMs: number;
  emit(event: SyncEvent): void;
}

/** How soon what is committed but held back is asked for again: nobody tells when it may be read. */
const heldBackMs = 500;

export class SyncService {
  readonly #deps: SyncDeps;
  readonly #pause: WakeableDelay;
  // a fetch and what is made of it are one turn: an older answer never overwrites a newer one
  readonly #mutex = new Mutex();
  readonly #backOff = new BackOff({ firstMs: 1000, longestMs: 60_000 });
  #stopping = false;
  #opened = false;
  #renew = false;
  #offline = false;
  #listening: { close(): Promise<void> } | null = null;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      let wait = this.#deps.pollMs;
      try {
        const { heldBack } = await this.#round();
        if (heldBack) wait = Math.min(wait, heldBackMs);
        this.#backOff.reset();
      } catch (error) {
        wait = this.#trouble(error);
      }
      if (!this.#stopping) await this.#pause.wait(wait);
    }
    await this.#listening?.close().catch(() => undefined);
  }

  stop(): void {
    this.#stopping = true;
    this.#pause.wake();
  }

  async #round(): Promise<{ heldBack: boolean }> {
    const { writer, emit } = this.#deps;
    if (!this.#opened) {
      const file = await writer.open();
      this.#opened = true;
      if (file) emit({ type: 'swapped' });
    }
    if (!writer.active() || this.#renew) await this.#snapshot();
    await this.#listen();
    const followed = await this.#follow();
    if (this.#offline) emit({ type: 'online' });
    this.#offline = false;
    return followed;
  }

  async #snapshot(): Promise<void> {
    const { fund, writer, clock, log, emit } = this.#deps;
    const began = clock.monotonic();
    let saidAt = -Infinity;
    log.info('snapshot.begun', { renewal: this.#renew });
    emit({ type: 'progress', fraction: 0 });
    const asOf = await takeSnapshot({
      fund,
      writer,
      stopping: () => this.#stopping,
      onProgress: fraction => {
        if (clock.monotonic() - saidAt < 100) return;
        saidAt = clock.monotonic();
        emit({ type: 'progress', fraction });
      },
    });
    this.#renew = false;
    log.info('snapshot.whole', { seconds: Math.round(clock.monotonic() - began) / 1000 });
    emit({ type: 'swapped' });
    emit({ type: 'fresh', asOf });
  }

  async #listen(): Promise<void> {
    if (this.#listening) return;
    this.#listening = await this.#deps.fund.listen(
      () => this.#pause.wake(),
      error => {
        this.#deps.log.warn('listen.lost', { why: error.message });
        this.#listening = null;
        this.#pause.wake();
      },
    );
  }

  async #follow(): Promise<{ heldBack: boolean }> {
    const { fund, writer, emit } = this.#deps;
    let heldBack = false;
    for (let asOf: string | null = null; asOf === null && !this.#stopping;) {
      const file = writer.active();
      if (!file) {
        this.#pause.wake();
        break;
      }
      const done = await this.#mutex.run(() => this.#guarded(file, () => followOnce(fund, file)));
      this.#tell(done.effect);
      ({ asOf, heldBack } = done);
      if (asOf !== null) emit({ type: 'fresh', asOf });
    }
    return { heldBack };
  }

  /** Work on the serving file; when it shows damage the file is set aside, and the next round makes a new one. */
  async #guarded<T>(file: CacheFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#deps.writer.isDamage(error) && this.#deps.writer.active() === file) {
        this.#deps.writer.setAside((error as Error).message);
        this.#pause.wake();
      }
      throw error;
    }
  }

  #tell({ accounts, addresses }: ChangeEffect): void {
    if (accounts.length > 0) this.#deps.emit({ type: 'accountsChanged', accounts });
    if (addresses) this.#deps.emit({ type: 'addressesChanged' });
  }

  /** What to do after a failed round: milliseconds to wait. */
  #trouble(error: unknown): number {
    const { log, emit } = this.#deps;
    if (error instanceof Stopping) return 0;
    if (error instanceof CursorTooOld) {
      log.warn('changes.tooOld', { why: error.message });
      // the first time at once; a fund that says so of a fresh snapshot is asked with pauses
      const again = this.#renew;
      this.#renew = true;
      return again ? this.#backOff.next() : 0;
    }
    if (error instanceof FundUnreachable) log.warn('fund.unreachable', { why: error.message });
    else log.error('sync.failed', error);
    if (!this.#offline) emit({ type: 'offline', reason: (error as Error).message });
    this.#offline = true;
    return this.#backOff.next();
  }

  /** See SyncControl. While the fund is known to be away the answer is an immediate false, and it is tried again soon. */
  async refreshAccount(account: number, timeoutMs: number): Promise<boolean> {
    const { fund, writer, clock, log } = this.#deps;
    if (this.#offline) {
      this.#pause.wake();
      return false;
    }
    const late = new AbortController();
    const work = this.#mutex.run(async () => {
      if (!writer.active() || late.signal.aborted) return false;
      const news = await fund.accountNews(account, late.signal);
      const file = writer.active();
      if (!file || late.signal.aborted) return false;
      this.#tell(await this.#guarded(file, async () => file.applyAccount(account, news)));
      return true;
    });
    return new Promise<boolean>(resolve => {
      const cancel = clock.after(timeoutMs, () => {
        late.abort();
        resolve(false);
      });
      work.then(resolve, (error: unknown) => {
        if (!late.signal.aborted) log.warn('account.notRefreshed', { why: (error as Error).message });
        resolve(false);
      });
      void work.catch(() => undefined).then(cancel);
    });
  }

  /** A reader found the serving file damaged. */
  async rebuild(why: string): Promise<void> {
    await this.#mutex.run(async () => this.#deps.writer.setAside(why));
    this.#pause.wake();
  }
}
