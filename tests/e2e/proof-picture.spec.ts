// The picture of a proof, renewed by an impatient hand.
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { confirmHit, findByNumber, prove } from '../../scripts/walk/owner.ts';
import { expect, test } from '../support/program.ts';

// Failures are made here: a program of its own, so that no other test is asked for the picture.
test.use({ programOptions: { settings: { terminalName: 'Картинка', proof: { failuresToPicture: 1 } } } });

test('«Другая картинка» touched twice asks once, and nothing is checked until the new picture is there', async ({
  kiosk,
  program,
}) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await findByNumber(kiosk, account!.number);
  await confirmHit(kiosk);
  await prove(kiosk, { ...account!, amount: account!.amount + 1 });
  await kiosk.getByTestId('proof-error').waitFor();
  await kiosk.getByTestId('proof-next').click();
  await kiosk.getByTestId('proof-next').click();
  const picture = kiosk.getByTestId('picture');
  const first = await picture.getAttribute('src');
  await kiosk.keyboard.type('1', { delay: 70 });
  const check = kiosk.getByTestId('proof-submit');
  await expect(check).not.toHaveAttribute('disabled');

  let asked = 0;
  let release = () => {};
  const held = new Promise<void>(resolve => (release = resolve));
  await kiosk.route('**/rpc/proof.begin', async route => {
    asked++;
    await held;
    await route.continue();
  });
  await kiosk.getByTestId('another-picture').dispatchEvent('click');
  await kiosk.getByTestId('another-picture').dispatchEvent('click');
  await expect(check).toHaveAttribute('disabled');
  release();
  await expect(picture).not.toHaveAttribute('src', first!);
  await expect(kiosk.getByTestId('another-picture')).not.toHaveAttribute('disabled');
  expect(asked).toBe(1);
});

test('after a wrong code the caret is still in its field', async ({ kiosk, program }) => {
  const [, account] = await demoWalkAccounts(program.fundUrl, { count: 2 });
  await findByNumber(kiosk, account!.number);
  await confirmHit(kiosk);
  await prove(kiosk, { ...account!, amount: account!.amount + 1 });
  await kiosk.getByTestId('proof-error').waitFor();
  await kiosk.getByTestId('proof-next').click();
  await kiosk.getByTestId('proof-next').click();
  await kiosk.keyboard.type('00000', { delay: 70 });
  await kiosk.getByTestId('proof-submit').click();
  await expect(kiosk.getByTestId('proof-error')).toContainText('Код неверный, вот новый');
  await kiosk.keyboard.type('7', { delay: 70 });
  await expect(kiosk.getByTestId('picture-code').locator('input')).toHaveValue('7');
});
