// The end of a visit by quiet, with a short one: in a file of its own, so that no other test meets the warning.
import { openByNumber } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { expectNothingLeft, walkAccount } from './nothing-left.ts';

test.use({ programOptions: { settings: { idle: { warnSeconds: 3, endSeconds: 6 } } } });

test('quiet is warned of with a countdown, one touch goes on, further quiet ends the visit', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const stay = kiosk.getByTestId('stay');
  await expect(stay).toBeVisible({ timeout: 8000 });
  await stay.click();
  await expect(stay).toBeHidden();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await expect(kiosk.getByTestId('start')).toBeVisible({ timeout: 15_000 });
  await expectNothingLeft(kiosk, account);
});
