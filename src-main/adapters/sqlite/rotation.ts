// New keys for the cache and the outbox: a re-encrypted copy takes the file's place in one step, and a cut between any two steps loses nothing.
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../../ports/secrets.ts';
import { openDatabase, type Db } from './database.ts';
import { saysDamaged } from './errors.ts';
import {
  flushFile,
  flushFolder,
  nameShadow,
  outboxPath,
  point,
  readPointer,
  unmarkShadow,
  writeWhole,
} from './files.ts';
import { fingerprint, madeWithFile } from './keys.ts';

export type RotatedFile = 'cache' | 'outbox';

/** What has just been done; a test cuts the power after any of them. */
export type RotationStep = 'nextKeyKept' | 'copied' | 'rekeyed' | 'switched' | 'keyReplaced';

const keyName = (of: RotatedFile) => `${of}-key`;
/** Kept beside the key from before the copy is made until after it serves. */
const nextName = (of: RotatedFile) => `${of}-key-next`;

const fileOf = (of: RotatedFile, dataDir: string): string | null => {
  const file = of === 'outbox' ? outboxPath(dataDir) : join(dataDir, readPointer(dataDir)?.file ?? '.');
  return existsSync(file) && file !== join(dataDir, '.') ? file : null;
};

function opensWith(path: string, key: string): boolean {
  try {
    openDatabase(path, key, { readonly: true, mustExist: true }).close();
    return true;
  } catch (error) {
    if (saysDamaged(error)) return false;
    throw error;
  }
}

/** Leaves the file whole without its journal. Fails while any other program has it open. */
function alone(path: string, key: string): Db {
  const db = openDatabase(path, key, { mustExist: true });
  db.pragma('busy_timeout = 500');
  const refused = () => new Error('Программа терминала работает: закройте её и повторите смену ключа.');
  try {
    if (db.pragma('journal_mode = delete', { simple: true }) !== 'delete') throw refused();
    db.exec('begin exclusive');
    return db;
  } catch (error) {
    db.close();
    throw (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ? refused() : error;
  }
}

function rekeyed(path: string, from: string, to: string): void {
  const db = openDatabase(path, from, { mustExist: true });
  try {
    db.pragma(`rekey="x'${to}'"`);
  } finally {
    db.close();
  }
  const again = openDatabase(path, to, { readonly: true, mustExist: true });
  try {
    const verdict = again.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`Перешифрованная копия не читается: ${String(verdict)}`);
  } finally {
    again.close();
  }
  flushFile(path);
}

function putInPlace(of: RotatedFile, dataDir: string, copy: string, key: string): void {
  if (of === 'outbox') {
    renameSync(join(dataDir, copy), outboxPath(dataDir));
    return flushFolder(dataDir);
  }
  point(dataDir, { file: copy, madeWith: fingerprint(key) });
  unmarkShadow(dataDir, copy);
}

const outboxCopy = 'outbox.db.next';

/**
 * Makes a new key and encrypts the file with it. `step` is told of every step that is on disk. Throws a sentence when the program runs, or
 * when there is no such file: its key is made with it.
 */
export async function rotateKey(
  of: RotatedFile,
  { dataDir, secrets, step = () => undefined }: RotationParts & { step?: (done: RotationStep) => void },
): Promise<void> {
  await settleRotation({ dataDir, secrets });
  const path = fileOf(of, dataDir);
  const key = await secrets.get(keyName(of));
  if (path === null || !key) throw new Error('Файла ещё нет: его ключ будет создан вместе с ним.');
  // the program has the outbox open from its start to its end, so nobody has either file then
  const outbox = fileOf('outbox', dataDir);
  const outboxKey = await secrets.get(keyName('outbox'));
  const holding = outbox !== null && outboxKey ? [alone(outbox, outboxKey)] : [];
  if (of === 'cache') holding.push(alone(path, key));
  try {
    const next = randomBytes(32).toString('hex');
    await secrets.set(nextName(of), next);
    step('nextKeyKept');
    const copy = of === 'outbox' ? outboxCopy : nameShadow(dataDir, fingerprint(next));
    copyFileSync(path, join(dataDir, copy));
    step('copied');
    rekeyed(join(dataDir, copy), key, next);
    step('rekeyed');
    putInPlace(of, dataDir, copy, next);
    step('switched');
    await adopt(of, { dataDir, secrets }, next, step);
  } finally {
    for (const db of holding) db.close();
  }
}

export interface RotationParts {
  dataDir: string;
  secrets: SecretStore;
}

async function adopt(
  of: RotatedFile,
  { dataDir, secrets }: RotationParts,
  next: string,
  step: (done: RotationStep) => void,
): Promise<void> {
  await secrets.set(keyName(of), next);
  step('keyReplaced');
  if (of === 'outbox') writeWhole(dataDir, madeWithFile, fingerprint(next));
  await secrets.remove(nextName(of));
}

/** Ends a rotation that was cut short: with the new key if the file is encrypted with it already, otherwise with the old one. */
export async function settleRotation({ dataDir, secrets }: RotationParts): Promise<void> {
  for (const each of ['cache', 'outbox'] as const) {
    const next = await secrets.get(nextName(each));
    if (!next) continue;
    const path = fileOf(each, dataDir);
    if (path !== null && opensWith(path, next)) await adopt(each, { dataDir, secrets }, next, () => undefined);
    else await secrets.remove(nextName(each));
    // a cache's copy that does not serve is removed with the old caches
    rmSync(join(dataDir, outboxCopy), { force: true });
  }
}
