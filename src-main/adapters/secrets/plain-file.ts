// The demo's keys in a plain file beside its data: its people are invented, and a newcomer needs no keychain.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../../ports/secrets.ts';

export function plainFileStore(dataDir: string): SecretStore {
  const path = join(dataDir, 'demo-keys.json');
  const read = (): Record<string, string> => {
    if (!existsSync(path)) return {};
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    } catch {
      // an unreadable file counts as lost: new keys are made, and files under the old keys are moved aside
      return {};
    }
  };
  return {
    where: `открытый файл ${path} (только для демонстрации)`,
    get: async name => read()[name] ?? null,
    async set(name, value) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, JSON.stringify({ ...read(), [name]: value }, null, 2), { mode: 0o600, flush: true });
      chmodSync(`${path}.new`, 0o600);
      renameSync(`${path}.new`, path);
    },
  };
}
