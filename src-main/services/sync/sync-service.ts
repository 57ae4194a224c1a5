// Keeping the cache in step with the fund: a snapshot when there is none, then every change, one account at once when a person waits.
//
//               ┌────────────── a snapshot was swapped in ──────────┐
//               ▼                                                   │
//   opening ─► following ── the file was set aside ──► copying ─────┤
//      │           └─────── the cursor is too old ───► renewing ────┘
//      └─────────────────── no file can serve ───────► copying
//
// These are the steps. A round (one turn of the loop in `run`) begins at the step it finds and goes on to the changes. When a round fails,
// the state is `retrying` with the step to begin at, until a whole round succeeds. A cursor that is too old is no failure: the step becomes
// `renewing`, also from `copying`. While other terminals copy, a round that would copy waits, and follows if it can. `stopped` can follow any
// state and is never left.
import { randomUUID } from 'node:crypto';
import type { ChangeEffect, CacheFile, CacheWriter, Fetched } from '../../ports/cache-writer.ts';
import type { Accepted, AcceptanceLimits, Held } from '../../ports/acceptance.ts';
import type { SyncEvent, Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  type ChangeCursor,
  CursorTooOld,
  FundUnreadable,
  NoTurn,
  type CopyRules,
  type FundSource,
  type Subscription,
} from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Reconciled } from '../../ports/reconcile.ts';
import { BackOff } from '../../base/back-off.ts';
import { acceptedOf, coveredBy, examineCopy, FundNotAccepted, isStillHeld } from './acceptance.ts';
import { Beside } from './beside.ts';
import { Checks } from './checks.ts';
import { TurnToCopy } from './copy-turn.ts';
import { Reconciler } from './reconcile.ts';
import { Ahead, followOnce, type Followed } from './follow.ts';
import { Stopping, takeSnapshot } from './snapshot.ts';
import { accept, settle, StretchGate } from './stretch.ts';
import { troubleKind } from './trouble.ts';
import { Mutex } from '../../base/mutex.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';

export interface SyncDeps {
  fund: FundSource;
  writer: CacheWriter;
  clock: Clock;
  log: Log;
  pollMs: number;
  limits: AcceptanceLimits;
  copies: CopyRules;
  emit(event: SyncEvent): void;
}

/** `copying`: no file serves, a snapshot is taken. `renewing`: a file serves, but the change log no longer reaches back to it. */
type Step = 'opening' | 'copying' | 'renewing' | 'following';

type State =
  | { is: Step }
  /** the last round failed */
  | { is: 'retrying'; step: Step; trouble: Trouble }
  | { is: 'stopped' };

/** Milliseconds. Where nothing tells of changes, a standby for one, they are asked for so often. */
const unheardMs = 5_000;

export class SyncService {
  readonly #deps: SyncDeps;
  readonly #pause: WakeableDelay;
  // a fetch is stored before the next one begins: an older answer never overwrites a newer one
  readonly #mutex = new Mutex();
  readonly #checks: Checks;
  readonly #turn: TurnToCopy;
  #saidWaiting = false;
  readonly #backOff = new BackOff({ firstMs: 1000, longestMs: 60_000 });
  /**
   * Changes that are committed but held back are asked for again: no notification tells when they may be read. One transaction may hold them
   * back for an hour, and all terminals ask.
   */
  readonly #heldBackOff = new BackOff({ firstMs: 1000, longestMs: 5000 });
  #state: State = { is: 'opening' };
  #subscription: Subscription | null = null;
  readonly #gate: StretchGate;
  readonly #ahead = new Ahead();
  readonly #beside: Beside;
  readonly #reconciler: Reconciler;
  /** of a copy that is held: its counts take the place of what serves */
  #accepted: Accepted | null = null;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
    this.#gate = new StretchGate(deps);
    this.#turn = new TurnToCopy(deps);
    this.#checks = new Checks({ ...deps, step: work => this.#mutex.run(async () => work()) });
    const mend = (file: CacheFile, fetch: () => Promise<Fetched[]>) =>
      this.#mutex.run(() => this.#guarded(file, () => this.#mend(file, fetch)));
    this.#beside = new Beside({ ...deps, pause: this.#pause, active: () => deps.writer.active(), mend });
    this.#reconciler = new Reconciler({
      ...deps,
      file: () => (this.#state.is === 'following' ? deps.writer.active() : null),
      mend,
      copyAnew: () => this.#copyAnew(),
      told: (entity, rows, accounts) => deps.emit({ type: 'mended', entity, rows, accounts }),
    });
  }

  /** Null while all is well. */
  trouble(): Trouble | null {
    return this.#state.is === 'retrying' ? this.#state.trouble : null;
  }

  #held(): Held | null {
    return this.trouble()?.held ?? null;
  }

  /** The step a round is at or goes on with; null when stopped. */
  #step(): Step | null {
    if (this.#state.is === 'stopped') return null;
    return this.#state.is === 'retrying' ? this.#state.step : this.#state.is;
  }

  #goTo(step: Step): void {
    if (this.#state.is === 'retrying') this.#state = { ...this.#state, step };
    else if (this.#state.is !== 'stopped') this.#state = { is: step };
  }

  #isStopped(): boolean {
    return this.#state.is === 'stopped';
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    await Promise.all([this.#followAll(), this.#reconciler.run()]);
  }

  async #followAll(): Promise<void> {
    while (!this.#isStopped()) {
      let wait = this.#deps.pollMs;
      try {
        await this.#takeAcceptance();
        const { heldBack, advanced } = await this.#round();
        if (this.#step() !== 'following') wait = Math.min(wait, this.#turn.wait());
        if (!heldBack || advanced) this.#heldBackOff.reset();
        if (this.#subscription?.hears === false) wait = Math.min(wait, unheardMs);
        if (heldBack) wait = Math.min(wait, this.#heldBackOff.next());
        this.#backOff.reset();
        await this.#check();
      } catch (error) {
        wait = this.#failed(error);
      }
      if (!this.#isStopped()) await this.#pause.wait(wait);
    }
    await this.#subscription?.close().catch(() => undefined);
  }

  stop(): void {
    this.#state = { is: 'stopped' };
    this.#pause.wake();
    this.#reconciler.stop();
  }

  /** See SyncControl. */
  reconcile(): Promise<Reconciled> {
    return this.#reconciler.now();
  }

  /** What the heartbeat tells of the copy: where it stands, and how the last whole comparison with the fund went. */
  facts(): Record<string, unknown> {
    const file = this.#deps.writer.active();
    return { cursor: file?.cursor() ?? null, setAside: file?.quarantined() ?? 0, reconciled: this.#reconciler.last() };
  }

  /** A log that had lines is found older by itself; without any, only what the terminal sent shows it. */
  fundRestored(): void {
    if (this.#step() === 'following' && !this.#deps.writer.active()?.cursor().seen) this.#copyAnew();
  }

  async #mend(file: CacheFile, fetch: () => Promise<Fetched[]>): Promise<ChangeEffect> {
    const fetched = await fetch();
    if (this.#deps.writer.active() !== file) return { accounts: [], addresses: false };
    const memory = this.#gate.examineRows(file, fetched);
    // rows that were read ahead are older
    this.#ahead.forget();
    const effect = file.apply(fetched, file.cursor(), memory);
    this.#tell(effect);
    this.#checks.changed();
    return effect;
  }

  /** The file that serves goes on until a whole copy is accepted. */
  #copyAnew(): void {
    this.#goTo('renewing');
    this.#pause.wake();
  }

  async #round(): Promise<Pick<Followed, 'heldBack' | 'advanced'>> {
    const { writer, emit } = this.#deps;
    if (this.#step() === 'opening') {
      const file = writer.open();
      this.#goTo(file ? 'following' : 'copying');
      if (file) emit({ type: 'swapped', asOf: file.asOf() });
    }
    // the file may have been set aside since the last round
    if (this.#step() === 'following' && !writer.active()) this.#goTo('copying');
    const waits = this.#step() !== 'following' && !(await this.#snapshot());
    const followed = waits ? await this.#followIfItCan() : await this.#subscribeAndFollow();
    if (this.#state.is === 'retrying') {
      emit({ type: 'online' });
      this.#state = { is: this.#state.step };
    }
    return followed;
  }

  async #subscribeAndFollow(): Promise<Pick<Followed, 'heldBack' | 'advanced'>> {
    await this.#subscribe();
    return this.#follow();
  }

  /** While a copy waits. */
  async #followIfItCan(): Promise<Pick<Followed, 'heldBack' | 'advanced'>> {
    try {
      if (this.#deps.writer.active()) return await this.#subscribeAndFollow();
    } catch (error) {
      // that is why a copy is to be made
      if (!(error instanceof CursorTooOld)) throw error;
      this.#beside.begin(error.now);
      await this.#beside.catchUp();
    }
    return { heldBack: false, advanced: false };
  }

  /** False while it is not this terminal's turn. */
  async #snapshot(): Promise<boolean> {
    try {
      await this.#copy();
      return true;
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      if (!this.#saidWaiting) {
        this.#deps.log.info('snapshot.waits');
        this.#deps.emit({ type: 'waiting' });
      }
      this.#saidWaiting = true;
      return false;
    }
  }

  #copy(): Promise<void> {
    const isStopped = () => this.#isStopped();
    return this.#beside.during(begun => this.#takeCopy(begun), isStopped);
  }

  async #takeCopy(onBegun: (from: ChangeCursor) => void): Promise<void> {
    const { fund, writer, clock, log, emit } = this.#deps;
    let began = clock.monotonic();
    let saidAt = -Infinity;
    const begun = () => {
      log.info('snapshot.begun', { renewal: this.#step() === 'renewing' });
      emit({ type: 'progress', fraction: 0 });
    };
    if (!this.#saidWaiting) begun();
    const asOf = await takeSnapshot({
      fund,
      writer,
      open: async words => {
        const snapshot = await this.#turn.open(writer.active() === null, words);
        began = clock.monotonic();
        if (this.#saidWaiting) begun();
        this.#saidWaiting = false;
        onBegun(writer.shadow().started()?.cursor ?? snapshot.cursor);
        return snapshot;
      },
      examine: copy => examineCopy(copy, writer.active(), this.#accepted, this.#deps.limits, clock.now()),
      stopping: () => this.#isStopped(),
      onProgress: fraction => {
        if (clock.monotonic() - saidAt < 100) return;
        saidAt = clock.monotonic();
        emit({ type: 'progress', fraction });
      },
    });
    this.#goTo('following');
    this.#accepted = null;
    this.#gate.forget();
    log.info('snapshot.whole', { seconds: Math.round(clock.monotonic() - began) / 1000 });
    emit({ type: 'swapped', asOf });
    emit({ type: 'fresh', asOf });
  }

  /** While data is held each round looks through all of it, so only the pause between rounds decides when. */
  #wake(): void {
    if (!this.#held()) this.#pause.wake();
  }

  async #subscribe(): Promise<void> {
    if (this.#subscription) return;
    this.#subscription = await this.#deps.fund.listen(
      () => this.#wake(),
      error => {
        this.#deps.log.warn('listen.lost', { why: error.message });
        this.#subscription = null;
        this.#pause.wake();
      },
    );
  }

  async #follow(): Promise<Pick<Followed, 'heldBack' | 'advanced'>> {
    const { fund, writer, clock, emit } = this.#deps;
    const reached = { heldBack: false, advanced: false };
    for (let asOf: string | null = null; asOf === null && !this.#isStopped();) {
      const file = writer.active();
      if (!file) {
        this.#pause.wake();
        break;
      }
      const done = await this.#mutex.run(() =>
        this.#guarded(file, () => followOnce(fund, file, this.#gate, this.#ahead)),
      );
      if (done.longStretch) await this.#guarded(file, () => this.#gate.lookThrough(file, () => this.#isStopped()));
      this.#tell(done.effect);
      if (done.moved) this.#checks.changed();
      asOf = done.asOf;
      reached.heldBack = done.heldBack;
      reached.advanced ||= done.advanced;
      if (asOf === null) continue;
      settle(file, clock.now());
      emit({ type: 'fresh', asOf, ...(done.heldBack && { heldBack: true }) });
    }
    return reached;
  }

  async #check(): Promise<void> {
    const file = this.#deps.writer.active();
    if (file) await this.#checks.run(file, () => this.#isStopped() || this.#deps.writer.active() !== file);
  }

  /** Work on the serving file; when it shows damage the file is set aside, and the next round makes a new one. */
  async #guarded<T>(file: CacheFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#deps.writer.isDamage(error) && this.#deps.writer.active() === file) {
        this.#setAside((error as Error).message);
      }
      throw error;
    }
  }

  /** The copy that served before serves again if there is one, and is followed from its own place in the log. */
  #setAside(why: string): void {
    const { writer, emit } = this.#deps;
    writer.setAside(why);
    this.#gate.forget();
    this.#ahead.forget();
    const file = writer.active();
    if (file) emit({ type: 'swapped', asOf: file.asOf() });
    this.#pause.wake();
  }

  #tell({ accounts, addresses }: ChangeEffect): void {
    if (accounts.length > 0) this.#deps.emit({ type: 'accountsChanged', accounts });
    if (addresses) this.#deps.emit({ type: 'addressesChanged' });
  }

  /** Sets the state after a failed round and returns the milliseconds to wait. */
  #failed(error: unknown): number {
    const { clock, log, emit } = this.#deps;
    if (error instanceof Stopping) return 0;
    if (error instanceof CursorTooOld) {
      log.warn('changes.tooOld', { why: error.message });
      this.#beside.begin(error.now);
      // the first time at once; a fund that says so of a fresh snapshot is asked with pauses
      const again = this.#step() === 'renewing';
      this.#goTo('renewing');
      return again ? this.#backOff.next() : 0;
    }
    const kind = troubleKind(error);
    if (kind === 'fault' || kind === 'unreadable') log.error('sync.failed', error, { kind });
    else
      log.warn(kind === 'unreachable' ? 'fund.unreachable' : 'sync.trouble', { kind, why: (error as Error).message });
    if (kind === 'diskFull') this.#makeRoom();
    const step = this.#step();
    if (!step) return 0;
    const before = this.trouble();
    const held = error instanceof FundNotAccepted ? this.#heldAs(error) : null;
    const since = before?.kind === kind ? before.since : clock.now();
    const trouble: Trouble = { kind, reason: (error as Error).message, since, held };
    if (before?.kind !== kind || before.held?.id !== held?.id) emit({ type: 'trouble', trouble });
    this.#state = { is: 'retrying', step, trouble };
    return this.#backOff.next();
  }

  /** What serves and what waits for the fund need room as well, and more than the copy before or one that does not fit. */
  #makeRoom(): void {
    const { writer, log } = this.#deps;
    if (writer.giveUpBefore()) log.warn('cache.beforeGivenUp');
    else writer.discardShadow();
  }

  /** What is refused now; the record of before when it is still that. */
  #heldAs({ what, refusals }: FundNotAccepted): Held {
    const before = this.#held();
    if (before && isStillHeld(before, { what, refusals }, this.#deps.limits)) return before;
    return { id: randomUUID(), what, refusals, since: this.#deps.clock.now() };
  }

  /** See SyncControl. */
  async accept(id: string): Promise<boolean> {
    return this.#mutex.run(async () => {
      const held = this.#held();
      if (held?.id !== id) return false;
      this.#apply(held, acceptedOf(held.refusals));
      this.#pause.wake();
      return true;
    });
  }

  #apply({ what }: Held, accepted: Accepted): void {
    const { writer, clock, log, limits } = this.#deps;
    const file = writer.active();
    if (what === 'copy') this.#accepted = accepted;
    else if (file) accept(file, accepted, clock.now(), limits);
    this.#gate.acceptanceCame();
    log.info('sync.accepted', { what, accepted });
  }

  /** What is held may have been accepted at another terminal, or by the fund's own administrator. */
  async #takeAcceptance(): Promise<void> {
    const held = this.#held();
    if (!held) return;
    const known = await this.#deps.fund.acceptedData().catch((error: unknown) => {
      // the fund goes on without what keeps acceptances: then each terminal has its own
      if (!(error instanceof FundUnreadable)) throw error;
      this.#deps.log.warn('acceptances.notRead', { why: error.message });
      return [];
    });
    await this.#mutex.run(async () => {
      const accepted =
        this.#held() === held
          ? coveredBy(
              held.refusals,
              known.map(({ counts }) => counts),
            )
          : null;
      if (accepted) this.#apply(held, accepted);
    });
  }

  /** See SyncControl. In trouble it answers false at once, and the next round begins now unless data is held. */
  async refreshAccount(account: number, timeoutMs: number): Promise<boolean> {
    const { fund, writer, clock, log } = this.#deps;
    if (this.#state.is === 'retrying') {
      this.#wake();
      return false;
    }
    const late = new AbortController();
    const work = this.#mutex.run(async () => {
      if (!writer.active() || late.signal.aborted) return false;
      const news = await fund.accountSnapshot(account, late.signal);
      const file = writer.active();
      if (!file || late.signal.aborted) return false;
      // rows of this account that were read ahead are older
      this.#ahead.forget();
      const effect = await this.#guarded(file, async () => file.applyAccount(account, news));
      this.#tell(effect);
      if (effect.accounts.length > 0) this.#checks.changed();
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

  /** Called when a reader found the serving file damaged. */
  async rebuild(why: string): Promise<void> {
    await this.#mutex.run(async () => this.#setAside(why));
  }
}
