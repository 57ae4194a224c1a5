// Every screen of the main path for those who see badly: names, order and contrast, in every theme.
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { test } from '../support/program.ts';
import { expectReadable } from './looks.ts';
import { walkScreens } from './main-path.ts';

test.setTimeout(240_000);

test('every screen can be read by eye and by ear, in every theme', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await walkScreens(kiosk, account!, name => expectReadable(kiosk, name));
});
