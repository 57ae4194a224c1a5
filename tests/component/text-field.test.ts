// kr-text-field, kr-password-field and kr-money-field under real keys, a mouse and a finger.
import { html } from 'lit';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { setLocale } from '../../src-renderer/i18n/index.ts';
import type { KrMoneyField, KrPasswordField, KrTextField } from '../../src-renderer/ui/index.ts';
import { button, clear, expectFingerSize, focused, show, tap, told } from './support/page.ts';

describe('a text field', () => {
  it('has its label as its name and takes what is typed', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Фамилия"></kr-text-field>`);
    const heard = told(field, 'kr-input');
    await userEvent.type(page.getByRole('textbox', { name: 'Фамилия', exact: true }), 'Ёж');
    expect(field.value).toBe('Ёж');
    expect(heard).toEqual([{ value: 'Ё' }, { value: 'Ёж' }]);
  });

  it('keeps its name for a screen reader when the label is not shown', async () => {
    await show(html`<kr-text-field label="Фамилия" label-hidden></kr-text-field>`);
    await expect.element(page.getByRole('textbox', { name: 'Фамилия' })).toBeInTheDocument();
    const label = page.getByText('Фамилия').element().getBoundingClientRect();
    expect(label.width).toBeLessThanOrEqual(1);
  });

  it('takes the caret when it appears, if the screen wants it so', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Фамилия" start-here></kr-text-field>`);
    await expect.poll(focused).toBe(field.shadowRoot?.querySelector('input'));
    await userEvent.keyboard('Иванов');
    expect(field.value).toBe('Иванов');
  });

  it('writes and erases at the caret, not at the end', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Фамилия" value="Иванов"></kr-text-field>`);
    await userEvent.click(page.getByRole('textbox'));
    await userEvent.keyboard('{Home}{ArrowRight}');
    field.typeText('В');
    expect(field.value).toBe('ИВванов');
    field.erase();
    field.erase();
    expect(field.value).toBe('ванов');
    await userEvent.keyboard('П');
    expect(field.value).toBe('Пванов');
  });

  it('puts the caret at the end when it is focused by the screen', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Фамилия" value="Иванов"></kr-text-field>`);
    field.focus();
    await userEvent.keyboard('а{Backspace}{Backspace}');
    expect(field.value).toBe('Ивано');
  });

  it('takes no more than its length, also in the middle', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Код" maxlength="4"></kr-text-field>`);
    await userEvent.type(page.getByRole('textbox'), '123456');
    expect(field.value).toBe('1234');
    expect(page.getByRole('textbox').element()).toHaveProperty('value', '1234');
    await userEvent.keyboard('{Home}{ArrowRight}98');
    expect(field.value).toBe('1982');
  });

  it('tells of Enter with its value and of the arrow down', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Код" value="7"></kr-text-field>`);
    const [entered, down] = [told(field, 'kr-enter'), told(field, 'kr-down')];
    await userEvent.click(page.getByRole('textbox'));
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(entered).toEqual([{ value: '7' }]);
    expect(down).toEqual([null]);
  });

  it('is wiped by a finger on the cross, which is there only when there is something to wipe', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Код"></kr-text-field>`);
    await expect.element(button('Стереть всё')).not.toBeInTheDocument();
    field.value = '123';
    await expect.element(button('Стереть всё')).toBeVisible();
    expectFingerSize();
    const heard = told(field, 'kr-input');
    await tap(button('Стереть всё'));
    expect(field.value).toBe('');
    expect(heard).toEqual([{ value: '' }]);
    expect(focused()).toBe(field.shadowRoot?.querySelector('input'));
  });

  it('says what is wrong at once, in place of the hint, and is marked invalid', async () => {
    const field = await show<KrTextField>(html`<kr-text-field label="Код" hint="Шесть цифр"></kr-text-field>`);
    const input = page.getByRole('textbox');
    await expect.element(input).toHaveAccessibleDescription('Шесть цифр');
    await expect.element(input).toHaveAttribute('aria-invalid', 'false');
    field.error = 'Код не подошёл';
    await expect.element(page.getByRole('alert')).toHaveTextContent('Код не подошёл');
    await expect.element(page.getByText('Шесть цифр')).not.toBeInTheDocument();
    await expect.element(input).toHaveAccessibleDescription('Код не подошёл');
    await expect.element(input).toHaveAttribute('aria-invalid', 'true');
  });

  it('shows the unit without saying it', async () => {
    await show(html`<kr-text-field label="Площадь" unit="м²"></kr-text-field>`);
    await expect.element(page.getByText('м²')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Площадь', exact: true })).toBeInTheDocument();
    expect(page.getByText('м²').element().getAttribute('aria-hidden')).toBe('true');
  });

  it('speaks the chosen language', async () => {
    await show(html`<kr-text-field label="Код" value="1"></kr-text-field>`);
    await expect.element(button('Стереть всё')).toBeInTheDocument();
    setLocale('en');
    await expect.element(button('Clear')).toBeInTheDocument();
  });
});

describe('a password field', () => {
  it('hides what is typed until the person asks to see it, and says which', async () => {
    const field = await show<KrPasswordField>(html`<kr-password-field label="Пароль"></kr-password-field>`);
    const input = page.getByLabelText('Пароль', { exact: true });
    await userEvent.type(input, 'Секрет-1');
    await expect.element(input).toHaveAttribute('type', 'password');
    await expect.element(button('Показать пароль')).toHaveAttribute('aria-pressed', 'false');
    await tap(button('Показать пароль'));
    await expect.element(input).toHaveAttribute('type', 'text');
    await expect.element(button('Показать пароль')).toHaveAttribute('aria-pressed', 'true');
    expect(field.value).toBe('Секрет-1');
    expectFingerSize();
    await button('Показать пароль').click();
    await expect.element(input).toHaveAttribute('type', 'password');
  });

  it('offers the browser nothing to remember', async () => {
    await show(html`<kr-password-field label="Пароль"></kr-password-field>`);
    await expect
      .element(page.getByLabelText('Пароль', { exact: true }))
      .toHaveAttribute('autocomplete', 'new-password');
  });
});

describe('a money field', () => {
  const typed = async (keys: string) => {
    const field = await show<KrMoneyField>(html`<kr-money-field label="Сумма"></kr-money-field>`);
    if (keys) await userEvent.type(page.getByRole('textbox', { name: 'Сумма', exact: true }), keys);
    return field;
  };

  it.each([
    ['1234,56', '1234,56'],
    ['12.5', '12,5'],
    [',5', '0,5'],
    ['007', '7'],
    ['12,345', '12,34'],
    ['1,2,3', '1,23'],
    ['12 р', '12'],
    ['1234567890', '123456789'],
    ['-5', '5'],
  ])('makes a sum of the keys %s: %s', async (keys, sum) => {
    const field = await typed(keys);
    expect(field.value).toBe(sum);
    expect(page.getByRole('textbox').element()).toHaveProperty('value', sum);
  });

  it('takes a pasted sum with spaces, a currency and a point', async () => {
    const field = await typed('');
    const input = page.getByRole('textbox');
    await userEvent.fill(input, '1 234.50 ₽');
    expect(field.value).toBe('1234,50');
  });

  it('with a sum the screen gave back, gives way to the next digit, from either keyboard', async () => {
    for (const key of [async (field: KrMoneyField) => field.typeText('5'), () => userEvent.keyboard('5')]) {
      const field = await show<KrMoneyField>(
        html`<kr-money-field label="Сумма" .value=${'100,00'} start-here></kr-money-field>`,
      );
      await expect.poll(focused).toBe(field.shadowRoot?.querySelector('input'));
      await key(field);
      expect(field.value).toBe('5');
      await userEvent.keyboard('72,61');
      expect(field.value).toBe('572,61');
      clear();
    }
  });

  it('with a sum given back is still mended from its end, and an unfinished one goes on', async () => {
    const field = await show<KrMoneyField>(
      html`<kr-money-field label="Сумма" .value=${'572,60'} start-here></kr-money-field>`,
    );
    field.erase();
    field.typeText('1');
    expect(field.value).toBe('572,61');
    field.value = '572';
    await field.updateComplete;
    field.typeText(',');
    expect(field.value).toBe('572,');
  });

  it('says that it is full instead of dropping a digit in silence', async () => {
    const field = await typed('572,61');
    await expect.element(page.getByText(/Больше/)).not.toBeInTheDocument();
    await userEvent.keyboard('5');
    expect(field.value).toBe('572,61');
    await expect.element(page.getByText(/Больше/)).toBeVisible();
    await userEvent.keyboard('{Backspace}');
    await expect.element(page.getByText(/Больше/)).not.toBeInTheDocument();
  });

  it('shows rubles beside the sum', async () => {
    await typed('5');
    await expect.element(page.getByText('₽')).toBeVisible();
  });
});
