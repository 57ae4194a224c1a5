// kr-dialog: what it is to the keyboard, to a finger and to a screen reader while it is open and after.
import { html, render } from 'lit';
import { page, userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { button, deep, expectFingerSize, focused, show, tap } from './support/page.ts';

/** A screen with one question, as screens write it: they set `open` back when they are asked to. */
async function screen(closable: boolean) {
  const place = await show<HTMLElement>(html`<div></div>`);
  const state = { open: false, closed: 0, answered: 0 };
  const draw = () =>
    render(
      html`<kr-button class="opens" @click=${() => set(true)}>Удалить</kr-button>
        <kr-dialog
          heading="Удалить счёт?"
          ?open=${state.open}
          ?closable=${closable}
          @kr-close=${() => {
            state.closed += 1;
            set(false);
          }}
        >
          <p>Его можно добавить снова.</p>
          <kr-button
            slot="action"
            @click=${() => {
              state.answered += 1;
              set(false);
            }}
            >Да, удалить</kr-button
          >
          <kr-button slot="action" variant="primary" @click=${() => set(false)}>Оставить</kr-button>
        </kr-dialog>`,
      place,
    );
  const set = (open: boolean) => {
    state.open = open;
    draw();
  };
  draw();
  await button('Удалить').click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return state;
}

const shut = () => expect.poll(() => deep(document, 'dialog[open]').length).toBe(0);
const host = () => focused()?.getRootNode() instanceof ShadowRoot && (focused()?.getRootNode() as ShadowRoot).host;

describe('a dialog', () => {
  it('is a modal dialog by the name of its heading', async () => {
    await screen(true);
    await expect.element(page.getByRole('dialog', { name: 'Удалить счёт?' })).toBeVisible();
    expect(deep(document, 'dialog:modal').length).toBe(1);
    expectFingerSize();
  });

  it('takes the focus and keeps it inside, forwards and back', async () => {
    await screen(true);
    const inside = () => {
      const element = host();
      return element instanceof HTMLElement && element.closest('kr-dialog, wa-dialog') !== null;
    };
    await expect.poll(() => deep(document, 'dialog')[0]?.matches(':focus-within')).toBe(true);
    const seen = new Set<string>();
    for (const keys of [
      '{Tab}',
      '{Tab}',
      '{Tab}',
      '{Tab}',
      '{Tab}',
      '{Shift>}{Tab}{/Shift}',
      '{Shift>}{Tab}{/Shift}',
    ]) {
      await userEvent.keyboard(keys);
      if (inside()) seen.add((host() as HTMLElement).textContent?.trim() ?? '');
      expect(document.activeElement?.matches('.opens')).toBe(false);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['Да, удалить', 'Оставить']));
  });

  it('closes by Escape and gives the focus back to what opened it', async () => {
    const state = await screen(true);
    await userEvent.keyboard('{Escape}');
    await shut();
    expect(state.closed).toBe(1);
    await expect.poll(() => document.activeElement?.closest('.opens') !== null && host()).toBeTruthy();
    expect((host() as HTMLElement).matches('.opens')).toBe(true);
  });

  it('closes by a finger on the cross', async () => {
    const state = await screen(true);
    await tap(button('Закрыть'));
    await shut();
    expect(state).toEqual({ open: false, closed: 1, answered: 0 });
  });

  it('closes by a tap outside when it may be closed', async () => {
    const state = await screen(true);
    await page.getByRole('dialog').click({ position: { x: -200, y: 10 }, force: true });
    await shut();
    expect(state.closed).toBe(1);
  });

  it('without a cross stays until it is answered: Escape and a tap outside change nothing', async () => {
    const state = await screen(false);
    await expect.element(button('Закрыть')).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Escape}');
    await page.getByRole('dialog').click({ position: { x: -200, y: 10 }, force: true });
    await expect.element(page.getByRole('dialog')).toBeVisible();
    expect(state).toEqual({ open: true, closed: 0, answered: 0 });
    await button('Да, удалить').click();
    await shut();
    expect(state.answered).toBe(1);
  });
});
