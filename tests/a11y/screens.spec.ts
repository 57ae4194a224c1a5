// Every screen of the main path for those who see badly: names, order and contrast, in every theme.
import type { Page } from '@playwright/test';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { expect, test } from '../support/program.ts';
import { walkScreens } from './main-path.ts';
import { axeFindings } from './measure.ts';

test.setTimeout(240_000);

/** What «Аа» sets on the page, without walking there again at every screen. */
const look = (page: Page, name: 'text' | 'theme', value: string) =>
  page.evaluate(([key, to]) => void (document.documentElement.dataset[key!] = to), [name, value]);

test('every screen can be read by eye and by ear, in every theme', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await walkScreens(kiosk, account!, async name => {
    expect.soft(await axeFindings(kiosk), name).toEqual([]);
    for (const theme of ['black-on-white', 'white-on-black', 'blue']) {
      await look(kiosk, 'theme', theme);
      expect.soft(await axeFindings(kiosk, 'color-contrast'), `${name}, ${theme}`).toEqual([]);
    }
    await look(kiosk, 'theme', 'light');
  });
});
