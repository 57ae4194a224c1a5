// How often an account was got wrong at all terminals, as the fund knows from their audit logs; asked for before it is needed.
import type { Clock } from '../../ports/clock.ts';

/** So many in a day are more than an owner's own slips at a terminal or two. */
const failuresToNumber = 6;
/** What was said is good for so long: the fund hears of a failure some seconds later anyway. */
const freshMs = 10_000;
const kept = 500;

export interface Elsewhere {
  /** False too while the fund does not say so in time: then the terminal's own limits hold alone. */
  isGuessedAt(account: number): Promise<boolean>;
}

interface Said {
  at: number;
  is: boolean;
  /** the fund has answered, or had its time */
  known: Promise<void>;
}

export function createElsewhere(deps: {
  failedProofs(account: number): Promise<number>;
  clock: Pick<Clock, 'monotonic' | 'after'>;
  refresh: { limitMs: number };
}): Elsewhere {
  const { failedProofs, clock, refresh } = deps;
  const said = new Map<number, Said>();

  function ask(account: number): Said {
    const one: Said = { at: clock.monotonic(), is: false, known: Promise.resolve() };
    one.known = new Promise(resolve => {
      const cancel = clock.after(refresh.limitMs, resolve);
      void failedProofs(account)
        .then(failures => void (one.is = failures >= failuresToNumber))
        .catch(() => said.delete(account))
        .finally(() => {
          cancel();
          resolve();
        });
    });
    if (said.size >= kept) said.clear();
    said.set(account, one);
    return one;
  }

  return {
    async isGuessedAt(account) {
      const before = said.get(account);
      const one = before && clock.monotonic() - before.at < freshMs ? before : ask(account);
      await one.known;
      return one.is;
    },
  };
}
