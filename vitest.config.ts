// Unit, contract and integration tests.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,contract,integration,golden}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 120_000,
    // One PostgreSQL serves all files, three at a time (most of them wait): on a busy machine one may stand in another's way.
    retry: process.env['CI'] ? 1 : 0,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
  },
});
