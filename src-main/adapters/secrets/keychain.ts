// The operating system's keychain through keytar, which is optional and loaded only here.
import type { SecretStore } from '../../ports/secrets.ts';

const service = 'kapremont-desk';
// a keychain that asks for an unlock would block a kiosk for ever
const patienceMs = 10_000;

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<boolean>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

/** `scope` separates terminals with different data folders. Rejects when no keychain answers. */
export async function keychainStore(scope: string): Promise<SecretStore> {
  // the name is in a variable because keytar may not be installed, and the type checker would then fail
  const optional: string = 'keytar';
  const loaded = (await import(optional)) as { default?: Keytar } & Partial<Keytar>;
  const keytar = (loaded.default ?? loaded) as Keytar;
  const account = (name: string) => `${name} ${scope}`;
  await inTime(keytar.getPassword(service, account('cache-key')));
  return {
    where: 'системная связка ключей',
    get: name => inTime(keytar.getPassword(service, account(name))),
    set: (name, value) => inTime(keytar.setPassword(service, account(name), value)),
    async remove(name) {
      await inTime(keytar.deletePassword(service, account(name)));
    },
  };
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`связка ключей не отвечает ${patienceMs / 1000} с`)), patienceMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
