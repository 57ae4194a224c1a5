// Runs a command of an npm package by its own file, because on Windows the names in node_modules/.bin are shell scripts that cannot be spawned.
import { spawnSync, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src-main/base/package-root.ts';

const files = { vite: 'vite/bin/vite.js', tsc: 'typescript/bin/tsc' };

/** Runs it in the checkout. Returns its exit code, and prints the reason when it could not be started. */
export function runTool(tool: keyof typeof files, args: string[], stdio: StdioOptions = 'inherit'): number {
  const file = join(packageRoot, 'node_modules', files[tool]);
  const { status, error } = spawnSync(process.execPath, [file, ...args], { cwd: packageRoot, stdio });
  if (error) console.error(`${tool}: ${error.message}`);
  return status ?? 1;
}
