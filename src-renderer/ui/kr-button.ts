// The button of every screen: at least as high as a touch target; one primary button per screen.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';

/** `<kr-button variant="primary" icon="printer" big>Напечатать</kr-button>`; listen to `click`. A custom picture goes to slot `icon`. */
@customElement('kr-button')
export class KrButton extends KrElement {
  static override shadowRootOptions = { ...KrElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }

      button {
        flex: 1;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 0.6em;
        min-height: var(--kr-target);
        min-width: var(--kr-target);
        padding: 0.3em 1.1em;
        border: var(--kr-line-width) solid transparent;
        border-radius: var(--kr-radius);
        background: transparent;
        font-size: var(--kr-text-m);
        font-weight: 600;
        line-height: 1.2;
        text-align: center;
        transition: background-color var(--kr-motion);
      }

      :host([big]) button {
        min-height: calc(var(--kr-target) * 1.3);
        padding: 0.4em 1.5em;
        font-size: var(--kr-text-l);
      }

      :host([align='start']) button {
        justify-content: flex-start;
        text-align: start;
      }

      .primary {
        background: var(--kr-accent);
        border-color: var(--kr-accent);
        color: var(--kr-on-accent);
      }

      .plain {
        background: var(--kr-surface);
        border-color: var(--kr-control-line);
        color: var(--kr-ink);
      }

      .quiet {
        color: var(--kr-accent);
      }

      @media (hover: hover) {
        .primary:hover {
          background: var(--kr-accent-strong);
        }

        .plain:hover,
        .quiet:hover {
          background: var(--kr-accent-soft);
        }
      }

      .primary:active {
        background: var(--kr-accent-strong);
      }

      .plain:active,
      .quiet:active {
        background: var(--kr-accent-soft);
      }

      button[aria-pressed='true'],
      button[aria-pressed='true']:hover {
        background: var(--kr-accent);
        border-color: var(--kr-accent);
        color: var(--kr-on-accent);
      }

      button:disabled {
        background: transparent;
        border: var(--kr-line-width) dashed var(--kr-control-line);
        color: var(--kr-ink-quiet);
        cursor: default;
      }

      button:disabled:hover {
        background: transparent;
      }

      kr-icon,
      ::slotted([slot='icon']) {
        font-size: 1.15em;
        flex: none;
      }
    `,
  ];

  @property() variant: 'primary' | 'plain' | 'quiet' = 'plain';
  @property({ type: Boolean, reflect: true }) big = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** name of a kr-icon before the text */
  @property() icon = '';
  /** name of a kr-icon after the text */
  @property({ attribute: 'icon-after' }) iconAfter = '';
  @property({ reflect: true }) align: 'center' | 'start' = 'center';
  /** accessible name, when the text alone is not enough */
  @property() label = '';
  /** for a toggle button: «true» or «false» */
  @property({ attribute: 'pressed' }) pressed: 'true' | 'false' | '' = '';
  /** for a button that opens something below it: «true» or «false» */
  @property() expanded: 'true' | 'false' | '' = '';

  override render() {
    return html`<button
      type="button"
      class=${this.variant}
      ?disabled=${this.disabled}
      aria-label=${this.label || nothing}
      aria-pressed=${this.pressed || nothing}
      aria-expanded=${this.expanded || nothing}
    >
      <slot name="icon">${this.icon ? html`<kr-icon name=${this.icon}></kr-icon>` : nothing}</slot>
      <slot></slot>
      ${this.iconAfter ? html`<kr-icon name=${this.iconAfter}></kr-icon>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-button': KrButton;
  }
}
