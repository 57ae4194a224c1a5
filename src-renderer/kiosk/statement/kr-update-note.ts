// <kr-update-note>: a short notice over the content that the figures are new. It takes no space and disappears by itself.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { UpdateNotice } from '../../core/load.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-icon.ts';

const SHOWN_MS = 8000;

@customElement('kr-update-note')
export class KrUpdateNote extends KrElement {
  static override styles = [
    css`
      :host {
        position: sticky;
        /* beside the heading, and at the top edge when the heading is scrolled away */
        top: 3.2rem;
        z-index: 2;
        height: 0;
        display: flex;
        justify-content: flex-end;
        align-items: flex-start;
        pointer-events: none;
        margin-bottom: calc(-1 * var(--kr-gap-m));
      }

      p {
        transform: translateY(-3.2rem);
        display: inline-flex;
        align-items: center;
        gap: 0.5em;
        padding: 0.4rem 1rem;
        border: var(--kr-line-width) solid currentColor;
        border-radius: 2rem;
        background: var(--kr-good-soft);
        color: var(--kr-good);
        font-size: var(--kr-text-s);
        font-weight: 600;
        box-shadow: var(--kr-shadow);
      }

      .updateFailed {
        background: var(--kr-warn-soft);
        color: var(--kr-warn);
      }
    `,
  ];

  @property() notice: UpdateNotice = 'none';
  @property({ type: Number }) count = 0;
  @state() private shown = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('count') && !changed.has('notice')) return;
    clearTimeout(this.timer);
    this.shown = this.notice !== 'none';
    if (this.shown) this.timer = setTimeout(() => (this.shown = false), SHOWN_MS);
  }

  override render() {
    return html`<div role="status" data-testid="update-note">
      ${
        this.shown && this.notice !== 'none'
          ? html`<p class=${this.notice}>
              <kr-icon name=${this.notice === 'updated' ? 'refresh' : 'warning'}></kr-icon
              >${t(`statement.${this.notice}`)}
            </p>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-update-note': KrUpdateNote;
  }
}
