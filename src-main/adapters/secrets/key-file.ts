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
  const master = readMaster(path);
  const derivedBytes = (name: string) => Buffer.from(hkdfSync('sha256', master, 'kapremont', name, 32));
  const sealed = sealedFile(dataDir, derivedBytes('sealed secrets'));
  return {
    where: `файл ключа ${path}`,
    // the data files' keys are derived from it; a password cannot be derived
    get: async name => (name.endsWith('-key') ? derivedBytes(name).toString('hex') : sealed.get(name)),
    async set(name, value) {
      if (name.endsWith('-key'))
        throw new Error(`Ключ «${name}» выводится из файла ключа ${path}, сохранить его нельзя.`);
      sealed.set(name, value);
    },
  };
}

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
