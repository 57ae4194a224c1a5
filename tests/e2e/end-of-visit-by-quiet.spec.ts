// The end of a visit by quiet, with a short one: in a file of its own, so that no other test meets the warning.
import { openByNumber } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';
import { answer, newPerson } from './cabinet-walk.ts';
import { expectNothingLeft, walkAccount } from './nothing-left.ts';

test.use({ programOptions: { settings: { idle: { warnSeconds: 3, endSeconds: 23, readingSeconds: 0 } } } });

test('quiet is warned of with a countdown that is spoken, a touch anywhere goes on, further quiet ends the visit', async ({
  kiosk,
  program,
}) => {
  const account = await walkAccount(program.fundUrl);
  await openByNumber(kiosk, account.number, account);
  const warning = kiosk.getByTestId('stay');
  await expect(warning).toBeVisible({ timeout: 8000 });
  await expect(kiosk.getByTestId('idle-spoken')).toHaveText('Осталось секунд: 20');
  await kiosk.mouse.click(5, 5);
  await expect(warning).toBeHidden();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
  await warning.click({ timeout: 8000 });
  await expect(warning).toBeHidden();
  await expect(kiosk.getByTestId('idle-spoken')).toHaveText('Осталось секунд: 10', { timeout: 20_000 });
  await expect(kiosk.getByTestId('start')).toBeVisible({ timeout: 15_000 });
  await expectNothingLeft(kiosk, account);
});

test('who waits for a letter is left five minutes, while the screen soon says nothing of whose it is', async ({
  kiosk,
}) => {
  await kiosk.clock.install();
  await kiosk.getByTestId('to-cabinet').click();
  await kiosk.getByTestId('forgot').click();
  await answer(kiosk, 'recover-login', newPerson().login);
  await kiosk.getByTestId('recover-code').waitFor();
  const warning = kiosk.getByTestId('stay');
  // twice what is left elsewhere before the warning
  const asked = Date.now();
  await expect.poll(() => Date.now() - asked, { timeout: 15_000 }).toBeGreaterThan(6000);
  await expect(warning).toBeHidden();
  await kiosk.clock.fastForward('00:50');
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
  await kiosk.clock.fastForward('05:01');
  await expect(kiosk.getByTestId('stay')).toBeVisible({ timeout: 15_000 });
});
