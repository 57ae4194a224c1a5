// The middle of an open month: an owner who paid after the last closing proves the account by that payment and owes the rest.
import { demoWalkAccounts, postPayment } from '../../scripts/demo/index.ts';
import { finish, openByNumber } from '../../scripts/walk/owner.ts';
import { formatKopecks } from '../../src-main/domain/money.ts';
import { fundMonths } from '../support/fund-rows.ts';
import { expect, test } from '../support/program.ts';

const shown = (kopecks: number) => formatKopecks(Math.abs(kopecks));

test('who paid since the last closing opens the account by that payment, owes the rest, and reads how it came about', async ({
  kiosk,
  program,
}) => {
  const account = (await demoWalkAccounts(program.fundUrl, { count: 14 }))[12]!;
  const [closed] = await fundMonths(program.fundUrl, account.id);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date());
  const amount = 10_007;
  await postPayment(program.fundUrl, { account: account.id, amount, day });
  await expect(async () => {
    await kiosk.goto(new URL('/', kiosk.url()).href);
    await openByNumber(kiosk, account.number, { paidOn: day, amount });
    await expect(kiosk.getByTestId('balance')).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 20_000 });
  await expect(kiosk.getByTestId('balance')).toContainText(shown(closed!.closing - amount));
  const derivation = kiosk.getByTestId('derivation');
  await expect(derivation).toContainText(shown(closed!.closing));
  await expect(derivation).toContainText(shown(amount));
  await kiosk.getByTestId('to-payments').click();
  await expect(kiosk.getByTestId('payments')).toContainText(shown(amount));
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('to-document').click();
  await expect(kiosk.getByTestId('document-due')).toContainText(shown(closed!.closing - amount));
  await expect(kiosk.getByTestId('document-page')).toHaveCount(1);
  await finish(kiosk);
});
