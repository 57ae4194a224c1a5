// The welcome screen in Chromium's app window, opened as `npm start` opens it: from the program's address to a start button that can be pressed.
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { headlessChromium } from '../../../scripts/chromium.ts';
import type { Started } from './program.ts';

/** Milliseconds from the program's spawn to the button. The browser begins when the program is ready; its profile is kept in the data folder. */
export async function untilScreen({ url, spawned }: Started, dataDir: string): Promise<number> {
  const { path, args } = await headlessChromium();
  const window = await chromium.launchPersistentContext(join(dataDir, 'chromium'), {
    executablePath: path,
    args: [...args, `--app=${url}`],
    viewport: null,
    locale: 'ru-RU',
  });
  try {
    const page = window.pages()[0] ?? (await window.waitForEvent('page'));
    await page.getByTestId('start').and(page.locator(':not([disabled])')).waitFor();
    return performance.now() - spawned;
  } finally {
    await window.close();
  }
}
