// Builds what a packaged program runs: the renderer's bundle and main's JavaScript, into dist/.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { emitMain } from './emit-main.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const emitted = emitMain(root);
if (emitted !== 0) process.exit(emitted);
console.log('Built: dist/renderer and dist/main');
