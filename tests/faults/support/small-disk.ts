// A disk of a few megabytes that a test fills up, empties again, or makes read-only: a real file system of its own. Only root on Linux has it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  path: string;
  /** Leaves so many bytes of it free. */
  fill(left?: number): void;
  empty(): void;
  readOnly(is: boolean): boolean;
  remove(): void;
}

/** Null where none can be mounted. `at` is a folder of its own, otherwise one is made. */
export function smallDisk(megabytes: number, at = mkdtempSync(join(tmpdir(), 'kapremont-small-'))): SmallDisk | null {
  mkdirSync(at, { recursive: true });
  const mount = (...options: string[]) =>
    process.platform === 'linux' && spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at)) return null;
  const ballast = join(at, 'ballast');
  return {
    path: at,
    fill(left = 0) {
      for (let size = megabytes * 1_048_576; size >= 1; size = Math.floor(size / 2)) {
        for (let again = true; again;) {
          try {
            writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
          } catch {
            again = false;
          }
        }
      }
      if (left > 0) truncateSync(ballast, statSync(ballast).size - left);
    },
    empty: () => rmSync(ballast, { force: true }),
    readOnly: is => mount('-o', `remount,${is ? 'ro' : 'rw'}`, at),
    remove() {
      spawnSync('umount', ['-l', at], { stdio: 'ignore' });
      rmSync(at, { recursive: true, force: true });
    },
  };
}
