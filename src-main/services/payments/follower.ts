// Follows attempts to the acquirer's last word: often while somebody waits, ever more rarely when nobody does, across restarts.
import { AcquirerAway, AcquirerRefused, type Acquirer, type AcquirerPayment } from '../../ports/acquirer.ts';
import type { AttemptChange, StoredAttempt } from '../../ports/attempts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { BackOff } from '../../base/back-off.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';
import { afterAnswer, afterMissing, afterRefusal, afterSilence, isWaited } from './transitions.ts';

/** Milliseconds. */
export interface Pace {
  /** between two questions while the screen asks too */
  watchedMs: number;
  /** the screen is taken to be gone when it has not asked for so long */
  watchEndsMs: number;
  /** the longest pause when nobody waits, while it can still be paid */
  longestMs: number;
  /** the pause when its term is long over and the acquirer still has not said its last word */
  rareMs: number;
  /** how long after its term a payment the acquirer does not know of is still looked for */
  marginMs: number;
}

export const usualPace: Pace = {
  watchedMs: 2_000,
  watchEndsMs: 15_000,
  longestMs: 60_000,
  rareMs: 3_600_000,
  marginMs: 15 * 60_000,
};

/** How far around its writing down an attempt's payment is looked for. */
const usualSeconds = 15 * 60;
const widestSeconds = 26 * 3600;

export interface FollowerDeps {
  acquirer: Acquirer;
  load(id: string): Promise<StoredAttempt | null>;
  /** Stores a change with its audit event; null when the attempt has moved on meanwhile. */
  store(attempt: StoredAttempt, change: AttemptChange): Promise<StoredAttempt | null>;
  /** the account's printed number */
  accountNumber(account: number): Promise<string>;
  clock: Clock;
  log: Log;
  pace: Pace;
}

interface Followed {
  pause: WakeableDelay;
  watchedAt: number;
  /** written down in this process and not yet asked of the acquirer */
  fresh: boolean;
  /** the acquirer was told that nobody waits */
  released: boolean;
  firstAnswer: Promise<void>;
}

export class Follower {
  readonly #deps: FollowerDeps;
  readonly #followed = new Map<string, Followed>();
  readonly #work = new Set<Promise<void>>();
  readonly #stop = new AbortController();

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
  }

  /** Begins to follow unless it does. `fresh`: the acquirer was never asked for it. Resolves when the first question is answered. */
  follow(id: string, { fresh = false, watched = false } = {}): Promise<void> {
    const known = this.#followed.get(id);
    if (known) return known.firstAnswer;
    let answered: () => void = () => undefined;
    const followed: Followed = {
      pause: new WakeableDelay(this.#deps.clock),
      watchedAt: watched ? this.#deps.clock.monotonic() : -Infinity,
      fresh,
      released: false,
      firstAnswer: new Promise(resolve => (answered = resolve)),
    };
    this.#followed.set(id, followed);
    const work: Promise<void> = this.#run(id, followed, answered).finally(() => {
      this.#followed.delete(id);
      this.#work.delete(work);
      answered();
    });
    this.#work.add(work);
    return followed.firstAnswer;
  }

  /** Somebody looks at it: ask at once, then often. */
  watch(id: string): void {
    const followed = this.#followed.get(id);
    if (!followed) return void this.follow(id, { watched: true });
    const before = this.#isWatched(followed);
    followed.watchedAt = this.#deps.clock.monotonic();
    if (!before) followed.pause.wake();
  }

  /** Something changed: look again now. */
  wake(id: string): void {
    this.#followed.get(id)?.pause.wake();
  }

  /** Ends all following; what is not settled is taken up again at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const { pause } of this.#followed.values()) pause.wake();
    await Promise.all(this.#work);
  }

  #isWatched({ watchedAt }: Followed): boolean {
    return this.#deps.clock.monotonic() - watchedAt < this.#deps.pace.watchEndsMs;
  }

  async #run(id: string, followed: Followed, answered: () => void): Promise<void> {
    const { pace, log } = this.#deps;
    const backOff = new BackOff({ firstMs: pace.watchedMs, longestMs: pace.longestMs });
    while (!this.#stop.signal.aborted) {
      let heard = false;
      let late = false;
      try {
        const attempt = await this.#deps.load(id);
        if (!attempt || attempt.settled) return;
        if (attempt.acquirer !== this.#deps.acquirer.name) {
          log.error('payment of another acquirer', new Error(attempt.acquirer), { attempt: id });
          return;
        }
        late = this.#deps.clock.now() > this.#lastMoment(attempt);
        heard = await this.#step(attempt, followed);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        // a store that cannot write, a bug: the attempt stands as it was last written, and is tried again
        log.error('payment not followed', error, { attempt: id });
      }
      answered();
      const watched = this.#isWatched(followed);
      if (heard && watched) backOff.reset();
      const next = backOff.next();
      const wait = watched ? (heard ? pace.watchedMs : Math.min(next, 4 * pace.watchedMs)) : late ? pace.rareMs : next;
      if (!this.#stop.signal.aborted) await followed.pause.wait(wait);
    }
  }

  /** One question and what follows from it. True when the acquirer answered. */
  async #step(attempt: StoredAttempt, followed: Followed): Promise<boolean> {
    const { clock, log } = this.#deps;
    const first = followed.fresh;
    // written down here, given up before the acquirer ever heard of it
    if (first && !isWaited(attempt.state)) {
      await this.#change(attempt, afterRefusal(attempt));
      return true;
    }
    const asked = clock.now();
    try {
      const answer = await this.#ask(attempt, followed);
      if (answer && answer.amount !== attempt.amount) {
        log.error('acquirer names another sum', new Error(`${answer.amount} for ${attempt.amount}`), {
          attempt: attempt.id,
        });
        await this.#change(attempt, afterSilence(attempt, clock.now()));
        return false;
      }
      if (answer?.reason) log.info('payment ended', { attempt: attempt.id, reason: answer.reason });
      await this.#change(
        attempt,
        answer ? afterAnswer(attempt, answer, clock.now()) : afterMissing(attempt, asked, this.#lastMoment(attempt)),
      );
      return true;
    } catch (error) {
      if (error instanceof AcquirerRefused) {
        log.error('acquirer refused', error, { attempt: attempt.id });
        // a no to a repeated question says nothing of the first one
        await this.#change(attempt, first ? afterRefusal(attempt) : afterSilence(attempt, clock.now()));
        return true;
      }
      if (!(error instanceof AcquirerAway) || this.#stop.signal.aborted) throw error;
      log.warn('acquirer away', { attempt: attempt.id, why: error.message });
      await this.#change(attempt, afterSilence(attempt, clock.now()));
      return false;
    }
  }

  async #ask(attempt: StoredAttempt, followed: Followed): Promise<AcquirerPayment | null> {
    const { acquirer, clock } = this.#deps;
    const { signal } = this.#stop;
    if (attempt.acquirerId !== null) {
      if (attempt.state !== 'cancelled' || followed.released) return acquirer.status(attempt.acquirerId, signal);
      followed.released = true;
      return acquirer.cancel(attempt.acquirerId, signal);
    }
    // either way: the clock may have been set meanwhile
    const age = Math.abs(Date.parse(clock.now()) - Date.parse(attempt.createdAt));
    // only while its key still stands for the same payment, and somebody is there to pay
    const mayCreate = isWaited(attempt.state) && age < Math.min(acquirer.keySeconds, acquirer.termSeconds) * 1000;
    if (!mayCreate || !(followed.fresh || this.#isWatched(followed))) {
      // what ends the search is a search over all that any clock could mean
      const around = clock.now() > this.#lastMoment(attempt) ? widestSeconds : usualSeconds;
      return acquirer.find(attempt.id, attempt.createdAt, around, signal);
    }
    const accountNumber = await this.#deps.accountNumber(attempt.account);
    followed.fresh = false;
    return acquirer.create({ key: attempt.id, amount: attempt.amount, accountNumber }, signal);
  }

  #lastMoment({ createdAt }: StoredAttempt): string {
    const { acquirer, pace } = this.#deps;
    return new Date(Date.parse(createdAt) + acquirer.termSeconds * 1000 + pace.marginMs).toISOString();
  }

  async #change(attempt: StoredAttempt, change: AttemptChange | null): Promise<void> {
    if (change) await this.#deps.store(attempt, change);
  }
}
