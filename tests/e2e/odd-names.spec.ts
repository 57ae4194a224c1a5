// Names with signs nobody sees and letters a printer lacks, and a payee's account with blanks: as they should read, on the screen, on paper and in the code.
import { readFileSync } from 'node:fs';
import { settlementAccount } from '../support/odd-fund.ts';
import { pdfText, rasterise, scanQr } from '../support/pdf.ts';
import { expect } from '../support/program.ts';
import { openOdd, paperAfter, shot, test } from './odd-walk.ts';
import { printDocument } from '../../scripts/walk/owner.ts';

for (const [number, name] of [
  ['107', 'Кузнецова Мария'],
  ['108', 'Әхмәтҗанов-Ҡолһарин Ҫеҫпӗл'],
] as const)
  test(`«${name}» reads so on the screen and on paper, and the code pays the operator’s account`, async ({
    kiosk,
    program,
  }) => {
    await openOdd(kiosk, number);
    await expect(kiosk.getByTestId('owner')).toHaveText(name);
    await shot(kiosk, `odd-name-${number}`);
    const file = await paperAfter(program, () => printDocument(kiosk));
    const pdf = readFileSync(file);
    const text = await pdfText(pdf);
    expect(text).toContain(name);
    expect(text).toContain(settlementAccount.meant);
    expect(text).not.toContain(settlementAccount.written);
    const [page] = await rasterise(pdf, 203);
    const code = await scanQr(page!);
    expect(code).toContain(`|PersonalAcc=${settlementAccount.meant}|`);
    expect(code).toContain('|Sum=134500');
    const [lastName, firstName] = name.split(' ');
    expect(code).toContain(`|LastName=${lastName}|FirstName=${firstName}|`);
  });
