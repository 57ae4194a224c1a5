// kr-outcome, kr-state and kr-message: how a thing ended or goes on, and whether it is said at once or when there is time.
import { html } from 'lit';
import { page } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { KrOutcome, KrState } from '../../src-renderer/ui/index.ts';
import { button, expectFingerSize, show, tap, told } from './support/page.ts';

const themes = ['light', 'black-on-white', 'white-on-black', 'blue'];

/** What moves must not have the colour of what it moves on. */
describe.each(themes)('in the theme %s', theme => {
  beforeEach(() => {
    document.documentElement.dataset['theme'] = theme;
    return () => {
      delete document.documentElement.dataset['theme'];
    };
  });

  it('the wheel of loading can be seen turning', async () => {
    const state = await show<KrState>(html`<kr-state kind="loading"></kr-state>`);
    const wheel = state.shadowRoot?.querySelector('wa-spinner');
    await expect.poll(() => wheel?.shadowRoot?.querySelectorAll('circle').length).toBe(2);
    const [track, indicator] = [...(wheel?.shadowRoot?.querySelectorAll('circle') ?? [])].map(
      circle => getComputedStyle(circle).stroke,
    );
    expect(track).not.toBe(indicator);
  });

  it('the bar of what goes on can be seen moving', async () => {
    const outcome = await show<KrOutcome>(html`<kr-outcome kind="busy" heading="Печатаем"></kr-outcome>`);
    const bar = outcome.shadowRoot?.querySelector('.bar');
    if (!bar) throw new Error('there is no bar');
    expect(getComputedStyle(bar, '::after').backgroundColor).not.toBe(getComputedStyle(bar).backgroundColor);
  });
});

describe('an outcome', () => {
  it.each(['good', 'warn', 'busy'] as const)('that is %s is said when there is time', async kind => {
    await show(html`<kr-outcome kind=${kind} heading="Напечатано" text="Возьмите лист"></kr-outcome>`);
    await expect.element(page.getByRole('status')).toHaveTextContent('Напечатано Возьмите лист');
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Напечатано' })).toBeVisible();
  });

  it('that is bad is said at once', async () => {
    await show(html`<kr-outcome kind="bad" heading="Не напечатано"></kr-outcome>`);
    await expect.element(page.getByRole('alert')).toHaveTextContent('Не напечатано');
  });

  it('that still goes on has a bar that says nothing to a screen reader', async () => {
    const outcome = await show<KrOutcome>(html`<kr-outcome kind="busy" heading="Печатаем"></kr-outcome>`);
    expect(outcome.shadowRoot?.querySelector('.bar')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('holds more below its sentence', async () => {
    await show(html`<kr-outcome heading="Готово"><kr-button>Ещё раз</kr-button></kr-outcome>`);
    await expect.element(button('Ещё раз')).toBeVisible();
  });
});

describe('a state', () => {
  it('of loading says so by itself, and its wheel is not read aloud', async () => {
    const state = await show<KrState>(html`<kr-state kind="loading"></kr-state>`);
    await expect.element(page.getByRole('status')).toHaveTextContent('Загружаем…');
    expect(state.shadowRoot?.querySelector('wa-spinner')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('of an error is said at once and offers to try again by a finger', async () => {
    const state = await show<KrState>(
      html`<kr-state kind="error" text="Нет связи" action-label="Попробовать ещё раз"></kr-state>`,
    );
    const again = told(state, 'kr-action');
    await expect.element(page.getByRole('alert').getByText('Нет связи')).toBeVisible();
    expectFingerSize();
    await tap(button('Попробовать ещё раз'));
    expect(again).toEqual([null]);
  });

  it('without an action has no button', async () => {
    await show(html`<kr-state kind="empty" text="Платежей нет"></kr-state>`);
    await expect.element(page.getByRole('status')).toHaveTextContent('Платежей нет');
    await expect.element(page.getByRole('button')).not.toBeInTheDocument();
  });
});

describe('a message', () => {
  it.each([
    ['error', 'alert'],
    ['warn', 'alert'],
    ['info', 'status'],
    ['good', 'status'],
  ] as const)('that is %s has the role %s', async (kind, role) => {
    await show(html`<kr-message kind=${kind} text="Принтер не отвечает"></kr-message>`);
    await expect.element(page.getByRole(role)).toHaveTextContent('Принтер не отвечает');
  });
});
