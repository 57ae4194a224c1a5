// Tabs on one screen: arrow keys move between them, the chosen one is underlined and filled.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { tell } from './typing.ts';

export interface Tab {
  id: string;
  label: string;
}

/** `<kr-tabs label="…" .tabs=${tabs} value="general" @kr-tab=${e => e.detail}>`; the detail is the tab's id. */
@customElement('kr-tabs')
export class KrTabs extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
      }

      [role='tablist'] {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        border-bottom: var(--kr-line-width) solid var(--kr-line);
      }

      button {
        flex: 1 1 auto;
        min-height: var(--kr-target);
        padding: 0.3em 1.2em;
        border: 0;
        border-bottom: 6px solid transparent;
        background: transparent;
        font-size: var(--kr-text-m);
        font-weight: 600;
        line-height: 1.2;
        color: var(--kr-accent);
      }

      button:active {
        background: var(--kr-accent-soft);
      }

      button[aria-selected='true'] {
        border-bottom-color: var(--kr-accent);
        color: var(--kr-ink);
      }
    `,
  ];

  declare readonly events: { 'kr-tab': string };

  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() value = '';
  @property() label = '';

  private onKeydown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = this.tabs.findIndex(tab => tab.id === this.value);
    const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    if (!next) return;
    event.preventDefault();
    tell(this, 'kr-tab', next.id);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus());
  }

  override render() {
    return html`<div role="tablist" aria-label=${this.label || nothing} @keydown=${this.onKeydown}>
      ${this.tabs.map(
        ({ id, label }) =>
          html`<button
            type="button"
            role="tab"
            data-tab=${id}
            data-testid="tab-${id}"
            aria-selected=${id === this.value ? 'true' : 'false'}
            tabindex=${id === this.value ? 0 : -1}
            @click=${() => tell(this, 'kr-tab', id)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tabs': KrTabs;
  }
}
