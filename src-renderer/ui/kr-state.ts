// A screen or part of it that is loading, empty or failed: a picture, a sentence, and what to do next.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '@awesome.me/webawesome/dist/components/spinner/spinner.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import './kr-button.ts';
import './kr-icon.ts';
import { tell } from './typing.ts';

/** `<kr-state kind="error" text=… action-label=… @kr-action=${retry}>`; no button without `action-label`. More content in the slot. */
@customElement('kr-state')
export class KrState extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        flex: 1;
        place-items: center;
        padding: var(--kr-gap-l) var(--kr-gap-m);
      }

      .body {
        display: grid;
        justify-items: center;
        gap: var(--kr-gap-m);
        max-width: 34rem;
        text-align: center;
        font-size: var(--kr-text-l);
        line-height: 1.4;
      }

      wa-spinner {
        font-size: 3rem;
        --indicator-color: var(--kr-accent);
        /* not --kr-line, which is the accent colour in the two-colour themes */
        --track-color: color-mix(in srgb, var(--kr-accent) 20%, transparent);
      }

      kr-icon {
        font-size: 2.6rem;
        color: var(--kr-ink-quiet);
      }

      .error kr-icon {
        color: var(--kr-danger);
      }

      kr-button kr-icon {
        color: inherit;
      }
    `,
  ];

  declare readonly events: { 'kr-action': null };

  @property() kind: 'loading' | 'empty' | 'error' = 'loading';
  @property() text = '';
  @property({ attribute: 'action-label' }) actionLabel = '';

  override render() {
    const text = this.text || (this.kind === 'loading' ? t('common.loading') : '');
    return html`<div class="body ${this.kind}" role=${this.kind === 'error' ? 'alert' : 'status'}>
      ${
        this.kind === 'loading'
          ? html`<wa-spinner aria-hidden="true"></wa-spinner>`
          : html`<kr-icon name=${this.kind === 'error' ? 'error' : 'search'}></kr-icon>`
      }
      <p>${text}</p>
      <slot></slot>
      ${
        this.actionLabel
          ? html`<kr-button variant="primary" data-testid="state-action" @click=${() => tell(this, 'kr-action', null)}
              >${this.actionLabel}</kr-button
            >`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-state': KrState;
  }
}
