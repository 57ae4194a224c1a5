// Asks a folder's disk whether it can be written, by writing: how much is free says nothing of a quota, a read-only disk or one that fails.
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTrouble } from '../../base/disk-trouble.ts';
import type { Disk } from '../../ports/disk.ts';

/** An audit line and its place in the journal; random, so that no disk packs it smaller. */
const page = randomBytes(65_536);

export function diskOf(folder: string): Disk {
  const file = join(folder, 'disk.probe');
  return {
    async check() {
      try {
        await writeFile(file, page, { mode: 0o600 });
        return null;
      } catch (error) {
        return { kind: diskTrouble(error) ?? 'diskUnwritable', reason: (error as Error).message };
      } finally {
        await rm(file, { force: true }).catch(() => undefined);
      }
    },
  };
}
