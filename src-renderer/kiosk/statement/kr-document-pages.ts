// <kr-document-pages>: the pages the printer would print, fitted to the screen; a touch enlarges them to its width.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Output } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';

type Preview = Output<'documents.preview'>;

@customElement('kr-document-pages')
export class KrDocumentPages extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: center;
        gap: var(--kr-gap-s);
      }

      button {
        display: block;
        max-width: 100%;
        padding: 0;
        border: 1px solid var(--kr-line);
        background: #ffffff;
        box-shadow: var(--kr-shadow);
        cursor: zoom-in;
      }

      .large button {
        cursor: zoom-out;
      }

      button:focus-visible {
        outline: 4px solid var(--kr-focus);
        outline-offset: 2px;
      }

      img {
        display: block;
        width: auto;
        height: auto;
        max-width: 100%;
        max-height: 62vh;
      }

      .pages {
        display: grid;
        grid-template-columns: minmax(0, auto);
        justify-content: center;
        gap: var(--kr-gap-m);
      }

      .large img {
        width: 100%;
        max-height: none;
      }

      /* a roll is read at its own width, and is longer than any screen */
      .roll img {
        width: 24rem;
        max-height: none;
      }

      .roll.large img {
        width: 40rem;
      }
    `,
  ];

  @property({ attribute: false }) preview: Preview | null = null;
  @state() private large = false;

  override render() {
    const { preview, large } = this;
    const pages = preview?.pages ?? [];
    const roll = preview?.paper === '80mm' || preview?.paper === '58mm';
    const toggle = () => (this.large = !large);
    return html`<kr-button variant="quiet" icon="search" data-testid="document-enlarge" @click=${toggle}
        >${t(large ? 'document.smaller' : 'document.larger')}</kr-button
      >
      <div class="pages ${large ? 'large' : ''} ${roll ? 'roll' : ''}">
        ${pages.map(
          ({ png, width, height }, i) =>
            html`<button type="button" tabindex="-1" @click=${toggle}>
              <img
                src="data:image/png;base64,${png}"
                width=${width}
                height=${height}
                alt=${t('document.page', {
                  month: month(preview?.document.period ?? ''),
                  page: i + 1,
                  pages: pages.length,
                })}
                data-testid="document-page"
              />
            </button>`,
        )}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-document-pages': KrDocumentPages;
  }
}
