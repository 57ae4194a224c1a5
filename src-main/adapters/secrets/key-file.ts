// Keys derived from one master key in a root-owned file, other secrets sealed under it: for machines without a keychain (settings, keyFile).
import { hkdfSync } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { SecretStore } from '../../ports/secrets.ts';
import { sealedFile } from './sealed-file.ts';

/**
 * Reads the file once. It must hold 64 hex digits, belong to root or to the program's user, and be closed to all others; a file of
 * root may be readable by its group, so that the program need not run as root. Throws with one sentence that names the fault.
 */
export function keyFileStore(path: string, dataDir: string): SecretStore {
  const { derived, sealed } = under(readMaster(path), dataDir);
  return {
    where: `файл ключа ${path}`,
    // the data files' keys are derived until they are made anew; a password cannot be derived
    get: async name => sealed.get(name) ?? (name.endsWith('-key') ? derived(name) : null),
    set: async (name, value) => sealed.set(name, value),
    remove: async name => sealed.remove(name),
  };
}

function under(master: Buffer, dataDir: string) {
  const bytes = (name: string) => Buffer.from(hkdfSync('sha256', master, 'kapremont', name, 32));
  return {
    derived: (name: string) => bytes(name).toString('hex'),
    sealed: sealedFile(dataDir, bytes('sealed secrets')),
  };
}

/**
 * Seals what the key file at `path` holds or gives under the one at `newPath` too, so that this one may be put in its place at any moment.
 * What the old one gives stays until the keys are made anew under the new one.
 */
export function sealUnder(path: string, newPath: string, dataDir: string): void {
  const { derived, sealed } = under(readMaster(path), dataDir);
  const to = under(readMaster(newPath), dataDir).sealed;
  for (const name of ['cache-key', 'outbox-key']) to.set(name, sealed.get(name) ?? derived(name));
  for (const name of sealed.names()) {
    const value = sealed.get(name);
    if (value !== null) to.set(name, value);
  }
}

/** Once the new key file is in its place: what was sealed under any other is of use to nobody but a thief. */
export const forgetOtherKeys = (path: string, dataDir: string): void =>
  under(readMaster(path), dataDir).sealed.forgetOthers();

function readMaster(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'такого файла нет' : code === 'EACCES' ? 'нет права на чтение' : String(code);
    throw new Error(`Файл ключа ${path} (настройка keyFile) не читается: ${why}.`, { cause: error });
  }
  try {
    if (process.platform !== 'win32') checkRights(path, fstatSync(file));
    const text = readFileSync(file, 'utf8').trim();
    if (!/^[0-9a-f]{64}$/i.test(text))
      throw new Error(`Файл ключа ${path} (настройка keyFile) должен содержать 64 шестнадцатеричные цифры.`);
    return Buffer.from(text, 'hex');
  } finally {
    closeSync(file);
  }
}

function checkRights(path: string, { mode, uid }: { mode: number; uid: number }): void {
  if (uid !== 0 && uid !== process.getuid?.())
    throw new Error(`Файл ключа ${path} (настройка keyFile) должен принадлежать root.`);
  // 0400 or 0600; a file of root may also be readable by its group
  const allowed = uid === 0 ? 0o640 : 0o600;
  if ((mode & 0o777 & ~allowed) !== 0)
    throw new Error(`Файл ключа ${path} (настройка keyFile) открыт посторонним: нужны права 0400 или 0600.`);
}
