// The load controller as an element draws it: waiting, failed with a way to try again, newer answers, and what an older one may not do.
import { html } from 'lit';
import { page } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import type { Failure, Result } from '#contract';
import { drawn } from '../../src-renderer/blocks/drawn.ts';
import { KrElement } from '../../src-renderer/core/kr-element.ts';
import { Load } from '../../src-renderer/core/load.ts';
import { button, show, tap } from './support/page.ts';

const failure: Failure = { code: 'system.unreachable', message: '' };

class Probe extends KrElement {
  /** Questions asked and not yet answered, oldest first. */
  readonly asked: ((answer: Result<string>) => void)[] = [];
  changed = () => {};
  readonly load = new Load<string>(this, {
    ask: () => new Promise(resolve => this.asked.push(resolve)),
    changes: changed => {
      this.changed = changed;
      return () => (this.changed = () => {});
    },
  });

  override render() {
    return drawn(this.load, value => html`<p data-testid="value">${value}</p>`);
  }
}

customElements.define('kr-load-probe', Probe);

declare global {
  interface HTMLElementTagNameMap {
    'kr-load-probe': Probe;
  }
}

const probe = () => show<Probe>(html`<kr-load-probe></kr-load-probe>`);
const answer = (element: Probe, index: number, value: string) => element.asked[index]?.({ ok: true, value });
const fail = (element: Probe, index: number) => element.asked[index]?.({ ok: false, error: failure });
const value = page.getByTestId('value');

describe('what an element asks main for', () => {
  it('is waited for in quiet at first, and told of when it takes long', async () => {
    const element = await probe();
    expect(element.shadowRoot?.querySelector('kr-state')).toBeNull();
    await expect.element(page.getByRole('status')).toHaveTextContent('Загружаем…');
    answer(element, 0, 'сто рублей');
    await expect.element(value).toHaveTextContent('сто рублей');
    await expect.element(page.getByRole('status')).not.toBeInTheDocument();
  });

  it('that failed is said at once and asked again by a finger', async () => {
    const element = await probe();
    fail(element, 0);
    await expect.element(page.getByRole('alert')).toBeVisible();
    await tap(button('Попробовать ещё раз'));
    await expect.poll(() => element.asked.length).toBe(2);
    answer(element, 1, 'сто рублей');
    await expect.element(value).toHaveTextContent('сто рублей');
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  it('is not overwritten by an answer to an older question', async () => {
    const element = await probe();
    void element.load.run();
    answer(element, 1, 'новое');
    await expect.element(value).toHaveTextContent('новое');
    answer(element, 0, 'старое');
    fail(element, 0);
    await element.updateComplete;
    await expect.element(value).toHaveTextContent('новое');
  });

  it('stays on the screen while newer is asked for, and also when that fails', async () => {
    const element = await probe();
    answer(element, 0, 'сто рублей');
    await expect.element(value).toBeVisible();
    element.changed();
    fail(element, 1);
    await expect.poll(() => element.load.refreshFailure).toEqual(failure);
    await expect.element(value).toHaveTextContent('сто рублей');
    element.changed();
    answer(element, 2, 'двести рублей');
    await expect.element(value).toHaveTextContent('двести рублей');
    expect(element.load.refreshFailure).toBeNull();
  });

  it('is forgotten when the element leaves, and an answer that comes after is not kept', async () => {
    const element = await probe();
    element.remove();
    answer(element, 0, 'чужое');
    await new Promise(resolve => setTimeout(resolve));
    expect(element.load.value).toBeNull();
  });
});
