// What a scanner types: a receipt's code in the pieces its line breaks make, by real keys with no wait between them.
import type { Page } from '@playwright/test';

/** The account of the demo's own walk. */
export const accountNumber = '220753';

/** In Latin letters: others are put in as by an input method, and are no keys. */
export const qrPieces = [
  'ST00012|Name=Fund|PersonalAcc=40603810500000000123|',
  'BankName=Bank|BIC=049706609|CorrespAcc=30101810300000000609|PayeeINN=2130990176|',
  `Category=7|PersAcc=${accountNumber}|LastName=T`,
];

export async function burst(page: Page, pieces: readonly string[], { enter = true } = {}): Promise<void> {
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(piece);
  }
  if (enter) await page.keyboard.press('Enter');
}
