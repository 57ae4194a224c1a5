// Houses, streets and flats as funds really write them: typed as a person reads them off the receipt, found, and shown with no label twice.
import type { Page } from '@playwright/test';
import { begin, prove } from '../../scripts/walk/owner.ts';
import { oddPayment } from '../support/odd-fund.ts';
import { expect } from '../support/program.ts';
import { plain, shot, test } from './odd-walk.ts';

/** Types one step of the address and takes the one suggestion, which reads `shown`. */
async function step(kiosk: Page, typed: string, shown: string): Promise<void> {
  const buttons = kiosk.getByTestId('suggestions').getByRole('button');
  await expect(buttons.first()).toBeVisible();
  await kiosk.getByTestId('address-field').locator('input').fill(typed);
  await expect.poll(async () => plain(await buttons.first().textContent())).toBe(shown);
  for (const text of await buttons.allTextContents()) expect(plain(text)).not.toBe('');
  await buttons.first().click();
}

const town = ['чебоксары', 'г. Чебоксары'] as const;
const walks = [
  {
    steps: [town, ['казанский спуск', 'спуск Казанский'], ['91 лит А', 'д. 91, литер А'], ['1-Н', 'пом. 1-Н']],
    address: 'г. Чебоксары, спуск Казанский, д. 91, литер А, пом. 1-Н',
  },
  {
    steps: [
      town,
      ['спуск казанский', 'спуск Казанский'],
      ['91литера А', 'д. 91, литер А'],
      ['5 комната 2', 'кв. 5 ком. 2'],
    ],
    address: 'г. Чебоксары, спуск Казанский, д. 91, литер А, кв. 5 ком. 2',
  },
  {
    steps: [town, ['спуск', 'спуск Казанский'], ['91А', 'д. 91, литер А'], ['машиноместо 15', 'м/м 15']],
    address: 'г. Чебоксары, спуск Казанский, д. 91, литер А, м/м 15',
  },
  {
    steps: [town, ['7-я линия', 'линия 7-я В.О.'], ['15а строение 1', 'д. 15А, стр. 1'], ['1', 'кв. 1']],
    address: 'г. Чебоксары, линия 7-я В.О., д. 15А, стр. 1, кв. 1',
  },
  {
    steps: [town, ['гск лада-1', 'тер. ГСК Лада-1'], ['владение 7', 'вл. 7'], ['1', 'кв. 1']],
    address: 'г. Чебоксары, тер. ГСК Лада-1, вл. 7, кв. 1',
  },
  {
    steps: [
      ['аул бесленей', 'аул Бесленей'],
      ['9-я просека', 'просека 9-я'],
      ['8', 'д. 8'],
      ['1', 'кв. 1'],
    ],
    address: 'аул Бесленей, просека 9-я, д. 8, кв. 1',
  },
] as const;

test('an address typed as it is read is found at every step, and each label stands once', async ({ kiosk }) => {
  for (const [i, { steps, address }] of walks.entries()) {
    await begin(kiosk);
    await kiosk.getByTestId('by-address').click();
    for (const [typed, shown] of steps) await step(kiosk, typed, shown);
    await expect.poll(async () => plain(await kiosk.getByTestId('hit-address').textContent())).toBe(address);
    await shot(kiosk, `odd-place-${i}`);
    await kiosk.getByTestId('finish').click();
    await kiosk.getByTestId('start-again').click();
  }
});

test('a house whose number is too long is found by it, cut, and its account opens', async ({ kiosk }) => {
  await begin(kiosk);
  await kiosk.getByTestId('by-address').click();
  await step(kiosk, ...town);
  await step(kiosk, 'мира', 'ул. Мира');
  await kiosk.getByTestId('address-field').locator('input').fill('21 литер А');
  const houses = kiosk.getByTestId('suggestions').getByRole('button');
  await expect(houses.first()).toContainText('ЛИТЕР А');
  await shot(kiosk, 'odd-long-house');
  await houses.first().click();
  await step(kiosk, '201', 'кв. 201');
  await kiosk.getByTestId('hit-yes').click();
  await prove(kiosk, oddPayment);
  await expect(kiosk.getByTestId('balance')).toContainText('1 345,00');
  await expect(kiosk.getByTestId('address')).toContainText('…');
  await shot(kiosk, 'odd-long-house-statement');
});
