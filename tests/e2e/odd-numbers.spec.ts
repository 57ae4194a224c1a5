// Account numbers as funds really print them: by the keys of the screen, by a person's keyboard in the wrong letters, by the scanner.
import type { Page } from '@playwright/test';
import { begin, scan, tapKeys } from '../../scripts/walk/owner.ts';
import { expect } from '../support/program.ts';
import { shot, test } from './odd-walk.ts';

const submit = (kiosk: Page) => kiosk.getByTestId('find-submit').click();
const found = (kiosk: Page, flat: number) => expect(kiosk.getByTestId('hit-address')).toContainText(`кв.\u00a0${flat}`);

async function byNumber(kiosk: Page): Promise<void> {
  await begin(kiosk);
  await kiosk.getByTestId('by-number').click();
}
async function again(kiosk: Page): Promise<void> {
  await kiosk.getByTestId('finish').click();
  await kiosk.getByTestId('start-again').click();
}

test('a number is found by the keys of the screen, whatever signs are in it', async ({ kiosk }) => {
  for (const [flat, presses] of [
    [111, ['12/345']],
    [112, ['12', { switch: 'ru' }, '.345.6']],
    [113, [{ switch: 'ru' }, 'К-100/2']],
    [114, [{ switch: 'latin' }, 'A', '77']],
    [115, [{ switch: 'ru' }, 'О', { switch: 'latin' }, 'DD9001']],
    [116, [{ switch: 'ru' }, 'ЛС1234567']],
  ] as const) {
    await byNumber(kiosk);
    for (const press of presses)
      if (typeof press === 'string') await tapKeys(kiosk, press);
      else await kiosk.locator(`button[data-switch="${press.switch}"]`).click();
    await submit(kiosk);
    await found(kiosk, flat);
    await again(kiosk);
  }
});

test('the code of a receipt with such a number finds its account', async ({ kiosk }) => {
  for (const [number, flat] of [
    ['12/345', 111],
    ['К-100/2', 113],
    ['A_77', 114],
  ] as const) {
    await begin(kiosk);
    await scan(
      kiosk,
      `ST00012|Name=Фонд капремонта|PersonalAcc=40603810500000000123|BankName=ПАО Сбербанк|BIC=049706609|CorrespAcc=30101810300000000609|PersAcc=${number}`,
    );
    await found(kiosk, flat);
    await again(kiosk);
  }
});

test('of a number that two accounts have both are offered, and of neither the owner’s name', async ({ kiosk }) => {
  await byNumber(kiosk);
  await tapKeys(kiosk, '117117');
  await submit(kiosk);
  const hits = kiosk.getByTestId('hits').getByRole('button');
  await expect(hits).toHaveCount(2);
  await expect(hits.filter({ hasText: /кв\.\s117/ })).toHaveCount(1);
  await expect(hits.filter({ hasText: /кв\.\s104/ })).toHaveCount(1);
  for (const name of ['Двойник', 'Тестова']) await expect(kiosk.locator('body')).not.toContainText(name);
  await shot(kiosk, 'odd-number-twice');
});
