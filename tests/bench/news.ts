// A payment made in the fund's database until it is on the open statement: by the change log, and by the one-account refresh of opening it.
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postPayment } from '../../scripts/demo/index.ts';
import type { SyncControl } from '../../src-main/ports/cache.ts';
import { createStatement, type StatementService } from '../../src-main/services/statement/index.ts';
import { dice } from './measure/random.ts';
import { race, summary, withRatios } from './measure/race.ts';
import type { Report } from './measure/report.ts';
import { timingSection } from './measure/sections.ts';
import { ACCOUNTS, LAST_PERIOD, startSynced, withFund } from './region/region.ts';

const PAYMENTS = 40;
/** The statement is asked no longer than this for a payment that does not come. */
const PATIENCE_MS = 30_000;

export const run = (): Promise<Report> =>
  withFund(async ({ superuserUrl, url }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-bench-news-'));
    const { store, sync } = await startSynced(dataDir, url);
    try {
      const statement = createStatement({ cache: store.cache, clock: systemClock('Europe/Moscow') });
      const d = dice(11);
      const fromCommit: number[] = [];
      const fromCall: number[] = [];
      for (let i = 0; i < PAYMENTS; i++) {
        const payment = { account: 1 + d.below(ACCOUNTS - 1), amount: 10_000 + i, day: `${LAST_PERIOD}-28` };
        const seen = onStatement(sync, statement, payment);
        const called = performance.now();
        await postPayment(superuserUrl, payment);
        const committed = performance.now();
        fromCommit.push((await seen) - committed);
        fromCall.push((await seen) - called);
        // at odd moments of the sync's own rhythm
        await pause(d.below(400));
      }
      const refreshed = await race(
        [{ name: 'opening an account: its news from the fund', run: (id: number) => sync.refreshAccount(id, 700) }],
        Array.from({ length: 100 }, () => 1 + d.below(ACCOUNTS - 1)),
        { rounds: 2 },
      );
      return {
        sections: [
          timingSection(
            'A payment committed in the fund until statement.get shows it',
            withRatios([
              summary('from the end of the call that pays', fromCommit),
              summary('from its beginning: connecting and the transaction too', fromCall),
            ]),
            'The promise is 2 s. NOTIFY wakes the change log; below zero it was on the statement before the call had closed its connection.',
          ),
          timingSection('One account asked of the fund when it is opened (at most 700 ms)', refreshed),
        ],
      };
    } finally {
      await sync.stop();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

/** The moment the statement first shows the payment, asked again as the screen asks: when it is told that the account changed. */
function onStatement(
  sync: SyncControl,
  statement: StatementService,
  { account, amount }: { account: number; amount: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`Account ${account}: the payment never came.`)), PATIENCE_MS);
    const stop = sync.onEvent(event => {
      if (event.type !== 'accountsChanged' || !event.accounts.includes(account)) return;
      void statement.methods['statement.get']({ account }).then(found => {
        if (!found.ok || !found.value.today?.from?.payments.some(row => row.amount === amount)) return;
        clearTimeout(patience);
        stop();
        resolve(performance.now());
      }, reject);
    });
  });
}
