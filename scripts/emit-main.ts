// Emits main's JavaScript as a separate package, whose `#contract` is the emitted contract, not the source.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src-main/base/package-root.ts';
import { runTool } from './npm-tool.ts';

/** Emits into `outDir`, with the compiler's messages on stderr. Returns the compiler's exit code. */
export function emitMain(outDir = join(packageRoot, 'dist/main')): number {
  const failed = runTool('tsc', ['-p', 'tsconfig.build.json', '--outDir', outDir], ['ignore', 2, 2]);
  if (failed) return failed;
  const imports = { '#contract': './src-main/contract/index.js' };
  writeFileSync(join(outDir, 'package.json'), JSON.stringify({ type: 'module', imports }));
  return 0;
}
