// Addresses a person could not choose by: villages of one name, and houses without a street.
import type { Page } from '@playwright/test';
import { begin, chooseSuggestion, confirmHit, prove } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { addVillages, villageAccount } from '../support/village.ts';

const shot = async (page: Page, name: string) => {
  const folder = process.env['KAPREMONT_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};
const plain = (text: string | null) => (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();

const street = { street_kind: 'ул.', street: 'Центральная' };

test.beforeAll(async ({ program }) => {
  await addVillages(program.fundUrl, [
    { id: 9001, settlement: 'Красное', postal_code: '429001', ...street },
    { id: 9002, settlement: 'Красное', postal_code: '429777', ...street },
    { id: 9005, settlement: 'Сосновка', district: 'Алатырский р-н', ...street },
    { id: 9006, settlement: 'Сосновка', district: 'Порецкий р-н', ...street },
    { id: 9003, settlement_kind: 'д.', settlement: 'Безуличное', postal_code: '429001', number: '12' },
  ]);
});

/** Opens the address search and types a settlement until the terminal has heard of it. */
async function typeSettlement(page: Page, typed: string): Promise<void> {
  await begin(page);
  await page.getByTestId('by-address').click();
  const field = page.getByTestId('address-field').locator('input');
  await expect(async () => {
    await field.fill('');
    await field.fill(typed);
    await expect(page.getByTestId('suggestions').getByRole('button').first()).toContainText(typed, { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
}

for (const [name, id, shown, beside] of [
  ['Красное', 9002, '429777', '429001'],
  ['Сосновка', 9006, 'Порецкий р-н', 'Алатырский р-н'],
] as const)
  test(`of two villages «${name}» the right one is chosen by «${shown}», and it says so to the statement`, async ({
    kiosk,
  }) => {
    await typeSettlement(kiosk, name);
    const buttons = kiosk.getByTestId('suggestions').getByRole('button');
    expect((await buttons.allTextContents()).map(plain).sort()).toEqual(
      [`с. ${name}, ${beside}`, `с. ${name}, ${shown}`].sort(),
    );
    await shot(kiosk, `villages-${id}-list`);
    // Enter does not choose between them
    await kiosk.getByTestId('address-field').locator('input').press('Enter');
    await expect(buttons).toHaveCount(2);
    await chooseSuggestion(kiosk, name, new RegExp(shown));
    await chooseSuggestion(kiosk, 'Центральная', /Центральная/);
    await chooseSuggestion(kiosk, '1', /д\.\s1/);
    await chooseSuggestion(kiosk, '1', /кв\.\s1/);
    await expect(kiosk.getByTestId('hit-address')).toContainText(shown);
    await shot(kiosk, `villages-${id}-hit`);
    await confirmHit(kiosk);
    await prove(kiosk, villageAccount(id));
    await expect(kiosk.getByTestId('address')).toContainText(shown);
    await shot(kiosk, `villages-${id}-statement`);
  });

test('a village without streets goes from its name to its houses, and back', async ({ kiosk }) => {
  await typeSettlement(kiosk, 'Безуличное');
  await kiosk.getByTestId('suggestions').getByRole('button').first().click();
  await expect(kiosk.getByTestId('suggestions').getByRole('button')).toHaveText(/д\.\s12/);
  await shot(kiosk, 'villages-no-street');
  expect(plain(await kiosk.getByTestId('crumbs').textContent())).toBe('д. Безуличное');
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('crumbs')).toHaveCount(0);
  await kiosk
    .getByTestId('suggestions')
    .getByRole('button', { name: /Безуличное/ })
    .click();
  await chooseSuggestion(kiosk, '12', /д\.\s12/);
  await chooseSuggestion(kiosk, '1', /кв\.\s1/);
  await expect(kiosk.getByTestId('hit-address')).toContainText('Безуличное');
});
