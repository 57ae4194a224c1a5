// electron-builder's `afterPack`: rejects a package whose native files are for another system and would fail at its start.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The part of electron-builder's context that is used. */
export interface PackContext {
  /** the folder of the unpacked program */
  appOutDir: string;
  electronPlatformName: string;
  /** a number of electron-builder's `Arch` */
  arch: number;
}

const processors = ['ia32', 'x64', 'armv7l', 'arm64'];
const libraries: Record<string, string> = { linux: 'gnu', win32: 'msvc' };

/** The files the program cannot start without, below node_modules. Keytar is not among them, because it is optional. */
export function nativeFiles(platform: string, processor: string): string[] {
  const system = `${platform}-${processor}`;
  const argon2 = `${system}-${libraries[platform] ?? ''}`;
  return [`better-sqlite3/prebuilds/${system}.node`, `@node-rs/argon2-${argon2}/argon2.${argon2}.node`];
}

export function afterPack({ appOutDir, electronPlatformName, arch }: PackContext): void {
  const processor = processors[arch] ?? String(arch);
  const folder = join(appOutDir, 'resources/app.asar.unpacked/node_modules');
  const missing = nativeFiles(electronPlatformName, processor).filter(file => !existsSync(join(folder, file)));
  if (missing.length === 0) return;
  throw new Error(
    `The package for ${electronPlatformName}-${processor} has no ${missing.join(', ')}. ` +
      'npm installs native files for the system it runs on: make the package on its own system.',
  );
}
