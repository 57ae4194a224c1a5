// kr-date-pad: a date by its digits, from real keys and from the number pad, and what it says of an impossible one.
import { html } from 'lit';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import type { KrDatePad } from '../../src-renderer/ui/index.ts';
import { clear, focused, press, show, told } from './support/page.ts';

async function pad(latest = '2026-11-22') {
  const date = await show<KrDatePad>(
    html`<kr-date-pad label="Дата платежа" latest=${latest} start-here></kr-date-pad>`,
  );
  await show(html`<kr-numpad></kr-numpad>`);
  await expect.poll(() => focused()?.id).toBe('part0');
  return date;
}

const parts = () =>
  ['День', 'Месяц', 'Год'].map(name => (page.getByRole('textbox', { name }).element() as HTMLInputElement).value);

describe('a date pad', () => {
  it('takes eight digits in a row and walks from day to month to year', async () => {
    const date = await pad();
    const heard = told(date, 'kr-input');
    await press('0', '5');
    await expect.poll(() => focused()?.id).toBe('part1');
    await press('1', '1');
    await expect.poll(() => focused()?.id).toBe('part2');
    await press('2', '0', '2', '6');
    await expect.poll(parts).toEqual(['05', '11', '2026']);
    expect(date.value).toBe('2026-11-05');
    expect(heard.at(-1)).toEqual({ value: '2026-11-05', filled: true });
    expect(heard.slice(0, -1).every(detail => (detail as { value: string }).value === '')).toBe(true);
  });

  it('takes the keys of a real keyboard, and no letters', async () => {
    const date = await pad();
    const entered = told(date, 'kr-enter');
    await userEvent.keyboard('0а5z11.2026');
    await expect.poll(parts).toEqual(['05', '11', '2026']);
    await userEvent.keyboard('{Enter}');
    expect(entered).toEqual([{ value: '2026-11-05' }]);
  });

  it('erases back through the parts, and everything by one key', async () => {
    const date = await pad();
    await press('0', '5', '1', '1', 'Стереть один знак', 'Стереть один знак', 'Стереть один знак');
    await expect.poll(parts).toEqual(['0', '', '']);
    await expect.poll(() => focused()?.id).toBe('part0');
    await press('7', 'Стереть всё');
    await expect.poll(parts).toEqual(['', '', '']);
    expect(date.value).toBe('');
  });

  it('refused by the screen, gives way to the next digit, from either keyboard', async () => {
    for (const key of [() => press('0'), () => userEvent.keyboard('0')]) {
      const date = await pad();
      date.value = '2026-10-01';
      await expect.poll(parts).toEqual(['01', '10', '2026']);
      await key();
      await expect.poll(parts).toEqual(['0', '', '']);
      await userEvent.keyboard('6102026');
      expect(date.value).toBe('2026-10-06');
      clear();
    }
  });

  it('refused, is still mended from its end', async () => {
    const date = await pad();
    date.value = '2026-10-01';
    await press('Стереть один знак', '5');
    expect(date.value).toBe('2025-10-01');
  });

  it('that is full says so of one digit more, and one that cannot be begins anew', async () => {
    const date = await pad();
    await press('0', '6', '1', '0', '2', '0', '2', '6', '6');
    expect(date.value).toBe('2026-10-06');
    await expect.element(page.getByText(/Больше/)).toBeVisible();
    await press('Стереть всё', '3', '1', '0', '2', '2', '0', '2', '6', '2');
    await expect.poll(parts).toEqual(['2', '', '']);
    await expect.element(page.getByText(/Больше/)).not.toBeInTheDocument();
  });

  it('takes a whole date that is pasted into any part', async () => {
    const date = await pad();
    await userEvent.fill(page.getByRole('textbox', { name: 'День' }), '05.11.2026');
    expect(date.value).toBe('2026-11-05');
  });

  it.each([
    ['32', 'День — от 1 до 31'],
    ['0113', 'Месяц — от 1 до 12'],
    ['3102', 'Такого дня в календаре нет'],
    ['29022025', 'Такого дня в календаре нет'],
    ['23112026', 'Этот день ещё не наступил'],
  ])('says at once what is wrong with %s, and gives no value', async (digits, sentence) => {
    const date = await pad();
    await userEvent.keyboard(digits);
    await expect
      .poll(() => page.getByRole('alert').element().textContent?.replaceAll('\u00a0', ' ').trim())
      .toBe(sentence);
    await expect.element(page.getByRole('textbox', { name: 'День' })).toHaveAttribute('aria-invalid', 'true');
    expect(date.value).toBe('');
  });

  it('takes the last day that may be, and 29 February of a leap year', async () => {
    const date = await pad();
    await userEvent.keyboard('22112026');
    expect(date.value).toBe('2026-11-22');
    date.clearText();
    await userEvent.keyboard('29022024');
    expect(date.value).toBe('2024-02-29');
  });

  it('shows a date given to it, and the error of the screen under it', async () => {
    const date = await show<KrDatePad>(html`<kr-date-pad .value=${'2026-11-02'} latest="2026-11-22"></kr-date-pad>`);
    expect(parts()).toEqual(['02', '11', '2026']);
    date.error = 'Платёж не найден';
    await expect.element(page.getByRole('alert')).toHaveTextContent('Платёж не найден');
  });

  it('is a group with a name of its own: its label, or «Дата»', async () => {
    await show(html`<kr-date-pad label="Дата платежа"></kr-date-pad>`);
    await expect.element(page.getByRole('group', { name: 'Дата платежа' })).toBeVisible();
    await show(html`<kr-date-pad></kr-date-pad>`);
    await expect.element(page.getByRole('group', { name: 'Дата', exact: true })).toBeVisible();
  });
});
