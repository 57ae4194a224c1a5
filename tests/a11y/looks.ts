// What «Аа» sets on the page, set without walking there at every screen: each theme can be read, and the largest text cuts nothing off.
import type { Page } from '@playwright/test';
import { expect } from '../support/program.ts';
import { axeFindings, sidewaysFindings } from './measure.ts';

const set = (page: Page, name: 'text' | 'theme', value: string) =>
  page.evaluate(([key, to]) => void (document.documentElement.dataset[key!] = to), [name, value]);

/** Nothing axe finds, and enough contrast in every other theme. */
export async function expectReadable(page: Page, name: string): Promise<void> {
  expect.soft(await axeFindings(page), name).toEqual([]);
  for (const theme of ['black-on-white', 'white-on-black', 'blue']) {
    await set(page, 'theme', theme);
    expect.soft(await axeFindings(page, 'color-contrast'), `${name}, ${theme}`).toEqual([]);
  }
  await set(page, 'theme', 'light');
}

const seats = [
  { text: '4', width: 1366, height: 768 },
  { text: '4', width: 1080, height: 1920 },
  { text: '1', width: 1366, height: 768 },
];
const pictured = [...seats, { text: '1', width: 1920, height: 1080 }, { text: '4', width: 1920, height: 1080 }];

/** Nothing is cut off sideways on a desk's low screen and on a tall narrow one, at the largest text; `KR_SHOTS` names a folder for pictures. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  const shots = process.env['KR_SHOTS'];
  const before = page.viewportSize()!;
  for (const { text, width, height } of shots ? pictured : seats) {
    await set(page, 'text', text);
    await page.setViewportSize({ width, height });
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${text}.png` });
    expect.soft(await sidewaysFindings(page), `${name}, ${width} px, text ${text}`).toEqual([]);
  }
  await set(page, 'text', '1');
  await page.setViewportSize(before);
}
