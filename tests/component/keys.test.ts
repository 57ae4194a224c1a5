// kr-keyboard and kr-numpad: what each key writes, into which field, and that the caret stays where it was.
import { html } from 'lit';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { setLocale } from '../../src-renderer/i18n/index.ts';
import type { KrKeyboard, KrTextField } from '../../src-renderer/ui/index.ts';
import { button, expectFingerSize, focused, keyOn, press, show, tap } from './support/page.ts';

async function keyboard(keys = html`<kr-keyboard></kr-keyboard>`, value = '') {
  const field = await show<KrTextField>(html`<kr-text-field label="Поле" .value=${value} start-here></kr-text-field>`);
  const element = await show<KrKeyboard>(keys);
  return { field, element };
}

const caps = (element: HTMLElement, row: number) =>
  [...(element.shadowRoot?.querySelectorAll('.row')[row]?.querySelectorAll('[data-key]') ?? [])]
    .map(({ textContent }) => textContent?.trim())
    .join('');

describe('the on-screen keyboard', () => {
  it('has ЙЦУКЕН with Ё, and digits with «-» and «/» above it', async () => {
    const { element } = await keyboard();
    expect([0, 1, 2].map(row => caps(element, row))).toEqual(['1234567890-/', 'ЙЦУКЕНГШЩЗХЪ', 'ФЫВАПРОЛДЖЭЁ']);
    expect(caps(element, 3)).toBe('ЯЧСМИТЬБЮ');
  });

  it('writes into the field that has the caret, and leaves the caret there', async () => {
    const { field } = await keyboard();
    const input = field.shadowRoot?.querySelector('input');
    await press('Ё', 'Ж', 'Пробел', '1', 'Дефис', 'Дробь');
    expect(field.value).toBe('ЁЖ 1-/');
    expect(focused()).toBe(input);
    await tap(button('Стереть один знак'));
    expect(field.value).toBe('ЁЖ 1-');
    expect(focused()).toBe(input);
    await press('Стереть всё');
    expect(field.value).toBe('');
  });

  it('writes into the field focused last', async () => {
    const { field } = await keyboard();
    const other = await show<KrTextField>(html`<kr-text-field label="Другое"></kr-text-field>`);
    await userEvent.click(page.getByRole('textbox', { name: 'Другое' }));
    await press('А');
    expect([field.value, other.value]).toEqual(['', 'А']);
    await userEvent.click(page.getByRole('textbox', { name: 'Поле' }));
    await press('Б');
    expect([field.value, other.value]).toEqual(['Б', 'А']);
  });

  it('writes at the caret', async () => {
    const { field } = await keyboard(undefined, 'АВ');
    await userEvent.keyboard('{Home}{ArrowRight}');
    await press('Б');
    expect(field.value).toBe('АБВ');
  });

  it('switches to Latin letters and back, and says so', async () => {
    const { field, element } = await keyboard();
    await press('ABC: Латинские буквы');
    expect([1, 2, 3].map(row => caps(element, row))).toEqual(['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM']);
    await press('Q', 'АБВ: Русские буквы', 'Й');
    expect(field.value).toBe('QЙ');
  });

  it('writes small letters for a login; shift gives one capital and says that it is on', async () => {
    const { field } = await keyboard(html`<kr-keyboard kind="login" layout="latin"></kr-keyboard>`);
    await press('a');
    const shift = button('Заглавная буква');
    await expect.element(shift).toHaveAttribute('aria-pressed', 'false');
    await shift.click();
    await expect.element(shift).toHaveAttribute('aria-pressed', 'true');
    await press('B', 'c', '_', '.');
    await expect.element(shift).toHaveAttribute('aria-pressed', 'false');
    expect(field.value).toBe('aBc_.');
  });

  it('ends an e-mail by one key, with one @', async () => {
    const { field } = await keyboard(html`<kr-keyboard kind="email" layout="latin"></kr-keyboard>`);
    await press('a', '@mail.ru');
    expect(field.value).toBe('a@mail.ru');
    await press('Стереть всё', 'b', '@', '@gmail.com');
    expect(field.value).toBe('b@gmail.com');
  });

  it('ends the second of several e-mails with its own @', async () => {
    const { field } = await keyboard(html`<kr-keyboard kind="emails" layout="latin"></kr-keyboard>`);
    await press('a', '@mail.ru', ',', 'b', '@yandex.ru');
    expect(field.value).toBe('a@mail.ru,b@yandex.ru');
  });

  it('has the signs of an address and of a password', async () => {
    const { field } = await keyboard(html`<kr-keyboard kind="address"></kr-keyboard>`);
    await press('д', '.', 'Пробел', '5', '/', '1', ',');
    expect(field.value).toBe('д. 5/1,');
    const passwords = await show<KrKeyboard>(html`<kr-keyboard kind="password"></kr-keyboard>`);
    expect(caps(passwords, 4)).toBe('Стереть всё.,!?@#*');
  });

  it('has a layout of digits with «-» and «/» for house numbers, and a way to the letters', async () => {
    const { field } = await keyboard(html`<kr-keyboard layout="digits"></kr-keyboard>`);
    await press('1', '2', 'Дробь', '3', 'Дефис', '4', 'АБВ: Русские буквы', 'А');
    expect(field.value).toBe('12/3-4А');
  });

  it.each(['text', 'login', 'email', 'emails', 'password', 'address'] as const)(
    'has keys as large as a finger for %s',
    async kind => {
      await show(html`<kr-keyboard kind=${kind}></kr-keyboard>`);
      expectFingerSize();
    },
  );

  it('is a named group of keys out of the tab order', async () => {
    const { field } = await keyboard();
    await expect.element(page.getByRole('group', { name: 'Клавиатура на экране' })).toBeVisible();
    await userEvent.keyboard('{Tab}');
    expect(focused()).not.toBe(field.shadowRoot?.querySelector('input'));
    expect(focused()?.closest('[data-key]')).toBeFalsy();
  });

  it('speaks the chosen language', async () => {
    await keyboard();
    setLocale('en');
    await expect.element(page.getByRole('group', { name: 'On-screen keyboard' })).toBeVisible();
    await expect.element(button('Space')).toBeVisible();
  });
});

describe('the number pad', () => {
  it('writes digits and erases them one by one or all', async () => {
    const { field } = await keyboard(html`<kr-numpad></kr-numpad>`);
    await press('1', '2', '3', '0', 'Стереть один знак');
    expect(field.value).toBe('123');
    await tap(keyOn('Стереть всё'));
    expect(field.value).toBe('');
  });

  it('has a comma for money in place of «Стереть всё»', async () => {
    const field = await show<KrTextField>(html`<kr-money-field label="Сумма" start-here></kr-money-field>`);
    await show(html`<kr-numpad comma></kr-numpad>`);
    await press('5', 'Запятая', '0', '7', '9');
    expect(field.value).toBe('5,07');
    field.clearText();
    await press('Запятая', '5');
    expect(field.value).toBe('0,5');
  });

  it('has keys as large as a finger', async () => {
    await show(html`<kr-numpad></kr-numpad>`);
    expectFingerSize();
    await expect.element(page.getByRole('group', { name: 'Цифры на экране' })).toBeVisible();
  });
});
