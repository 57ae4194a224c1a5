// The end of a visit by quiet, with a short one: in a file of its own, so that no other test meets the warning.
import { begin, openByNumber } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { answer, newPerson } from './cabinet-walk.ts';
import { expectNothingLeft, walkAccount } from './nothing-left.ts';
import { burst, qrPieces } from './scanner-keys.ts';

test.use({ programOptions: { settings: { idle: { warnSeconds: 3, endSeconds: 23, readingSeconds: 0 } } } });

test('quiet is warned of with a countdown that is spoken, a touch anywhere or a scan goes on, further quiet ends the visit', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const stay = kiosk.getByTestId('stay');
  for (const answer of [() => stay.click(), () => kiosk.mouse.click(5, 5), () => burst(kiosk, qrPieces)]) {
    await expect(stay).toBeVisible({ timeout: 8000 });
    await expect(kiosk.getByTestId('idle-spoken')).toHaveText('Осталось секунд: 20');
    await answer();
    await expect(stay).toBeHidden();
    await expect(kiosk.getByTestId('balance')).toBeVisible();
  }
  await expect(kiosk.getByTestId('idle-spoken')).toHaveText('Осталось секунд: 10', { timeout: 20_000 });
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

test('who waits for a letter is left five minutes, while the screen soon says nothing of whose it is', async ({
  kiosk,
}) => {
  await kiosk.clock.install();
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('forgot').click();
  await answer(kiosk, 'recover-login', newPerson().login);
  await kiosk.getByTestId('recover-code').waitFor();
  const stay = kiosk.getByTestId('stay');
  // twice what is left elsewhere before the warning
  const asked = Date.now();
  await expect.poll(() => Date.now() - asked, { timeout: 15_000 }).toBeGreaterThan(6000);
  await expect(stay).toBeHidden();
  await kiosk.clock.runFor('00:50');
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('recover-login')).toBeHidden();
  await expect(kiosk.getByTestId('sign-in-name')).toBeVisible();
});

test('waiting for a letter is over after five minutes, and quiet is warned of as anywhere', async ({ kiosk }) => {
  await kiosk.clock.install();
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('forgot').click();
  await answer(kiosk, 'recover-login', newPerson().login);
  await kiosk.getByTestId('recover-code').waitFor();
  await kiosk.clock.runFor('05:01');
  await expect(kiosk.getByTestId('stay')).toBeVisible({ timeout: 15_000 });
});
