// Unit, contract and integration tests in Node; component tests in a real Chromium.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { headlessChromium } from './scripts/chromium.ts';
import { tap } from './tests/component/support/commands.ts';

// The tests in Node run without one; the component tests say what is missing.
const browser = await headlessChromium().catch(() => null);

export default defineConfig({
  test: {
    // One PostgreSQL serves all files, four at a time (most of them wait): on a busy machine one may stand in another's way.
    retry: process.env['CI'] ? 1 : 0,
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/{unit,contract,integration,golden}/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        // Packages are found before the first test: one found later is bundled then, and reloads the page under a test.
        optimizeDeps: { entries: ['src-renderer/**/*.ts', 'tests/component/**/*.ts'] },
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.ts'],
          setupFiles: ['tests/component/support/setup.ts'],
          testTimeout: 15_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 1024 },
            commands: { tap },
            provider: playwright({
              launchOptions: browser ? { executablePath: browser.path, args: browser.args, env: browser.env } : {},
              contextOptions: {
                hasTouch: true,
                reducedMotion: 'reduce',
                locale: 'ru-RU',
                timezoneId: 'Europe/Moscow',
              },
              actionTimeout: 5_000,
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
