// Chooses where keys are kept: the key file when one is set, the demo's plain file, otherwise the keychain.
import type { SecretStore } from '../../ports/secrets.ts';
import { keyFileStore } from './key-file.ts';
import { keychainStore } from './keychain.ts';
import { plainFileStore } from './plain-file.ts';

export const fundPasswordName = 'fund-password';
export const smtpPasswordName = 'smtp-password';

/** A password from the program's environment, otherwise from the store. */
export const passwordFrom = (secrets: SecretStore, name: string, variable: string): Promise<string | null> =>
  process.env[variable] === undefined ? secrets.get(name) : Promise.resolve(process.env[variable]);

/** Rejects with one sentence for the technician. */
export async function resolveSecrets(
  settings: { dataDir: string; keyFile: string | null },
  { demo }: { demo: boolean },
): Promise<SecretStore> {
  if (settings.keyFile !== null) return keyFileStore(settings.keyFile, settings.dataDir);
  if (demo) return plainFileStore(settings.dataDir);
  try {
    return await keychainStore(settings.dataDir);
  } catch (error) {
    throw new Error(
      'На этой машине нет системной связки ключей: положите ключ (64 шестнадцатеричные цифры) в файл, доступный только root, ' +
        `и назовите его в настройке keyFile. Причина: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
