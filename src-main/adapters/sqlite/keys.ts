// The keys of the two files: made at random at the first start and kept in the secret store.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { SecretStore } from '../../ports/secrets.ts';
import { WrongKey } from './errors.ts';
import { outboxPath } from './files.ts';

/** 64 hex digits each. */
export interface FileKeys {
  cache: string;
  outbox: string;
}

/** Beside the outbox: the fingerprint of its key. */
export const madeWithFile = 'outbox.made-with';

const wellFormed = /^[0-9a-f]{64}$/;

/**
 * Reads both keys and makes missing ones. A malformed key counts as lost, and that of an outbox that is there is never made anew: throws
 * WrongKey.
 */
export async function loadKeys(secrets: SecretStore, dataDir: string): Promise<FileKeys> {
  const one = async (name: string) => {
    const kept = (await secrets.get(name))?.trim().toLowerCase();
    if (kept && wellFormed.test(kept)) return kept;
    if (name === 'outbox-key' && existsSync(outboxPath(dataDir)))
      throw new WrongKey(wrongKeyWords(outboxPath(dataDir), `в хранилище (${secrets.where}) нет его ключа`));
    const made = randomBytes(32).toString('hex');
    await secrets.set(name, made);
    return made;
  };
  return { cache: await one('cache-key'), outbox: await one('outbox-key') };
}

/** For whoever sets the terminal up: what is wrong with the key of the outbox, and what to do. */
export const wrongKeyWords = (path: string, what = 'ключ не тот, с которым он создан'): string =>
  `Файл ${path} не открыть: ${what}. В нём может ждать то, чего нет больше нигде, поэтому программа не начинает без него: верните прежний ключ, ` +
  'а если его больше нет, смотрите «Ключ утерян» в docs/kiosk.md.';

/** Eight bytes of a hash of the key: enough to compare keys, not enough to recover one. */
export const fingerprint = (keyHex: string): string =>
  createHash('sha256').update('kapremont file key ').update(keyHex).digest('hex').slice(0, 16);
