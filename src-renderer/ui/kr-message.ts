// A one-line message beside its subject: an error, a warning or information.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';

const icons = { error: 'error', warn: 'warning', info: 'info', good: 'circle-check' } as const;

/** `<kr-message kind="error" text=…>`, or the text in the slot. Screen readers read errors and warnings at once. */
@customElement('kr-message')
export class KrMessage extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
      }

      div {
        display: flex;
        align-items: flex-start;
        gap: 0.7em;
        padding: 0.7rem 1rem;
        border: var(--kr-line-width) solid currentColor;
        border-radius: var(--kr-radius-s);
        font-size: var(--kr-text-m);
        line-height: 1.4;
        text-align: start;
      }

      kr-icon {
        margin-top: 0.08em;
      }

      .error {
        color: var(--kr-danger);
        background: var(--kr-danger-soft);
      }

      .warn {
        color: var(--kr-warn);
        background: var(--kr-warn-soft);
      }

      .good {
        color: var(--kr-good);
        background: var(--kr-good-soft);
      }

      .info {
        color: var(--kr-ink);
        background: var(--kr-accent-soft);
        border-color: transparent;
      }

      span {
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() kind: 'error' | 'warn' | 'info' | 'good' = 'info';
  @property() text = '';

  override render() {
    return html`<div class=${this.kind} role=${this.kind === 'error' || this.kind === 'warn' ? 'alert' : 'status'}>
      <kr-icon name=${icons[this.kind]}></kr-icon>
      <span>${this.text}<slot></slot></span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-message': KrMessage;
  }
}
