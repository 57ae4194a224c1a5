// Asks how to find the account.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';

@customElement('kr-find-screen')
export class KrFindScreen extends KrElement {
  static override styles = [
    css`
      .ways {
        flex: 1;
        display: grid;
        gap: var(--kr-gap-m);
        grid-auto-rows: minmax(max-content, min(10rem, 19vh));
      }

      /* the three still fit below the help */
      .ways.low {
        grid-auto-rows: minmax(max-content, min(9rem, 16vh));
      }

      kr-button {
        align-self: start;
      }

      /* the desk: all ways without scrolling */
      @media (max-height: 800px) {
        .ways {
          gap: var(--kr-gap-xs);
          grid-auto-rows: max-content;
        }
      }
    `,
  ];

  override render() {
    const { attaching } = visitState.get();
    return html`<kr-screen
      heading=${attaching ? t('attach.findHeading') : t('find.howHeading')}
      .back=${attaching ? '/cabinet' : '/'}
      data-testid="find"
    >
      ${
        attaching
          ? html`<kr-help-button slot="aside" section="attach"></kr-help-button>
              <kr-help-panel section="attach"></kr-help-panel>`
          : nothing
      }
      <div class=${attaching ? 'ways low' : 'ways'}>
        <kr-tile
          big
          icon="number"
          heading=${t('find.byNumber')}
          text=${t('find.byNumberText')}
          data-testid="by-number"
          @click=${() => go('/find/number')}
        ></kr-tile>
        <kr-tile
          big
          icon="home"
          heading=${t('find.byAddress')}
          text=${t('find.byAddressText')}
          data-testid="by-address"
          @click=${() => go('/find/address')}
        ></kr-tile>
        <kr-tile
          big
          icon="scan"
          heading=${t('find.byCode')}
          text=${t('find.byCodeText')}
          data-testid="by-code"
          @click=${() => go('/find/scan')}
        ></kr-tile>
        <kr-button
          variant="quiet"
          icon="receipt"
          align="start"
          data-testid="absent"
          @click=${() => go('/find/absent', '/find')}
          >${t('absent.way')}</kr-button
        >
      </div>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-screen': KrFindScreen;
  }
}
