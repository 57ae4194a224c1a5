// A house printed after a restart goes on with what is not on paper yet; days later it begins anew.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Printed } from '../../src-main/services/staff/printed.ts';
import { openStore } from '../../src-main/threads/store-client.ts';
import { folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';

let dataDir: string;
beforeEach(() => (dataDir = folder()));
afterEach(() => removeFolder(dataDir));

/** What a program started on this day finds printed of the house; then it prints `more`. */
async function started(day: string, more: readonly number[]): Promise<number> {
  const store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
  const printed = await Printed.of({ terminalStore: store.terminalStore, clock: { today: () => day } }, '7 2026-10');
  const found = printed.size;
  for (const account of more) await printed.add(account);
  await store.close();
  return found;
}

it('a house begun again after a restart prints none of its documents twice', { timeout: 60_000 }, async () => {
  expect(await started('2026-11-28', [1, 2, 3])).toBe(0);
  expect(await started('2026-11-29', [4])).toBe(3);
  expect(await started('2026-12-10', [])).toBe(0);
});
