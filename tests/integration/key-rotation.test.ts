// New keys for the terminal's files: what they hold is there under the new key, and a cut at any step costs nothing.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetOtherKeys, sealUnder } from '../../src-main/adapters/secrets/key-file.ts';
import { resolveSecrets } from '../../src-main/adapters/secrets/index.ts';
import { SqliteCacheWriter } from '../../src-main/adapters/cache/cache-writer.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { readPointer } from '../../src-main/adapters/sqlite/files.ts';
import { loadKeys, type FileKeys } from '../../src-main/adapters/sqlite/keys.ts';
import { rotateKey, settleRotation, type RotatedFile } from '../../src-main/adapters/sqlite/rotation.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { folder, listeningLog, removeFolder } from './sync-support.ts';

const steps = ['nextKeyKept', 'copied', 'rekeyed', 'switched', 'keyReplaced'] as const;

let dataDir: string;
let keyFile: string;
beforeEach(() => {
  dataDir = folder();
  keyFile = join(dataDir, 'key');
  writeFileSync(keyFile, 'ab'.repeat(32), { mode: 0o600 });
});
afterEach(() => removeFolder(dataDir));

/** As the program does at its start. */
async function start(from: string | null) {
  const secrets = await resolveSecrets({ dataDir, keyFile: from }, { demo: from === null });
  await settleRotation({ dataDir, secrets });
  return { secrets, keys: await loadKeys(secrets, dataDir) };
}

/** Opens the outbox and tells the terminal's id in it; the log must tell of no loss. */
async function terminalId(keys: FileKeys): Promise<string> {
  const log = listeningLog();
  const store = await openStore({ dataDir, keys, log });
  const id = await store.terminalStore.terminalId();
  await store.close();
  expect(log.said.filter(({ event }) => event === 'outbox.lost')).toEqual([]);
  return id;
}

/** An empty cache that serves. */
function makeCache(keys: FileKeys): void {
  const set: string[] = [];
  const writer = new SqliteCacheWriter({
    dataDir,
    key: keys.cache,
    onSetAside: why => set.push(why),
    onOtherSchema: () => undefined,
  });
  writer.shadow();
  writer.swap();
  writer.close();
  expect(set).toEqual([]);
}

const cachePath = () => join(dataDir, readPointer(dataDir)?.file ?? 'none');
const opens = (path: string, key: string) => openDatabase(path, key, { mustExist: true }).close();

describe.each([
  ['a plain file', null],
  ['a key file', 'key'],
])('with keys in %s', (_where, kept) => {
  const from = () => (kept === null ? null : keyFile);

  it('the outbox and the cache go on under new keys, which the old ones do not open', async () => {
    const { keys, secrets } = await start(from());
    const id = await terminalId(keys);
    makeCache(keys);
    await rotateKey('outbox', { dataDir, secrets });
    await rotateKey('cache', { dataDir, secrets });
    const { keys: now } = await start(from());
    expect([now.outbox === keys.outbox, now.cache === keys.cache]).toEqual([false, false]);
    expect(await terminalId(now)).toBe(id);
    opens(cachePath(), now.cache);
    expect(() => opens(cachePath(), keys.cache)).toThrow();
    expect(() => opens(join(dataDir, 'outbox.db'), keys.outbox)).toThrow();
  });

  it.each(steps.flatMap(step => [['outbox', step] as const, ['cache', step] as const]))(
    'a cut of the %s’s rotation after «%s» loses nothing, and the next one is whole',
    async (of: RotatedFile, step) => {
      const { keys } = await start(from());
      const id = await terminalId(keys);
      makeCache(keys);
      const child = fileURLToPath(new URL('rotation-child.ts', import.meta.url));
      const { signal, stderr } = spawnSync(process.execPath, [child, dataDir, from() ?? '', of, step], {
        encoding: 'utf8',
      });
      expect([signal, stderr]).toEqual(['SIGKILL', '']);
      const { keys: after, secrets } = await start(from());
      expect(after[of] === keys[of]).toBe(step !== 'switched' && step !== 'keyReplaced');
      expect(await terminalId(after)).toBe(id);
      opens(cachePath(), after.cache);
      await rotateKey(of, { dataDir, secrets });
      const { keys: last } = await start(from());
      expect(last[of]).not.toBe(after[of]);
      expect(await terminalId(last)).toBe(id);
      opens(cachePath(), last.cache);
      expect(existsSync(join(dataDir, 'outbox.db.next'))).toBe(false);
    },
  );
});

it('while the program runs nothing is changed, and the words say what to do', async () => {
  const { keys, secrets } = await start(null);
  const store = await openStore({ dataDir, keys, log: listeningLog() });
  makeCache(keys);
  for (const each of ['outbox', 'cache'] as const)
    await expect(rotateKey(each, { dataDir, secrets })).rejects.toThrow('закройте её');
  expect(await store.terminalStore.terminalId()).toMatch(/^[0-9a-f-]{36}$/);
  await store.close();
  expect(await loadKeys(secrets, dataDir)).toEqual(keys);
});

it('a file that is not there yet has no key to change', async () => {
  const { secrets } = await start(null);
  await expect(rotateKey('cache', { dataDir, secrets })).rejects.toThrow('Файла ещё нет');
});

it('another key file may take the place at any moment once it is prepared; the old one then opens nothing', async () => {
  const { keys, secrets } = await start(keyFile);
  await secrets.set('smtp-password', 'почта');
  const id = await terminalId(keys);
  makeCache(keys);
  const newFile = join(dataDir, 'key.new');
  const stolen = join(dataDir, 'key.stolen');
  copyFileSync(keyFile, stolen);
  writeFileSync(newFile, 'cd'.repeat(32), { mode: 0o600 });
  sealUnder(keyFile, newFile, dataDir);
  expect((await start(keyFile)).keys).toEqual(keys);
  renameSync(newFile, keyFile);
  const moved = await start(keyFile);
  expect(moved.keys).toEqual(keys);
  expect(await moved.secrets.get('smtp-password')).toBe('почта');
  for (const each of ['outbox', 'cache'] as const) await rotateKey(each, { dataDir, secrets: moved.secrets });
  forgetOtherKeys(keyFile, dataDir);
  const thief = await resolveSecrets({ dataDir, keyFile: stolen }, { demo: false });
  expect(await thief.get('smtp-password')).toBeNull();
  expect(() => opens(cachePath(), keys.cache)).toThrow();
  const { keys: last, secrets: held } = await start(keyFile);
  expect(await held.get('smtp-password')).toBe('почта');
  expect(await terminalId(last)).toBe(id);
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain(last.outbox);
});
