// A tick a person puts themselves: the box and its whole sentence are one target. Never ticked beforehand by this element.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import { tell } from './typing.ts';
import './kr-icon.ts';

/** `<kr-check ?checked=${x} @kr-check=${e => e.detail.checked}>Я согласен</kr-check>`; `note` is a quieter second line. */
@customElement('kr-check')
export class KrCheck extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      label {
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
        position: relative;
        width: 2rem;
        height: 2rem;
      }

      input {
        appearance: none;
        position: absolute;
        inset: 0;
        margin: 0;
        border: var(--kr-line-width) solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        background: var(--kr-surface);
        cursor: pointer;
      }

      input:checked {
        background: var(--kr-accent);
        border-color: var(--kr-accent);
      }

      kr-icon {
        position: absolute;
        inset: 0;
        width: auto;
        height: auto;
        padding: 0.2rem;
        color: var(--kr-on-accent);
        pointer-events: none;
        visibility: hidden;
      }

      input:checked + kr-icon {
        visibility: visible;
      }

      input:disabled {
        border-style: dashed;
        cursor: default;
      }

      .note {
        display: block;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
      }
    `,
  ];

  @property({ type: Boolean }) checked = false;
  @property({ type: Boolean }) disabled = false;
  @property() note = '';

  private onChange(event: Event): void {
    this.checked = (event.target as HTMLInputElement).checked;
    tell(this, 'kr-check', { checked: this.checked });
  }

  override render() {
    return html`<label>
      <span class="box">
        <input type="checkbox" .checked=${this.checked} ?disabled=${this.disabled} @change=${this.onChange} />
        <kr-icon name="check"></kr-icon>
      </span>
      <span><slot></slot>${this.note ? html`<span class="note">${this.note}</span>` : ''}</span>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-check': KrCheck;
  }
}
