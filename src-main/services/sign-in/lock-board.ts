// Tells the fund which locks stand at this terminal and hears which of them staff have lifted elsewhere.
import { FundUnreachable } from '../../ports/fund.ts';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { OwnLocks } from './own-locks.ts';

const everyMs = 5_000;

export interface LockBoard {
  /** Now, and not only in its turn. */
  tell(): Promise<void>;
  stop(): void;
}

export function createLockBoard(deps: {
  own: OwnLocks;
  store: Pick<CabinetStore, 'transaction'>;
  clock: Pick<Clock, 'after'>;
  log: Pick<Log, 'error'>;
}): LockBoard {
  const { own, store, clock, log } = deps;
  /** The fund may have something of an earlier run. */
  let told = true;
  let stopped = false;
  let cancel = () => {};

  async function tell(): Promise<void> {
    const locks = await own.inForce();
    if (locks.length === 0 && !told) return;
    try {
      const lifted = await store.transaction(tx => tx.reportLocks(locks));
      told = locks.length > 0;
      for (const lock of lifted) await own.lift(lock);
    } catch (error) {
      if (!(error instanceof FundUnreachable)) throw error;
    }
  }

  function wait(): void {
    if (stopped) return;
    cancel = clock.after(everyMs, () => {
      void tell()
        .catch((error: unknown) => log.error('locks not told to the fund', error))
        .finally(wait);
    });
  }

  wait();
  return {
    tell,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
