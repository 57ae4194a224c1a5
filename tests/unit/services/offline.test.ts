// What a terminal keeps for shifts without the fund: for how long, whom it forgets, and when it keeps nothing.
import { beforeEach, expect, test } from 'vitest';
import { argon2Passwords } from '../../../src-main/adapters/passwords/argon2.ts';
import type { CabinetStore } from '../../../src-main/ports/cabinet-store.ts';
import { visitor } from '../../../src-main/services/audit/who.ts';
import { loginNorm } from '../../../src-main/services/sign-in/credentials.ts';
import { createOffline } from '../../../src-main/services/staff/offline.ts';
import { fakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { memoryStore } from '../../support/memory-store.ts';

const passwords = argon2Passwords();
const password = 'Берёза-и-4-сосны';
const who = visitor({ id: () => 'v', user: () => null });
const day = 24 * 3600 * 1000;

let clock: FakeClock;
let terminalStore: ReturnType<typeof memoryStore>;
/** the salts the fund gives, by folded name */
let salts: Record<string, string>;

beforeEach(() => {
  clock = fakeClock();
  terminalStore = memoryStore();
  salts = {};
});

const offline = (offlineDays: number) =>
  createOffline({
    offlineDays,
    passwords,
    terminalStore,
    clock,
    audit: { record: async () => undefined },
    rules: { failuresToLock: 5, lockMinutes: 15 },
    store: {
      transaction: work =>
        work({ signInState: async (_of: string, norm: string) => ({ salt: salts[norm] ?? '' }) } as never),
    } satisfies CabinetStore,
  });

async function keep(at: ReturnType<typeof offline>, login: string) {
  const hash = await passwords.hash(password);
  salts[loginNorm(login)] ??= hash.slice(0, hash.lastIndexOf('$'));
  await at.keep({ id: login, login, name: login, role: 'operator' }, hash);
}
const codeOf = async (at: ReturnType<typeof offline>, login: string) => {
  const known = await at.signIn({ login, password }, who);
  return known.ok ? known.value.staff.login : known.error.code;
};

test('it serves for the days of the setting, counted from the last sign-in with the fund', async () => {
  const at = offline(7);
  await keep(at, 'anna');
  clock.advance(6 * day);
  await keep(at, 'anna');
  clock.advance(7 * day - 1);
  expect(await codeOf(at, 'anna')).toBe('anna');
  clock.advance(1);
  expect(await codeOf(at, 'anna')).toBe('staff.offlineUnknown');
});

test('each sign-in with the fund lets go of those whose password is another there, or whose account is closed', async () => {
  const at = offline(7);
  await keep(at, 'anna');
  await keep(at, 'boris');
  salts[loginNorm('boris')] = 'that of a name nobody has';
  await keep(at, 'vera');
  expect(await codeOf(at, 'anna')).toBe('anna');
  expect(await codeOf(at, 'boris')).toBe('staff.offlineUnknown');
  expect(await codeOf(at, 'vera')).toBe('vera');
});

test('what signs in at the fund is made with the fund’s salt, and what is kept with another', async () => {
  const at = offline(7);
  await keep(at, 'anna');
  salts[loginNorm('anna')] = '$argon2id$v=19$m=19456,t=2,p=1$QUFBQUFBQUFBQUFBQUFBQQ';
  await keep(at, 'anna');
  const known = await at.signIn({ login: 'anna', password }, who);
  expect(known.ok && known.value.answer.startsWith(`${salts[loginNorm('anna')]}$`)).toBe(true);
  expect(await terminalStore.note('staff-offline')).not.toContain(known.ok && known.value.answer);
});

test('a setting that takes it back empties it', async () => {
  await keep(offline(7), 'anna');
  await keep(offline(0), 'boris');
  expect(await terminalStore.note('staff-offline')).toBeNull();
});
