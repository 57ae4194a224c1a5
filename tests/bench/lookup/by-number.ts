// An account by its number: our store thread as the program asks it, LIKE '%…%', and TypeORM's find and findOne with relations, on one file.
import { systemClock } from '../../../src-main/adapters/clock/system-clock.ts';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { openStore } from '../../../src-main/threads/store-client.ts';
import { createLookup } from '../../../src-main/services/lookup/index.ts';
import { dice } from '../measure/random.ts';
import { race } from '../measure/race.ts';
import type { Section } from '../measure/report.ts';
import { timingSection } from '../measure/sections.ts';
import { likePeer } from '../peers/like.ts';
import { openPeerThread } from '../peers/open-peer-thread.ts';
import { openTypeOrm } from '../peers/typeorm.ts';
import { inThreadReader } from '../region/in-thread.ts';
import { ACCOUNTS, benchLog, type Region } from '../region/region.ts';

const ASKED = 200;

export async function byNumber(region: Region): Promise<Section[]> {
  const { dataDir, keys, file } = region;
  const store = await openStore({ dataDir, keys, log: benchLog });
  const lookup = createLookup({ cache: store.cache, clock: systemClock('Europe/Moscow') });
  const peers = await openPeerThread({ file, key: keys.cache, layout: 'cache' });
  const here = inThreadReader(region);
  const typeorm = await openTypeOrm({ file, key: keys.cache, layout: 'cache' });
  const db = openDatabase(file, keys.cache, { readonly: true, mustExist: true });
  const like = likePeer(db);
  const numbers = db.prepare('select number_norm from account order by id').pluck().all() as string[];
  const asked = dice(7).some(numbers, ASKED);
  const known = new Set(numbers);
  const unknown = asked.map(number => `${number}9`).filter(number => !known.has(number));

  const threads = (items: readonly string[]) =>
    race(
      [
        { name: 'ours: accountsByNumber', run: number => store.cache.accountsByNumber(number) },
        { name: 'ours: lookup.byNumber, whole call', run: number => lookup.methods['lookup.byNumber']({ number }) },
        { name: `SQL LIKE '%…%'`, run: number => peers.api.likeByNumber(number) },
        { name: 'TypeORM find', run: number => peers.api.byNumber(number) },
        { name: 'TypeORM findOne', run: number => peers.api.oneByNumber(number) },
      ],
      items,
    );
  try {
    for (const number of asked.slice(0, 20)) await agree(number, here, like, typeorm);
    return [
      timingSection(`An account of ${ACCOUNTS} by its number, through a worker thread`, await threads(asked)),
      timingSection(
        'The same in the calling thread',
        await race(
          [
            { name: 'ours: accountsByNumber', run: number => here.accountsByNumber(number) },
            { name: `SQL LIKE '%…%'`, run: number => like.byNumber(number) },
            { name: 'TypeORM find', run: number => typeorm.byNumber(number) },
            { name: 'TypeORM findOne', run: number => typeorm.oneByNumber(number) },
          ],
          asked,
        ),
        'TypeORM is given our index by normalised number; LIKE can use none.',
      ),
      timingSection('A number that no account has, through a worker thread', await threads(unknown)),
    ];
  } finally {
    await peers.end();
    await typeorm.close();
    here.close();
    db.close();
    await store.close();
  }
}

/** What is timed must be one answer got in several ways. */
async function agree(
  number: string,
  ours: ReturnType<typeof inThreadReader>,
  like: ReturnType<typeof likePeer>,
  typeorm: Awaited<ReturnType<typeof openTypeOrm>>,
): Promise<void> {
  const found = (await ours.accountsByNumber(number)).map(({ id }) => id);
  const peers = (await typeorm.byNumber(number)).map(row => (row as { id: number }).id);
  if (
    found.length === 0 ||
    String(found) !== String(peers.toSorted((a, b) => a - b)) ||
    like.byNumber(number).length < found.length
  )
    throw new Error(`Account ${number}: ours ${found}, TypeORM ${peers}; nothing is timed.`);
}
