// A scanner's keys, at its pace, on every screen with a way to an account; and a refused proof that is typed anew.
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { confirmHit, findByNumber, prove, tapKeys, typedSum } from '../../scripts/walk/owner.ts';
import { accountNumber as number, burst, qrPieces as pieces } from './scanner-keys.ts';
import { expectFits, largestText } from './cabinet-walk.ts';
import { expect, test } from '../support/program.ts';

test.use({ programOptions: { settings: { audience: 'kiosk', terminalName: 'Сканер' } } });

/** `KR_SHOTS` names a folder for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const shots = process.env['KR_SHOTS'];
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
  await expectFits(page, name);
}

const found = (page: Page) => expect(page.getByTestId('hit-number')).toContainText('0753');

test('a code with line breaks inside, one without an end and one with a sign before it are each one scan', async ({
  kiosk,
}) => {
  await kiosk.getByTestId('start').click();
  await burst(kiosk, pieces);
  await found(kiosk);
  await kiosk.getByTestId('hit-no').click();
  await burst(kiosk, [`s${pieces.join('')}`], { enter: false });
  await found(kiosk);
  await kiosk.getByTestId('hit-no').click();
  await burst(kiosk, [`*${number}`]);
  await found(kiosk);
});

test('a scan over a field leaves nothing in it, and typing goes on', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await findByNumber(kiosk, account!.number);
  await confirmHit(kiosk);
  await kiosk.getByTestId('proof-date').waitFor();
  await tapKeys(kiosk, '05');
  // the address bar of a shop's own site: a burst, and no receipt
  await burst(kiosk, ['https://shop.example/12345678']);
  await expect(kiosk.getByTestId('scan-error')).toContainText('Это не квитанция фонда');
  await look(kiosk, 'scan-foreign');
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('by-address').click();
  await burst(kiosk, pieces);
  await found(kiosk);
  await confirmHit(kiosk);
  await expect(kiosk.getByTestId('paid-on').locator('input').first()).toHaveValue('');
});

test('a scan is taken while the panel of text sizes is open, and closes it', async ({ kiosk }) => {
  await kiosk.getByTestId('comfort').click();
  await kiosk.getByTestId('text-size-1').waitFor();
  await burst(kiosk, pieces);
  await found(kiosk);
  await expect(kiosk.getByTestId('text-size-1')).not.toBeVisible();
});

test('what is typed after «Данные не совпали» begins the date and the sum anew', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await findByNumber(kiosk, account!.number);
  await look(kiosk, 'find-confirm');
  await confirmHit(kiosk);
  await kiosk.getByTestId('proof-date').waitFor();
  await look(kiosk, 'proof-date');
  await prove(kiosk, { paidOn: '2026-10-01', amount: 10_000 });
  await expect(kiosk.getByTestId('proof-error')).toContainText('Платили на днях? Введите предыдущий платёж');
  await look(kiosk, 'proof-mismatch');
  const [year, month, day] = account!.paidOn.split('-');
  await tapKeys(kiosk, `${day}${month}${year}`);
  await kiosk.getByTestId('proof-next').click();
  await kiosk.getByTestId('proof-sum').waitFor();
  await tapKeys(kiosk, typedSum(account!.amount));
  await tapKeys(kiosk, '1');
  await expect(kiosk.getByText('Больше знаков здесь не поместится')).toBeVisible();
  await kiosk.getByTestId('proof-submit').click();
  await kiosk.getByTestId('balance').waitFor();
});

for (const size of ['usual', 'largest'])
  test(`the screens of finding and proving hold their words at the ${size} text`, async ({ kiosk, program }) => {
    const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
    if (size === 'largest') await largestText(kiosk);
    await kiosk.getByTestId('start').click();
    await kiosk.getByTestId('by-number').click();
    await look(kiosk, `find-number-${size}`);
    await kiosk.getByTestId('back').click();
    await kiosk.getByTestId('by-code').click();
    await look(kiosk, `find-scan-${size}`);
    await kiosk.getByTestId('back').click();
    await kiosk.getByTestId('by-number').click();
    await tapKeys(kiosk, account!.number);
    await kiosk.getByTestId('find-submit').click();
    await confirmHit(kiosk);
    await kiosk.getByTestId('proof-date').waitFor();
    await look(kiosk, `proof-date-${size}`);
    await prove(kiosk, { paidOn: '2026-10-01', amount: 10_000 });
    await kiosk.getByTestId('proof-error').waitFor();
    await look(kiosk, `proof-mismatch-${size}`);
    await kiosk.getByTestId('no-receipt').click();
    await look(kiosk, `proof-help-${size}`);
  });
