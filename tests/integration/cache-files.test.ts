// What becomes of a local file that cannot be used: a cache is made anew, an outbox is never thrown away, each trouble has its own name.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxMigrations } from '../../migrations/outbox/index.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { DamagedFile, FromTheFuture, WrongKey } from '../../src-main/adapters/sqlite/errors.ts';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import {
  findShadow,
  markShadow,
  moveAside,
  readPointer,
  removeDatabase,
} from '../../src-main/adapters/sqlite/files.ts';
import { fingerprint } from '../../src-main/adapters/sqlite/keys.ts';
import { refuseNewer } from '../../src-main/adapters/outbox/migrate.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { CacheNotReady } from '../../src-main/ports/cache.ts';
import type { FundDatabase } from '../support/postgres.ts';
import { makeOldCache } from '../support/old-cache.ts';
import {
  eventually,
  folder,
  keysOf,
  listeningLog,
  region,
  removeFolder,
  startTerminal,
  type Terminal,
} from './sync-support.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await region();
});
afterAll(() => fund.drop());

let dataDir: string;
const running: Terminal[] = [];
beforeEach(() => {
  dataDir = folder();
});
afterEach(async () => {
  for (const terminal of running.splice(0)) await terminal.stop();
  removeFolder(dataDir);
});
const start = async () => {
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  running.push(terminal);
  return terminal;
};
const stop = async (terminal: Terminal) => {
  running.splice(running.indexOf(terminal), 1);
  await terminal.stop();
};

/** A terminal that has copied the fund and holds something unsent, then stopped. */
async function usedTerminal(): Promise<{ file: string; terminalId: string }> {
  const terminal = await start();
  await terminal.until('fresh');
  const terminalId = await terminal.store.terminalStore.terminalId();
  await stop(terminal);
  const store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
  await store.terminalStore.setLimit('account', '5', { failures: 3, lockedUntil: null, locks: 0, lastFailureAt: null });
  await store.close();
  return { file: readPointer(dataDir)?.file ?? '', terminalId };
}

/** Noise over a stretch of a file. */
function spoil(name: string, from: number, bytes: number): void {
  const file = openSync(join(dataDir, name), 'r+');
  writeSync(file, Buffer.alloc(bytes, 0x5a), 0, bytes, from);
  closeSync(file);
}

const asides = () => readdirSync(dataDir).filter(name => /damaged-[^-]*$/.test(name));

async function expectWorking(terminal: Terminal, terminalId: string): Promise<void> {
  const [view] = await terminal.store.cache.accountsByNumber('220753');
  expect((await terminal.store.cache.balances(view?.id ?? 0)).length).toBeGreaterThan(36);
  expect(await terminal.store.terminalStore.terminalId()).toBe(terminalId);
  expect((await terminal.store.terminalStore.limit('account', '5')).failures).toBe(3);
}

describe('a cache that cannot be used', () => {
  it('damaged at its head, it is moved aside and made anew; the outbox is as it was', async () => {
    const { file, terminalId } = await usedTerminal();
    spoil(file, 0, 4096);
    const terminal = await start();
    await terminal.until('fresh');
    expect((await terminal.until('rebuilt')).why).toContain('повреждён');
    expect(readPointer(dataDir)?.file).not.toBe(file);
    expect(asides()).toEqual([expect.stringMatching(`^${file}`)]);
    await expectWorking(terminal, terminalId);
  });

  it('damaged deep inside, the read that meets it sets the same going', async () => {
    const { file, terminalId } = await usedTerminal();
    const size = statSync(join(dataDir, file)).size;
    const terminal = await start();
    await terminal.until('fresh');
    // under the running program: everything behind the schema
    spoil(file, 64 * 4096, size - 64 * 4096);
    const mark = terminal.events.length;
    let met: unknown = null;
    for (let id = 1; id < 200 && !met; id++)
      await terminal.store.cache.balances(id).catch((error: unknown) => (met = error));
    expect(met).toBeInstanceOf(CacheNotReady);
    await terminal.until('rebuilt', mark);
    await terminal.until('fresh', mark);
    await expectWorking(terminal, terminalId);
  });

  it('its key lost, it is made anew under a new key', async () => {
    const { file, terminalId } = await usedTerminal();
    const keys = JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8')) as Record<string, string>;
    delete keys['cache-key'];
    writeFileSync(join(dataDir, 'demo-keys.json'), JSON.stringify(keys));
    const terminal = await start();
    await terminal.until('fresh');
    expect((await terminal.until('rebuilt')).why).toContain('Ключ');
    expect(asides()).toEqual([expect.stringMatching(`^${file}`)]);
    await expectWorking(terminal, terminalId);
  });

  it.each([
    ['of another digest', (file: string, key: string) => changeDigest(file, key)],
    ['made by a program before the digest', (file: string, key: string) => replaceByOldCache(file, key)],
  ])('%s, it serves nobody, stays until the new one is whole, and is no damage', async (_, make) => {
    const { file, terminalId } = await usedTerminal();
    const { cache: key } = await keysOf(dataDir);
    const old = make(file, key);
    // without a fund nothing replaces it, and nothing of it is shown
    const lonely = await startTerminal(dataDir, 'postgres://nobody@127.0.0.1:1/none');
    running.push(lonely);
    await lonely.until('trouble');
    expect(await lonely.store.cache.meta()).toEqual({ ready: false, asOf: null });
    await expect(lonely.store.cache.operator()).rejects.toBeInstanceOf(CacheNotReady);
    expect(lonely.log.said).toContainEqual({ level: 'info', event: 'cache.otherSchema', details: { file: old } });
    expect(lonely.events.map(event => event.type)).not.toContain('swapped');
    await stop(lonely);
    expect(readPointer(dataDir)?.file).toBe(old);

    const terminal = await start();
    await terminal.until('fresh');
    await expectWorking(terminal, terminalId);
    await eventually(() => !existsSync(join(dataDir, old)));
    expect(terminal.events.map(event => event.type)).not.toContain('rebuilt');
    expect(asides()).toEqual([]);
  });

  it('a shadow of another digest is thrown away, not resumed', async () => {
    const { cache: key } = await keysOf(dataDir);
    const writer = () =>
      new SqliteCacheWriter({ dataDir, key, onSetAside: () => undefined, onOtherSchema: () => undefined });
    const [first, second, third] = [writer(), writer(), writer()];
    first.open();
    first.shadow().begin({ cursor: { xid: '7', seq: '0' }, asOf: '2026-11-01T00:00:00.000Z', totalRows: 1 });
    first.close();
    expect(second.shadow().started()?.cursor.xid).toBe('7');
    second.close();
    changeDigest('cache-1.db', key);
    expect(third.shadow().started()).toBeNull();
    third.close();
    expect(readdirSync(dataDir).filter(name => /^cache-\d+\.db$/.test(name))).toEqual(['cache-1.db']);
  });

  it('of those moved aside two are kept', () => {
    for (let n = 1; n <= 4; n++) {
      writeFileSync(join(dataDir, `cache-${n}.db`), `${n}`);
      writeFileSync(join(dataDir, `cache-${n}.db-wal`), '');
      moveAside(dataDir, `cache-${n}.db`, 2);
    }
    expect(asides().map(name => name.slice(0, 7))).toEqual(['cache-3', 'cache-4']);
    expect(readdirSync(dataDir).length).toBe(4);
  });

  it('a shadow that lost power before it was flushed is not resumed', () => {
    const madeWith = fingerprint('00'.repeat(32));
    writeFileSync(join(dataDir, 'cache-1.db'), '');
    markShadow(dataDir, 'cache-1.db', madeWith, false);
    expect(findShadow(dataDir, madeWith)).toBe('cache-1.db');
    const marker = join(dataDir, 'cache-1.db.building');
    const mark = JSON.parse(readFileSync(marker, 'utf8')) as object;
    writeFileSync(marker, JSON.stringify({ ...mark, boot: 'the run before the power went' }));
    expect(findShadow(dataDir, madeWith)).toBeNull();
    writeFileSync(marker, JSON.stringify({ ...mark, boot: 'the run before the power went', flushed: true }));
    expect(findShadow(dataDir, madeWith)).toBe('cache-1.db');
    expect(findShadow(dataDir, fingerprint('11'.repeat(32)))).toBeNull();
  });
});

describe('an outbox that cannot be used', () => {
  const lost = async () => {
    const log = listeningLog();
    const store = await openStore({ dataDir, keys: await keysOf(dataDir), log });
    const id = await store.terminalStore.terminalId();
    await store.close();
    return { id, said: log.said.filter(line => line.event === 'outbox.lost') };
  };
  const first = async () => {
    const { id, said } = await lost();
    expect(said).toEqual([]);
    return id;
  };

  it('from a newer program, it is left alone and the program does not start on it', async () => {
    const id = await first();
    await fromTheFuture();
    await expect(lost()).rejects.toBeInstanceOf(FromTheFuture);
    expect(asides()).toEqual([]);
    const { outbox } = await keysOf(dataDir);
    const db = openDatabase(join(dataDir, 'outbox.db'), outbox);
    expect(db.prepare(`select value from meta where key = 'terminal_id'`).pluck().get()).toBe(id);
    db.close();
  });
});

describe('troubles have names', () => {
  it('a wrong key is not a damaged file, and neither is a newer program’s', () => {
    const path = join(dataDir, 'some.db');
    const key = 'ab'.repeat(32);
    const db = openDatabase(path, key);
    db.exec(
      `create table migrations (id integer primary key, name text); insert into migrations (name) values ('Later2')`,
    );
    expect(() => refuseNewer(db, outboxMigrations)).toThrow(FromTheFuture);
    db.close();
    const other = 'cd'.repeat(32);
    expect(() => openDatabase(path, other, { madeWith: fingerprint(key) })).toThrow(WrongKey);
    expect(() => openDatabase(path, other)).toThrow(DamagedFile);
    spoil('some.db', 0, 1024);
    expect(() => openDatabase(path, key, { madeWith: fingerprint(key) })).toThrow(DamagedFile);
  });

  it('a folder that cannot be written is a matter of rights: nothing is moved aside', async () => {
    const [good, bad] = [join(dataDir, 'good'), join(dataDir, 'bad')];
    const keys = { cache: '00'.repeat(32), outbox: '11'.repeat(32) };
    for (const made of [good, bad]) await (await openStore({ dataDir: made, keys, log: listeningLog() })).close();
    spoil('bad/outbox.db', 0, 4096);
    const before = [good, bad].map(each => readdirSync(each).toSorted());
    chmodSync(dataDir, 0o755);
    for (const locked of [good, bad]) {
      for (const name of readdirSync(locked)) chmodSync(join(locked, name), 0o444);
      chmodSync(locked, 0o555);
    }
    const module = new URL('../../src-main/threads/store-client.ts', import.meta.url).href;
    const script = `
      const { openStore } = await import('${module}');
      const log = { info() {}, warn() {}, error() {} };
      const keys = ${JSON.stringify(keys)};
      for (const dataDir of ${JSON.stringify([join(good, 'new'), good, bad])})
        await openStore({ dataDir, keys, log }).then(() => console.log('opened'), (error) => console.log(error.name));`;
    // root may write anywhere: here without that right, and still itself, for this checkout may lie where nobody else may look
    const node = [process.execPath, '--input-type=module', '-e', script];
    const [command = '', ...args] =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', ...node] : node;
    const ran = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
    expect(ran.stdout.trim().split('\n')).toEqual(['ReadOnlyFile', 'ReadOnlyFile', 'ReadOnlyFile']);
    expect([good, bad].map(each => readdirSync(each).toSorted())).toEqual(before);
    for (const locked of [good, bad]) chmodSync(locked, 0o755);
  });

  it('no word of an owner lies readable in any file of the folder', async () => {
    const { file } = await usedTerminal();
    expect([file, 'outbox.db'].map(name => statSync(join(dataDir, name)).mode & 0o077)).toEqual([0, 0]);
    expect(existsSync(join(dataDir, 'outbox.db'))).toBe(true);
    const readable = readdirSync(dataDir).filter(name => {
      const bytes = readFileSync(join(dataDir, name));
      return bytes.includes('Соколова') || bytes.includes('220753') || bytes.includes('SQLite format 3');
    });
    expect(readable).toEqual([]);
  });
});

/** As another version of the program would have left it. */
function changeDigest(file: string, key: string): string {
  const db = openDatabase(join(dataDir, file), key);
  db.prepare(`update meta set value = 'another' where key = 'digest'`).run();
  db.close();
  return file;
}

function replaceByOldCache(file: string, key: string): string {
  removeDatabase(dataDir, file);
  return makeOldCache(dataDir, key);
}

/** Lets the outbox carry a migration that this program does not know. */
async function fromTheFuture(): Promise<void> {
  const keys = await keysOf(dataDir);
  const db = openDatabase(join(dataDir, 'outbox.db'), keys.outbox);
  db.prepare('insert into migrations (timestamp, name) values (?, ?)').run(9_999_999_999_999, 'Later9999999999999');
  db.close();
}
