// The welcome screen in a Chromium: from the program's address to a start button that can be pressed.
import { chromium } from '@playwright/test';
import { headlessChromium } from '../../../src-main/cli/chromium.ts';
import type { Started } from './program.ts';

/** Milliseconds from the program's spawn to a started browser and to a button that can be pressed; the browser begins when the program is ready. */
export async function untilScreen({ url, spawned }: Started): Promise<{ browser: number; screen: number }> {
  const { path, args } = await headlessChromium();
  const started = await chromium.launch({ executablePath: path, args });
  try {
    const page = await started.newPage({ viewport: { width: 1280, height: 1024 }, locale: 'ru-RU' });
    const browser = performance.now() - spawned;
    await page.goto(url, { waitUntil: 'commit' });
    await page.getByTestId('start').and(page.locator(':not([disabled])')).waitFor();
    return { browser, screen: performance.now() - spawned };
  } finally {
    await started.close();
  }
}
