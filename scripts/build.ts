// Builds what a packaged program runs: the renderer's bundle and main's JavaScript, into dist/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src-main/base/package-root.ts';
import { emitMain } from './emit-main.ts';
import { runTool } from './npm-tool.ts';

rmSync(join(packageRoot, 'dist'), { recursive: true, force: true });
const failed = runTool('vite', ['build', '--logLevel', 'warn']) || emitMain();
if (failed) process.exit(failed);
console.log('Built: dist/renderer and dist/main');
