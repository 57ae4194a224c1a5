// One question: how to find the account.
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { go } from '../../app/navigation.ts';
import { t, Words } from '../../i18n/index.ts';
import { base } from '../../styles/shared.ts';
import '../../ui/index.ts';

@customElement('kr-find-screen')
export class KrFindScreen extends LitElement {
  static override styles = [
    base,
    css`
      .ways {
        flex: 1;
        display: grid;
        gap: var(--kr-gap-m);
        grid-auto-rows: minmax(max-content, min(11rem, 22vh));
      }
    `,
  ];

  private readonly words = new Words(this);

  override render() {
    void this.words;
    return html`<kr-screen heading=${t('find.howHeading')} .back=${'/'} data-testid="find">
      <div class="ways">
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
      </div>
    </kr-screen>`;
  }
}
