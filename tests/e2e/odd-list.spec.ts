// The desk's list of what is wrong in the fund's data: after odd rows of every kind it names each in a clerk's words, with what it hides.
import { rmSync } from 'node:fs';
import { expect, startProgram } from '../support/program.ts';
import { signInAtDesk } from './desk-walk.ts';
import { deskOptions, plain, shot, test } from './odd-walk.ts';

const month = 'Месяц счёта 10.2026';
const expected = [
  ['880005', 'Помещение 777777777', 'Такой строки в данных фонда нет', 'не виден'],
  ['102', 'Платёж 1020', 'Дата оплаты: эта дата ещё не наступила: 05.10.2062', 'кв. 102'],
  ['117117', 'один номер у нескольких счетов', 'кв. 117'],
  ['117117', 'один номер у нескольких счетов', 'кв. 104'],
  ['117117', 'Две строки с одним номером; показана одна', 'кв. 117'],
  ['118118', 'один ЕЛС у нескольких открытых счетов: 20МВ875415'],
  ['880015', 'один ЕЛС у нескольких открытых счетов: 20MB875415'],
  ['105', 'Строка начислений 10.2026', 'Причина: слишком длинно: «По решению суда'],
  ['Дом 2', 'Номер: слишком длинно: «№ 21, ЛИТЕР А'],
  ['101', month, 'Оплатить до: не дата: «infinity»'],
  ['104', month, 'Оплатить до: не дата: «infinity»'],
];

test.use({ viewport: { width: 1366, height: 768 } });

test('every odd row is listed with its account, its words and what it hides, and none is told as a lost connection', async ({
  browser,
  contextOptions,
}) => {
  const options = await deskOptions();
  const program = await startProgram(options);
  const context = await browser.newContext(contextOptions);
  try {
    const page = await context.newPage();
    await page.goto(program.url);
    await signInAtDesk(page);
    await page.getByTestId('desk-defects').click();
    const rows = page.getByTestId('defects').locator('tbody tr');
    await expect(async () => {
      await page.getByTestId('back').click();
      await page.getByTestId('desk-defects').click();
      await rows.first().waitFor();
      const listed = (await rows.allTextContents()).map(plain);
      for (const words of expected)
        expect(
          listed.some(row => words.every(each => row.includes(each))),
          words.join(', '),
        ).toBe(true);
    }).toPass({ timeout: 20_000 });
    await shot(page, 'odd-list');
    await expect(rows).toHaveCount(expected.length);
    await expect(rows.first().getByTestId('hides')).toContainText('1');
    for (const row of await rows.allTextContents())
      expect(row).not.toMatch(/infinity::|null|undefined|\b[a-z]+_[a-z]+\b/);
    await expect(page.getByTestId('freshness')).toContainText('Данные на');
    await expect(page.getByTestId('freshness')).not.toContainText('связ');
  } finally {
    await context.close();
    await program.stop();
    rmSync(program.dataDir, { recursive: true, force: true });
  }
});
