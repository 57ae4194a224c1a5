// Which npm packages a package for an office holds. `npm run dist:check` reads the archive itself.
import { expect, test } from 'vitest';
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
