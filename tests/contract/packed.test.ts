// Which npm packages a package for an office holds. `npm run dist:check` reads the archive itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { afterPack, nativeFiles } from '../../scripts/native-files.ts';
import { neededPackages, ofProgram, packedPackages } from '../support/packing.ts';

const packed = packedPackages();

test('every npm package that the program loads is packed, and no other', () => {
  expect(packed.length).toBeGreaterThan(30);
  expect(packed).toEqual(neededPackages());
});

test('no development dependency is packed', () => {
  const development = Object.keys(ofProgram.devDependencies ?? {});
  expect(development).toContain('@playwright/test');
  expect(development.filter(name => packed.includes(`node_modules/${name}`))).toEqual([]);
});

test('a package without its own system’s native files is refused', () => {
  const appOutDir = mkdtempSync(join(tmpdir(), 'kapremont-native-'));
  onTestFinished(() => rmSync(appOutDir, { recursive: true }));
  for (const file of nativeFiles('linux', 'x64')) {
    const path = join(appOutDir, 'resources/app.asar.unpacked/node_modules', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  expect(() => afterPack({ appOutDir, electronPlatformName: 'linux', arch: 1 })).not.toThrow();
  expect(() => afterPack({ appOutDir, electronPlatformName: 'win32', arch: 1 })).toThrow(
    'better-sqlite3/prebuilds/win32-x64.node, @node-rs/argon2-win32-x64-msvc/argon2.win32-x64-msvc.node',
  );
});
