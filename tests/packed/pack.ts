// Packs the program once for all tests of the package, on a stub of Electron's runtime, and unpacks its archive.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import type { TestProject } from 'vitest/node';
import { root } from '../support/packing.ts';
import { makeStubRuntime } from './stub-runtime.ts';

export interface Packed {
  /** the folder for what tests make */
  folder: string;
  /** the unpacked program, as the installer lays it down */
  product: string;
  /** what is in its archive */
  tree: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed;
  }
}

export default function pack({ provide }: TestProject): () => void {
  if (!existsSync(join(root, 'dist/renderer/index.html'))) throw new Error('Nothing is built: npm run build.');
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-packed-'));
  const runtime = join(folder, 'runtime');
  makeStubRuntime(runtime);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      `--${process.arch}`,
      '--publish',
      'never',
      `-c.electronDist=${runtime}`,
      `-c.directories.output=${join(folder, 'release')}`,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } },
  );
  if (status !== 0) throw new Error(`electron-builder failed\n${stdout}\n${stderr}`);
  const [unpacked = ''] = globSync('*-unpacked', { cwd: join(folder, 'release') });
  const product = join(folder, 'release', unpacked);
  const tree = join(folder, 'tree');
  extractAll(join(product, 'resources/app.asar'), tree);
  provide('packed', { folder, product, tree });
  return () => rmSync(folder, { recursive: true, force: true });
}
