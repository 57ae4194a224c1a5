// Every ui element in every state, in each text size and theme: no error in the console, nothing serious by axe, nothing cut off sideways.
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { sidewaysFindings } from './measure.ts';

const config = fileURLToPath(new URL('../gallery/vite.config.ts', import.meta.url));
const themes = ['light', 'black-on-white', 'white-on-black', 'blue'];

let server: ViteDevServer;
let address = '';

test.beforeAll(async () => {
  server = await createServer({ configFile: config, logLevel: 'warn', server: { port: 0, hmr: false } });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(() => server.close());

/** Opens the gallery and gives what the console says of errors, as it comes. */
async function openGallery(page: Page, query: string): Promise<string[]> {
  const errors: string[] = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(`${address}?${query}`);
  // the last of the page, drawn when it has been measured
  await page.locator('kr-bar-chart svg').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return errors;
}

/** What axe calls serious or critical, by rule and place: of one rule alone, or in one part of the page alone. */
async function serious(page: Page, { rule = '', part = '' } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (part) axe.include(part);
  if (rule) axe.withRules([rule]);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' > ')}`));
}

const wear = (page: Page, theme: string) =>
  page.evaluate(to => void (document.documentElement.dataset['theme'] = to), theme);

for (const text of [1, 2, 3, 4]) {
  test(`every element can be read and named in every theme, text size ${text}`, async ({ page }) => {
    test.setTimeout(180_000);
    const errors = await openGallery(page, `text=${text}`);
    expect.soft(await serious(page), 'light').toEqual([]);
    // one line of text scrolls in its field
    expect.soft((await sidewaysFindings(page)).filter(found => !found.startsWith('input.'))).toEqual([]);
    for (const theme of themes.slice(1)) {
      await wear(page, theme);
      expect.soft(await serious(page, { rule: 'color-contrast' }), theme).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
}

test('every theme comes from the address and stays when the text grows', async ({ page }) => {
  for (const theme of themes) {
    const errors = await openGallery(page, `theme=${theme}`);
    await page.getByRole('button', { name: 'text 2' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-text', '2');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(errors).toEqual([]);
  }
});

test('open dialogs can be read and named in every theme', async ({ page }) => {
  const errors = await openGallery(page, '');
  for (const state of ['closable', 'must be answered']) {
    await page.locator(`[data-opens="${state}"]`).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    for (const theme of themes) {
      await wear(page, theme);
      expect.soft(await serious(page, { part: 'kr-dialog[open]' }), `${state}, ${theme}`).toEqual([]);
    }
    await page.locator('kr-dialog[open] kr-button[slot=action]').last().click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  expect(errors).toEqual([]);
});
