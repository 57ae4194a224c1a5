// A folder that electron-builder takes for Electron's runtime. The real one cannot be had without a network, and packing does not run it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron keeps its fuses: these letters, a version, a length, then one sign a fuse. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const asShipped = '10011001';

export function makeStubRuntime(folder: string): void {
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'locales', 'ru.pak'), '');
  writeFileSync(join(folder, 'LICENSE'), 'Electron');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  const executable = join(folder, 'electron');
  writeFileSync(executable, `#!/bin/sh\nexit 1\n${fuseMark}\x01${String.fromCharCode(asShipped.length)}${asShipped}`);
  chmodSync(executable, 0o755);
}

const names = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];

/** The fuses of an executable by their names in electron-builder.yml. */
export function readFuses(executable: Buffer): Record<string, boolean> {
  const at = executable.indexOf(fuseMark);
  if (at < 0) throw new Error('No fuses in this executable.');
  const first = at + fuseMark.length + 2;
  return Object.fromEntries(names.map((name, i) => [name, String.fromCharCode(executable[first + i] ?? 0) === '1']));
}
