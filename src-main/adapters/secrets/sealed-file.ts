// Secrets sealed in the data folder under a key from the key file: passwords, which cannot be derived from it, and keys made anew since.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { jsonFile, type JsonFile } from './json-file.ts';

export interface SealedFile extends JsonFile {
  /** Removes what was sealed under any other key. */
  forgetOthers(): void;
}

/**
 * AES-256-GCM. The secret's name is authenticated too, so that one secret cannot be put in place of another. Secrets of several keys stand
 * beside each other while the key file is being replaced, so that the program finds its own before and after.
 */
export function sealedFile(dataDir: string, key: Uint8Array): SealedFile {
  const file = jsonFile(join(dataDir, 'secrets.json'));
  const mark = `@${createHash('sha256').update('sealed under ').update(key).digest('hex').slice(0, 12)}`;

  function opened(name: string, text: string | null): string | null {
    const sealed = Buffer.from(text ?? '', 'base64');
    if (sealed.length < 28) return null;
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    cipher.setAAD(Buffer.from(name));
    cipher.setAuthTag(sealed.subarray(12, 28));
    try {
      return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  return {
    /** Null when the secret is missing or was sealed under another key. Versions before this one wrote names without the mark. */
    get: name => opened(name, file.get(name + mark)) ?? opened(name, file.get(name)),
    set(name, value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      file.set(name + mark, Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'));
      file.remove(name);
    },
    remove(name) {
      file.remove(name + mark);
      file.remove(name);
    },
    names: () => [...new Set(file.names().map(name => name.replace(/@[0-9a-f]{12}$/, '')))],
    forgetOthers() {
      for (const name of file.names()) if (!name.endsWith(mark)) file.remove(name);
    },
  };
}
