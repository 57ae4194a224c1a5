// End-to-end and accessibility tests: the program over host-node in a real Chromium.
import { defineConfig } from '@playwright/test';
import { headlessChromium } from './scripts/chromium.ts';

const browser = await headlessChromium();

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'a11y/**/*.spec.ts'],
  globalSetup: './tests/support/e2e-setup.ts',
  // most of a browser test waits: three on two cores
  workers: 3,
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  use: {
    viewport: { width: 1280, height: 1024 },
    hasTouch: true,
    // contrast is measured of what stands, not of what is on its way
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    launchOptions: { executablePath: browser.path, args: browser.args, env: browser.env },
    screenshot: 'only-on-failure',
  },
});
