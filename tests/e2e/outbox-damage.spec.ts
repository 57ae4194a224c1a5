// The terminal's own file is gone after a night: the desk is told what was saved and what was not, until somebody there says that they have seen it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { expectReadable, expectToFit } from '../a11y/looks.ts';
import { axeFindings } from '../a11y/measure.ts';
import { expect, startProgram, test } from '../support/program.ts';
import { signInAtDesk } from './desk-walk.ts';

test('staff are told of a lost outbox until one of them has seen it', async ({ browser }) => {
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-outbox-'));
  const options = { dataDir, settings: { audience: 'desk' } };
  const before = await startProgram(options);
  await before.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `outbox.db${end}`), { force: true });
  const program = await startProgram(options);
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1366, height: 768 } });
  try {
    const page = await context.newPage();
    await page.goto(program.url);
    const [operator] = demoStaff;
    await signInAtDesk(page, operator);
    await page.getByTestId('desk-data').click();
    await expect(page.getByTestId('data-outbox')).toHaveText('Файл этого терминала пропал');
    await expectReadable(page, 'data-outbox');
    await expectToFit(page, 'data-outbox');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByTestId('outbox-seen').click();
    await expect(page.getByTestId('data-outbox')).toHaveCount(0);
    await expect(page.getByTestId('data-well')).toBeVisible();
  } finally {
    await context.close();
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
