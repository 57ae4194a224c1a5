// `npm run dist:check`: packs the program and reads and runs what came out. Apart from `npm test`, because packing takes half a minute.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['tests/packed/**/*.test.ts'],
    globalSetup: ['tests/packed/pack.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
