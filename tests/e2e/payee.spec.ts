// An owner of a house on a special account: where it says to pay, on the screen of the document and on that of card payment.
import { decode } from 'fast-png';
import type { Page } from '@playwright/test';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { openByNumber } from '../../scripts/walk/owner.ts';
import { scanQr } from '../support/pdf.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test, type RunningProgram } from '../support/program.ts';
import { addVillages, villageAccount } from '../support/village.ts';

const shot = async (page: Page, name: string) => {
  const folder = process.env['KAPREMONT_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** The demo's house whose special account its managing company holds. */
const ofHouse = async (program: RunningProgram, house: number): Promise<WalkAccount> =>
  (await demoWalkAccounts(program.fundUrl, { count: 20 })).find(account => account.house === house)!;

/** The page of the document as the screen shows it. */
async function pageShown(kiosk: Page) {
  const source = await kiosk.getByTestId('document-page').getAttribute('src');
  const { data, width, height, channels } = decode(Buffer.from((source ?? '').split(',')[1] ?? '', 'base64'));
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => data[i * channels] ?? 255);
  return { width, height, pixels };
}

async function noCard(kiosk: Page, name: string, why: string, tile: string): Promise<void> {
  await kiosk.getByTestId('to-pay').click();
  await expect(kiosk.getByTestId('pay-unavailable')).toContainText(why);
  await expect(kiosk.getByTestId('pay-debt')).toHaveCount(0);
  await expect(kiosk.getByTestId('pay')).not.toContainText('Сколько заплатить');
  await expect(kiosk.getByTestId('pay-document')).toContainText(tile);
  await shot(kiosk, `payee-${name}-pay`);
  await kiosk.getByTestId('pay-document').click();
}

test('the document names who holds the house’s account, and the card is not offered', async ({ kiosk, program }) => {
  const account = await ofHouse(program, 4);
  const paid = await withClient(program.fundUrl, async client => {
    const { rows } = await client.query<{ number: string; holder: string }>(
      `select a.settlement_account as number, o.name as holder from fund.house_account a join fund.organization o on o.id = a.organization_id
       where a.house_id = 4 and a.valid_to is null`,
    );
    return rows[0]!;
  });
  await openByNumber(kiosk, account.number, account);
  await noCard(kiosk, 'special', 'взносы вашего дома идут на другой счёт', 'По квитанции можно заплатить');
  const code = await scanQr(await pageShown(kiosk));
  expect(code).toContain(`|PersonalAcc=${paid.number}|`);
  expect(code).toContain(`Name=${paid.holder}|`);
  await shot(kiosk, 'payee-special-document');
});

test('where the special account is not known, it is said to ask for it, and the page shows no code', async ({
  kiosk,
  program,
}) => {
  await addVillages(program.fundUrl, [
    {
      id: 9010,
      settlement: 'Безсчётное',
      street: 'Центральная',
      street_kind: 'ул.',
      formation: 'specialAccount',
      managing_id: 2,
    },
  ]);
  const account = villageAccount(9010);
  await expect(async () => {
    await kiosk.goto(new URL('/', kiosk.url()).href);
    await openByNumber(kiosk, account.number, account);
  }).toPass({ timeout: 30_000 });
  await noCard(kiosk, 'missing', 'у кого их спросить', 'написано, у кого спросить');
  expect(await scanQr(await pageShown(kiosk))).toBeNull();
  await shot(kiosk, 'payee-missing-document');
});
