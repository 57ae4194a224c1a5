// The end of a visit by quiet, with a short one: in a file of its own, so that no other test meets the warning.
import { begin, openByNumber } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { burst, qrPieces } from './scanner-keys.ts';
import { expectNothingLeft, walkAccount } from './nothing-left.ts';

test.use({ programOptions: { settings: { idle: { warnSeconds: 3, endSeconds: 6 } } } });

test('quiet is warned of with a countdown, one touch or a scan goes on, further quiet ends the visit', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const stay = kiosk.getByTestId('stay');
  for (const answer of [() => stay.click(), () => burst(kiosk, qrPieces)]) {
    await expect(stay).toBeVisible({ timeout: 8000 });
    await answer();
    await expect(stay).toBeHidden();
    await expect(kiosk.getByTestId('balance')).toBeVisible();
  }
  await expect(kiosk.getByTestId('start')).toBeVisible({ timeout: 15_000 });
  await expectNothingLeft(kiosk, account);
});

test('a receipt scanned under the warning is looked up where one is awaited', async ({ kiosk }) => {
  await begin(kiosk);
  await expect(kiosk.getByTestId('stay')).toBeVisible({ timeout: 8000 });
  await burst(kiosk, qrPieces);
  await expect(kiosk.getByTestId('hit-number')).toContainText('0753');
  await expect(kiosk.getByTestId('stay')).toBeHidden();
});
