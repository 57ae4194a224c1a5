// A scanner at the desk: the next visitor's receipt, from whatever screen of the shift.
import { signInAtDesk } from './desk-walk.ts';
import { burst, qrPieces } from './scanner-keys.ts';
import { expect, test } from '../support/program.ts';

test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

test('a scan finds the account from the desk of a shift, and from a form of it', async ({ kiosk: desk }) => {
  await signInAtDesk(desk);
  await burst(desk, qrPieces);
  await expect(desk.getByTestId('hit-number')).toContainText('0753');
  await desk.getByTestId('by-document').click();
  await desk.getByTestId('last-four').locator('input').focus();
  await burst(desk, qrPieces);
  await expect(desk.getByTestId('hit-number')).toContainText('0753');
});
