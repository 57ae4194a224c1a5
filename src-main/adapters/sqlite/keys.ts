// The keys of the two files: made at random at the first start and kept in the secret store.
import { createHash, randomBytes } from 'node:crypto';
import type { SecretStore } from '../../ports/secrets.ts';

/** 64 hex digits each. */
export interface FileKeys {
  cache: string;
  outbox: string;
}

/** Beside the outbox: the fingerprint of its key. */
export const madeWithFile = 'outbox.made-with';

const wellFormed = /^[0-9a-f]{64}$/;

/** Reads both keys and makes missing ones. A malformed key counts as lost: its file will be moved aside. */
export async function loadKeys(secrets: SecretStore): Promise<FileKeys> {
  const one = async (name: string) => {
    const kept = (await secrets.get(name))?.trim().toLowerCase();
    if (kept && wellFormed.test(kept)) return kept;
    const made = randomBytes(32).toString('hex');
    await secrets.set(name, made);
    return made;
  };
  return { cache: await one('cache-key'), outbox: await one('outbox-key') };
}

/** Eight bytes of a hash of the key: enough to compare keys, not enough to recover one. */
export const fingerprint = (keyHex: string): string =>
  createHash('sha256').update('kapremont file key ').update(keyHex).digest('hex').slice(0, 16);
