// Every screen of the desk for those who see badly: names, order and contrast in every theme, and nothing cut off at the largest text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { newPaper } from '../e2e/new-paper.ts';
import { pdfText } from '../support/pdf.ts';
import { test } from '../support/program.ts';
import { expectReadable, expectToFit } from './looks.ts';
import { walkDeskScreens } from './main-path.ts';

test.setTimeout(240_000);
test.use({ programOptions: { settings: { audience: 'desk', terminalName: 'Стойка' } } });

test('every screen of the desk can be read by eye and by ear, in every theme, and fits', async ({ kiosk, program }) => {
  const [account] = await demoWalkAccounts(program.fundUrl, { count: 1 });
  await kiosk.setViewportSize({ width: 1366, height: 768 });
  const look = async (name: string) => {
    await expectReadable(kiosk, name);
    await expectToFit(kiosk, name);
  };
  await walkDeskScreens(kiosk, account!, look, async work => {
    const file = await newPaper(join(program.dataDir, 'напечатано'), work);
    return pdfText(readFileSync(file));
  });
});
