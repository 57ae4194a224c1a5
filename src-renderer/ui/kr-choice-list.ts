// Rows to choose one from: large for touch, with arrow keys.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';
import { tell } from './typing.ts';

export interface Choice {
  id: string | number;
  label: string;
  /** a second, quieter line */
  note?: string;
}

/** `<kr-choice-list label="…" .items=${choices} columns="auto|1" @kr-choose=${e => e.detail}>`; the detail is the Choice. */
@customElement('kr-choice-list')
export class KrChoiceList extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
      }

      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--kr-choice-width, 15rem)), 1fr));
        gap: max(8px, 0.5rem);
      }

      ul.single {
        grid-template-columns: minmax(0, 1fr);
      }

      button {
        width: 100%;
        height: 100%;
        min-height: var(--kr-target);
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.6rem;
        padding: 0.6rem 1rem;
        border: 1px solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        background: var(--kr-surface);
        font-size: var(--kr-text-l);
        line-height: 1.3;
        text-align: start;
      }

      button:active {
        background: var(--kr-accent-soft);
        border-color: var(--kr-accent);
      }

      /* on a touch screen the hover would stay after the tap and look like a selection */
      @media (hover: hover) {
        button:hover {
          background: var(--kr-accent-soft);
          border-color: var(--kr-accent);
        }
      }

      span {
        min-width: 0;
        overflow-wrap: break-word;
      }

      .note {
        display: block;
        font-size: var(--kr-text-m);
        color: var(--kr-ink-quiet);
      }

      kr-icon {
        color: var(--kr-accent);
        font-size: 1rem;
      }
    `,
  ];

  declare readonly events: { 'kr-choose': Choice };

  @property({ attribute: false }) items: readonly Choice[] = [];
  @property() label = '';
  @property() columns: 'auto' | '1' = 'auto';

  /** Focuses the first row; called when arrow down is pressed in the field above. */
  focusFirst(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  private onKeydown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const rows = [...this.renderRoot.querySelectorAll('button')];
    const at = rows.indexOf(event.target as HTMLButtonElement);
    rows[at + step]?.focus();
    event.preventDefault();
  }

  override render() {
    return html`<ul
      class=${this.columns === '1' ? 'single' : ''}
      aria-label=${this.label || nothing}
      @keydown=${this.onKeydown}
    >
      ${this.items.map(
        item =>
          html`<li>
            <button type="button" data-choice=${item.id} @click=${() => tell(this, 'kr-choose', item)}>
              <span>${item.label}${item.note ? html`<span class="note">${item.note}</span>` : nothing}</span>
              ${this.columns === '1' ? html`<kr-icon name="chevron-right"></kr-icon>` : nothing}
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-choice-list': KrChoiceList;
  }
}
