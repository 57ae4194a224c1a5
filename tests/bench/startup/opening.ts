// Opening the encrypted cache: our raw key, the passphrase that most SQLCipher programs use, and the store thread as the program starts it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { openStore } from '../../../src-main/threads/store-client.ts';
import { race } from '../measure/race.ts';
import type { Section } from '../measure/report.ts';
import { timingSection } from '../measure/sections.ts';
import { openTypeOrm } from '../peers/typeorm.ts';
import { benchLog, type Region } from '../region/region.ts';

export async function opening({ dataDir, keys, file }: Region): Promise<Section[]> {
  const withPassphrase = join(dataDir, 'passphrase.db');
  const open = () => {
    const db = new Database(withPassphrase);
    db.pragma(`cipher='sqlcipher'`);
    db.pragma(`key='a passphrase of a few words'`);
    return db;
  };
  rmSync(withPassphrase, { force: true });
  open().exec('create table t (id integer primary key) strict').close();
  const opened = await race(
    [
      {
        name: 'ours: raw key',
        run: () => openDatabase(file, keys.cache, { readonly: true, mustExist: true }).close(),
      },
      {
        name: 'passphrase (PBKDF2, 256 000 rounds)',
        run: () => {
          const db = open();
          db.prepare('select count(*) from sqlite_master').get();
          db.close();
        },
      },
      {
        name: 'TypeORM over a raw key',
        run: async () => (await openTypeOrm({ file, key: keys.cache, layout: 'cache' })).close(),
      },
    ],
    Array.from({ length: 5 }),
    { rounds: 4 },
  );
  const threads = await race(
    [
      {
        name: 'store thread: cache read and outbox open',
        run: async () => {
          const store = await openStore({ dataDir, keys, log: benchLog });
          await store.cache.meta();
          await store.close();
        },
      },
    ],
    Array.from({ length: 3 }),
    { rounds: 3 },
  );
  return [
    timingSection('Opening the cache of 20 000 accounts and reading its first page', opened),
    timingSection(
      'Starting the store thread',
      threads,
      'A thread reads its own modules; TypeORM is among them, for the outbox.',
    ),
  ];
}
