// A large button with a picture, a name and a line of explanation, for choosing where to go.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';

/** `<kr-tile icon="scan" heading="…" text="…" @click=…>` */
@customElement('kr-tile')
export class KrTile extends KrElement {
  static override shadowRootOptions = { ...KrElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    css`
      :host {
        display: flex;
        min-width: 0;
      }

      button {
        flex: 1;
        min-width: 0;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: 0.8rem;
        row-gap: 0.2rem;
        align-content: start;
        align-items: center;
        padding: var(--kr-gap-m);
        min-height: var(--kr-target);
        text-align: start;
        background: var(--kr-surface);
        border: 1px solid var(--kr-control-line);
        border-radius: var(--kr-radius);
        box-shadow: var(--kr-shadow);
      }

      button:active {
        border-color: var(--kr-accent);
        background: var(--kr-accent-soft);
      }

      /* on a touch screen the hover would stay after the tap and look like a selection */
      @media (hover: hover) {
        button:hover {
          border-color: var(--kr-accent);
          background: var(--kr-accent-soft);
        }
      }

      kr-icon {
        font-size: 1.5rem;
        color: var(--kr-accent);
      }

      .heading {
        font-size: var(--kr-text-l);
        font-weight: 600;
        line-height: 1.25;
      }

      .text {
        grid-column: 1 / -1;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-m);
        line-height: 1.4;
        margin-top: 0.3rem;
      }

      :host([big]) button {
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-content: center;
        padding: var(--kr-gap-l);
      }

      :host([big]) .text {
        grid-column: 2;
        font-size: var(--kr-text-l);
      }

      :host([big]) .heading {
        font-size: var(--kr-text-xl);
      }

      :host([big]) .way {
        font-size: 3rem;
        grid-row: 1 / span 2;
      }

      :host([big]) .onwards {
        grid-column: 3;
        grid-row: 1 / span 2;
      }
    `,
  ];

  @property() icon = '';
  @property() heading = '';
  @property() text = '';
  @property({ type: Boolean, reflect: true }) big = false;

  override render() {
    return html`<button type="button">
      <kr-icon class="way" name=${this.icon}></kr-icon>
      <span class="heading">${this.heading}</span>
      ${this.text ? html`<span class="text">${this.text}</span>` : nothing}
      ${this.big ? html`<kr-icon class="onwards" name="chevron-right"></kr-icon>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tile': KrTile;
  }
}
