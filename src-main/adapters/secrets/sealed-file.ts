// Secrets that cannot be derived (an acquirer's, a mail server's), sealed in the data folder under a key from the key file.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = 'secrets.json';

export interface SealedFile {
  /** Null when the secret is missing or was sealed under another key. */
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** AES-256-GCM. The secret's name is authenticated too, so that one secret cannot be put in place of another. */
export function sealedFile(dataDir: string, key: Uint8Array): SealedFile {
  const path = join(dataDir, file);
  const read = (): Record<string, string> => {
    if (!existsSync(path)) return {};
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    } catch {
      return {};
    }
  };
  return {
    get(name) {
      const sealed = Buffer.from(read()[name] ?? '', 'base64');
      if (sealed.length < 28) return null;
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      cipher.setAAD(Buffer.from(name));
      cipher.setAuthTag(sealed.subarray(12, 28));
      try {
        return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    set(name, value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, JSON.stringify({ ...read(), [name]: sealed }, null, 2), {
        mode: 0o600,
        flush: true,
      });
      chmodSync(`${path}.new`, 0o600);
      renameSync(`${path}.new`, path);
    },
  };
}
