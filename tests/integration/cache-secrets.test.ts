// Where keys are kept: a key file others cannot read, the demo's plain file, and one clear sentence when there is nowhere.
import { chmodSync, chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKeys } from '../../src-main/adapters/sqlite/keys.ts';
import { resolveSecrets } from '../../src-main/adapters/secrets/index.ts';
import { folder, removeFolder } from './sync-support.ts';

let dataDir: string;
let keyFile: string;
beforeEach(() => {
  dataDir = folder();
  keyFile = join(dataDir, 'key');
});
afterEach(() => removeFolder(dataDir));

const write = (text: string, mode: number) => {
  // an ordinary user cannot write over a file of mode 0400
  rmSync(keyFile, { force: true });
  writeFileSync(keyFile, text);
  chmodSync(keyFile, mode);
};
const resolved = () => resolveSecrets({ dataDir, keyFile }, { demo: false });
const master = 'ab'.repeat(32);

describe('a key file', () => {
  it('gives each data file its own key, the same at every start', async () => {
    write(`${master}\n`, 0o400);
    const keys = await loadKeys(await resolved(), dataDir);
    expect(await loadKeys(await resolved(), dataDir)).toEqual(keys);
    expect(new Set([keys.cache, keys.outbox, master]).size).toBe(3);
    write('cd'.repeat(32), 0o600);
    expect((await loadKeys(await resolved(), dataDir)).cache).not.toBe(keys.cache);
  });

  it('is refused when others can read it', async () => {
    for (const mode of [0o644, 0o604, 0o660, 0o777]) {
      write(master, mode);
      await expect(resolved(), mode.toString(8)).rejects.toThrow(/keyFile.*права 0400 или 0600/);
    }
  });

  it.runIf(process.getuid?.() === 0)('is refused when it belongs to somebody else', async () => {
    write(master, 0o400);
    chownSync(keyFile, 65534, 65534);
    await expect(resolved()).rejects.toThrow(/keyFile.*принадлежать root/);
  });

  it('is refused when it holds no key or is not there, in words that name the setting', async () => {
    for (const text of ['', 'пароль', master.slice(2), `${master}00`]) {
      write(text, 0o600);
      await expect(resolved(), text).rejects.toThrow(/keyFile.*64 шестнадцатеричные/);
    }
    await expect(resolveSecrets({ dataDir, keyFile: join(dataDir, 'none') }, { demo: false })).rejects.toThrow(
      /keyFile.*такого файла нет/,
    );
  });
});

describe('beside a key file', () => {
  it('a password is kept sealed: given back at the next start, unreadable in the file and under another key', async () => {
    write(master, 0o600);
    await (await resolved()).set('yookassa-secret', 'live_Тайна');
    await (await resolved()).set('smtp-password', 'почта');
    expect(await (await resolved()).get('yookassa-secret')).toBe('live_Тайна');
    const path = join(dataDir, 'secrets.json');
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('Тайна');
    expect(text).not.toContain(Buffer.from('live_Тайна').toString('base64').slice(0, 8));
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    // one secret cannot be put in the place of another
    const mail = Object.entries(JSON.parse(text) as Record<string, string>).find(([name]) => name.startsWith('smtp'));
    writeFileSync(path, JSON.stringify({ 'yookassa-secret': mail?.[1] }));
    expect(await (await resolved()).get('yookassa-secret')).toBeNull();
    writeFileSync(path, text);
    write('cd'.repeat(32), 0o600);
    expect(await (await resolved()).get('yookassa-secret')).toBeNull();
  });
});

describe('the demo', () => {
  it('keeps its keys in a file of its owner’s alone, and says what that is', async () => {
    const secrets = await resolveSecrets({ dataDir, keyFile: null }, { demo: true });
    const keys = await loadKeys(secrets, dataDir);
    expect(keys.cache).toMatch(/^[0-9a-f]{64}$/);
    expect(await loadKeys(await resolveSecrets({ dataDir, keyFile: null }, { demo: true }), dataDir)).toEqual(keys);
    expect(secrets.where).toMatch(/открытый файл .*только для демонстрации/);
    expect(statSync(join(dataDir, 'demo-keys.json')).mode & 0o777).toBe(0o600);
  });
});

describe('no demo, no key file', () => {
  it('is the system’s keychain, or one sentence that says what to do', async () => {
    const outcome = await resolveSecrets({ dataDir, keyFile: null }, { demo: false }).then(
      secrets => secrets.where,
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(
      /^системная связка ключей$|^На этой машине нет системной связки ключей:.*настройке keyFile/,
    );
  });
});
