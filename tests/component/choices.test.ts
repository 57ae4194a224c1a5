// kr-choice-list, kr-tabs, kr-check, kr-button and kr-tile: chosen by a finger, walked by arrow keys, announced by their state.
import { html, render } from 'lit';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import type { KrButton, KrCheck, KrChoiceList, KrTabs } from '../../src-renderer/ui/index.ts';
import { button, expectFingerSize, focused, show, tap, told } from './support/page.ts';

describe('a list of choices', () => {
  const items = [
    { id: 1, label: 'Ленина, 1' },
    { id: 2, label: 'Ленина, 2', note: 'кв. 1–80' },
    { id: 3, label: 'Ленина, 3' },
  ];
  const list = () =>
    show<KrChoiceList>(html`<kr-choice-list label="Дома" .items=${items} columns="1"></kr-choice-list>`);

  it('is a named list whose rows are buttons as large as a finger', async () => {
    await list();
    await expect.element(page.getByRole('list', { name: 'Дома' })).toBeVisible();
    expect(page.getByRole('listitem').elements()).toHaveLength(3);
    expectFingerSize();
  });

  it('gives the chosen item by a finger', async () => {
    const chosen = told(await list(), 'kr-choose');
    await tap(page.getByRole('button', { name: /Ленина, 2/ }));
    expect(chosen).toEqual([items[1]]);
  });

  it('is walked by the arrow keys from the first row to the last and no further', async () => {
    const element = await list();
    const chosen = told(element, 'kr-choose');
    element.focusFirst();
    const row = () => (focused() as HTMLElement).dataset['choice'];
    expect(row()).toBe('1');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(row()).toBe('3');
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(chosen).toEqual([items[1]]);
  });
});

describe('tabs', () => {
  const tabs = [
    { id: 'general', label: 'Общие' },
    { id: 'contacts', label: 'Контакты' },
    { id: 'services', label: 'Услуги' },
  ];

  /** The screen sets the value back, as screens do. */
  const bar = async () => {
    const place = await show<HTMLElement>(html`<div></div>`);
    const draw = (value: string) =>
      render(
        html`<kr-tabs
          label="Разделы"
          .tabs=${tabs}
          value=${value}
          @kr-tab=${(event: CustomEvent<string>) => draw(event.detail)}
        ></kr-tabs>`,
        place,
      );
    draw('general');
    const element = place.querySelector<KrTabs>('kr-tabs')!;
    await element.updateComplete;
    return element;
  };
  const selected = () =>
    page
      .getByRole('tab')
      .elements()
      .filter(each => each.getAttribute('aria-selected') === 'true')
      .map(({ textContent }) => textContent?.trim());

  it('say which of them is chosen, and are as large as a finger', async () => {
    await bar();
    await expect.element(page.getByRole('tablist', { name: 'Разделы' })).toBeVisible();
    expect(selected()).toEqual(['Общие']);
    expectFingerSize();
    await tap(page.getByRole('tab', { name: 'Услуги' }));
    await expect.poll(selected).toEqual(['Услуги']);
  });

  it('are one stop of the Tab key, walked by the arrow keys around the ends', async () => {
    await bar();
    await userEvent.keyboard('{Tab}');
    expect(focused()?.textContent?.trim()).toBe('Общие');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => focused()?.textContent?.trim()).toBe('Услуги');
    expect(selected()).toEqual(['Услуги']);
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => focused()?.textContent?.trim()).toBe('Общие');
    await userEvent.keyboard('{Tab}');
    expect(page.getByRole('tab').elements()).not.toContain(focused());
  });
});

describe('a tick', () => {
  it('is put by a finger anywhere on its sentence, and tells of it', async () => {
    const check = await show<KrCheck>(html`<kr-check note="Можно отозвать">Я согласен</kr-check>`);
    const heard = told(check, 'kr-check');
    const box = page.getByRole('checkbox', { name: /Я согласен/ });
    await expect.element(box).not.toBeChecked();
    expectFingerSize();
    await tap(page.elementLocator(check), { through: true });
    await expect.element(box).toBeChecked();
    await userEvent.keyboard(' ');
    await expect.element(box).not.toBeChecked();
    expect(heard).toEqual([{ checked: true }, { checked: false }]);
  });

  it('cannot be put while it is disabled', async () => {
    const check = await show<KrCheck>(html`<kr-check disabled>Я согласен</kr-check>`);
    await expect.element(page.getByRole('checkbox')).toBeDisabled();
    await page.getByText('Я согласен').click({ force: true });
    expect(check.checked).toBe(false);
  });

  it('that was put is seen also while it is disabled', async () => {
    const check = await show<KrCheck>(html`<kr-check checked disabled>Я согласен</kr-check>`);
    const box = check.shadowRoot?.querySelector('.box');
    const mark = box?.querySelector('kr-icon');
    if (!box || !mark) throw new Error('there is no box');
    expect(getComputedStyle(mark).visibility).toBe('visible');
    const label = check.shadowRoot?.querySelector('label');
    expect(getComputedStyle(mark).color).not.toBe(label && getComputedStyle(label).backgroundColor);
    expect(getComputedStyle(mark).color).toBe(getComputedStyle(box).color);
  });

  it('follows the screen that takes it off', async () => {
    const check = await show<KrCheck>(html`<kr-check ?checked=${true}>Я согласен</kr-check>`);
    await expect.element(page.getByRole('checkbox')).toBeChecked();
    check.checked = false;
    await expect.element(page.getByRole('checkbox')).not.toBeChecked();
  });
});

describe('a button', () => {
  it('is named by its text or by its label, and pressed by finger, Enter and Space', async () => {
    let pressed = 0;
    await show(html`<kr-button icon="xmark" label="Закрыть" @click=${() => (pressed += 1)}></kr-button>`);
    expectFingerSize();
    await tap(button('Закрыть'));
    await expect.poll(() => pressed).toBe(1);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => pressed).toBe(2);
    await userEvent.keyboard(' ');
    await expect.poll(() => pressed).toBe(3);
  });

  it('does nothing while it is disabled, and says so', async () => {
    let pressed = 0;
    const element = await show<KrButton>(
      html`<kr-button disabled @click=${() => (pressed += 1)}>Напечатать</kr-button>`,
    );
    await expect.element(button('Напечатать')).toBeDisabled();
    await page.getByText('Напечатать').click({ force: true });
    expect(pressed).toBe(0);
    element.disabled = false;
    await expect.element(button('Напечатать')).toBeEnabled();
  });

  it('says whether it is pressed and whether what it opens is open', async () => {
    await show(html`<kr-button pressed="true">Крупный</kr-button>`);
    await show(html`<kr-button expanded="false">Счета</kr-button>`);
    await expect.element(button('Крупный')).toHaveAttribute('aria-pressed', 'true');
    await expect.element(button('Счета')).toHaveAttribute('aria-expanded', 'false');
    await expect.element(button('Крупный')).not.toHaveAttribute('aria-expanded');
  });

  it('is one line of its screen to the keyboard: the focus goes into it', async () => {
    const element = await show<KrButton>(html`<kr-button>Далее</kr-button>`);
    element.focus();
    expect(focused()).toBe(element.shadowRoot?.querySelector('button'));
  });
});

describe('a tile', () => {
  it('is one button as a whole, named by its heading and text', async () => {
    let pressed = 0;
    await show(
      html`<kr-tile icon="scan" heading="По квитанции" text="Поднесите код" @click=${() => (pressed += 1)}></kr-tile>`,
    );
    expectFingerSize();
    await tap(page.getByRole('button', { name: /По квитанции\s+Поднесите код/ }));
    expect(pressed).toBe(1);
  });
});
