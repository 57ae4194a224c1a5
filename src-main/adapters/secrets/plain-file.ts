// The demo's keys in a plain file beside its data: its people are invented, and a newcomer needs no keychain.
import { join } from 'node:path';
import type { SecretStore } from '../../ports/secrets.ts';
import { jsonFile } from './json-file.ts';

export function plainFileStore(dataDir: string): SecretStore {
  const path = join(dataDir, 'demo-keys.json');
  const file = jsonFile(path);
  return {
    where: `открытый файл ${path} (только для демонстрации)`,
    get: async name => file.get(name),
    set: async (name, value) => file.set(name, value),
    remove: async name => file.remove(name),
  };
}
