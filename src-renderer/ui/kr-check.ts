// A checkbox whose box and sentence are one touch target. It is never checked in advance by this element.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';
import { tell } from './typing.ts';

/** `<kr-check ?checked=${x} @kr-check=${e => e.detail.checked}>Я согласен</kr-check>`; `note` is a quieter second line. */
@customElement('kr-check')
export class KrCheck extends KrElement {
  static override shadowRootOptions = { ...KrElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    css`
      :host {
        display: block;
      }

      label {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 1rem;
        min-height: var(--kr-target);
        padding: 0.5rem 1rem;
        background: var(--kr-surface);
        border: 1px solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        font-size: var(--kr-text-m);
        line-height: 1.35;
        cursor: pointer;
        user-select: none;
      }

      label:active {
        background: var(--kr-accent-soft);
      }

      .box {
        display: grid;
        place-items: center;
        width: 2rem;
        height: 2rem;
        border: var(--kr-line-width) solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        background: var(--kr-surface);
      }

      /* the whole row is the target, and has the focus ring */
      input {
        appearance: none;
        position: absolute;
        inset: -1px;
        margin: 0;
        border-radius: var(--kr-radius-s);
        cursor: pointer;
      }

      input:checked + .box {
        background: var(--kr-accent);
        border-color: var(--kr-accent);
      }

      .box kr-icon {
        width: 1.6rem;
        height: 1.6rem;
        color: var(--kr-on-accent);
        visibility: hidden;
      }

      input:checked + .box kr-icon {
        visibility: visible;
      }

      input:disabled {
        cursor: default;
      }

      input:disabled ~ * {
        color: var(--kr-ink-quiet);
      }

      input:disabled + .box {
        border-style: dashed;
        background: transparent;
      }

      input:disabled + .box kr-icon {
        color: inherit;
      }

      .note {
        display: block;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
      }
    `,
  ];

  declare readonly events: { 'kr-check': { checked: boolean } };

  @property({ type: Boolean }) checked = false;
  @property({ type: Boolean }) disabled = false;
  @property() note = '';

  private onChange(event: Event): void {
    this.checked = (event.target as HTMLInputElement).checked;
    tell(this, 'kr-check', { checked: this.checked });
  }

  override render() {
    return html`<label>
      <input type="checkbox" .checked=${this.checked} ?disabled=${this.disabled} @change=${this.onChange} />
      <span class="box"><kr-icon name="check"></kr-icon></span>
      <span><slot></slot>${this.note ? html`<span class="note">${this.note}</span>` : ''}</span>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-check': KrCheck;
  }
}
