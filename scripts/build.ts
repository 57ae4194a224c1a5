// Builds what a packaged program runs: the renderer's bundle and main's JavaScript, into dist/.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const run = (command: string, args: string[]) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

rmSync('dist', { recursive: true, force: true });
run('vite', ['build', '--logLevel', 'warn']);
run('tsc', ['-p', 'tsconfig.build.json']);
console.log('Built: dist/renderer and dist/main');
