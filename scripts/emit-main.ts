// Emits main's JavaScript, as a package of its own: its `#contract` is the emitted contract, not the source.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Emits into `outDir`, the compiler's messages on stderr. Returns the compiler's exit code. */
export function emitMain(root: string, outDir = join(root, 'dist/main')): number {
  const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', outDir], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return status ?? 1;
  const imports = { '#contract': './src-main/contract/index.js' };
  writeFileSync(join(outDir, 'package.json'), JSON.stringify({ type: 'module', imports }));
  return 0;
}
