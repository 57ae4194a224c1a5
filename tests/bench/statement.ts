// An opened account's statement as its screens ask for it — the month, 36 months of history, payments — against TypeORM's find with relations.
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { addMonths } from '../../src-main/domain/period.ts';
import type { CacheReader } from '../../src-main/ports/cache.ts';
import { createStatement } from '../../src-main/services/statement/index.ts';
import { dice } from './measure/random.ts';
import { race } from './measure/race.ts';
import type { Report } from './measure/report.ts';
import { timingSection } from './measure/sections.ts';
import { openPeerThread } from './peers/open-peer-thread.ts';
import { openTypeOrm, type TypeOrmPeer } from './peers/typeorm.ts';
import { inThreadReader } from './region/in-thread.ts';
import { benchLog, benchRegion, LAST_PERIOD } from './region/region.ts';

const ASKED = 60;
const from = addMonths(LAST_PERIOD, -35);
const to = LAST_PERIOD;

/** The three calls of the three screens, one after the other as a person goes; a failure would be no statement to time. */
function ours(cache: CacheReader) {
  const service = createStatement({ cache, clock: systemClock('Europe/Moscow') });
  return async (account: number) => {
    const results = [
      await service.methods['statement.get']({ account }),
      await service.methods['statement.history']({ account, from, to }),
      await service.methods['statement.payments']({ account, from, to }),
    ] as const;
    const failed = results.find(result => !result.ok);
    if (failed) throw new Error(`Account ${account}: ${JSON.stringify(failed)}`);
    return results;
  };
}

export async function run(): Promise<Report> {
  const region = await benchRegion();
  const { dataDir, keys, file, peerFile } = region;
  const store = await openStore({ dataDir, keys, log: benchLog });
  const here = inThreadReader(region);
  const onOurs = { file, key: keys.cache, layout: 'cache' } as const;
  const onTheirs = { file: peerFile, key: keys.cache, layout: 'typeorm' } as const;
  const threads = [await openPeerThread(onOurs), await openPeerThread(onTheirs)] as const;
  const direct = [await openTypeOrm(onOurs), await openTypeOrm(onTheirs)] as const;
  const accounts = accountsToAsk(file, keys.cache);

  const ways = (cache: CacheReader, [same, own]: readonly [Peer, Peer]) => [
    { name: 'ours: get, history, payments', run: ours(cache) },
    { name: 'TypeORM, a find a table, its own tables', run: (id: number) => own.statement(id, from, to) },
    { name: 'TypeORM, a find a table, our file', run: (id: number) => same.statement(id, from, to) },
  ];
  try {
    for (const account of accounts.slice(0, 10)) await agree(account, ours(here), direct);
    return {
      sections: [
        timingSection(
          `A statement with 36 months and payments of ${ASKED} random accounts, through a worker thread`,
          await race(ways(store.cache, [threads[0].api, threads[1].api]), accounts),
        ),
        timingSection(
          'The same in the calling thread',
          await race(ways(here, direct), accounts),
          'Ours are the services’ finished screens, totals and chart in them, so balances and payments are read twice; TypeORM’s are the rows alone, read once.',
        ),
        timingSection(
          'One findOne that names every relation, in the calling thread',
          await race(
            [
              { name: 'ours: get, history, payments', run: ours(here) },
              { name: 'TypeORM, its own tables, a query a relation', run: id => direct[1].wholeAccount(id, 'query') },
              { name: 'TypeORM, its own tables, one join', run: id => direct[1].wholeAccount(id, 'join') },
            ],
            accounts.slice(0, 3),
            { rounds: 2, warmUp: 1 },
          ),
          'A join of months, lines and payments has a row for each combination of them.',
        ),
      ],
    };
  } finally {
    for (const thread of threads) await thread.end();
    for (const peer of direct) await peer.close();
    here.close();
    await store.close();
  }
}

type Peer = Pick<TypeOrmPeer, 'statement'>;

function accountsToAsk(file: string, key: string): number[] {
  const db = openDatabase(file, key, { readonly: true, mustExist: true });
  const months = `select account_id from period_balance where period between ? and ? group by account_id having count(*) = 36`;
  const all = db.prepare(months).pluck().all(from, to) as number[];
  db.close();
  return dice(36).some(all, ASKED);
}

/** What is timed must be one statement got in several ways: as many months, lines and payments, and the same sums. */
async function agree(account: number, get: ReturnType<typeof ours>, peers: readonly Peer[]): Promise<void> {
  const [, history, payments] = await get(account);
  if (!history.ok || !payments.ok) throw new Error(`Account ${account} has no statement.`);
  const total = (values: number[]) => `${values.length}: ${values.reduce((sum, value) => sum + value, 0)}`;
  const mine = [
    total(history.value.rows.map(row => row.closing)),
    total(history.value.rows.flatMap(row => row.lines ?? []).map(line => line.amount)),
    total(payments.value.rows.map(row => row.amount)),
  ];
  for (const peer of peers) {
    const rows = await peer.statement(account, from, to);
    const theirs = [
      total(rows.balances.map(row => row.closing)),
      total(rows.lines.map(row => row.amount)),
      total(rows.payments.map(row => row.amount)),
    ];
    if (String(mine) !== String(theirs)) throw new Error(`Account ${account}: ours ${mine}, TypeORM ${theirs}.`);
  }
}
