// Shown when the fund's database cannot be reached: a friendly text, and what still works.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { errorText, type Failure } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { currentLocale, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

export const isAway = (failure: Failure | null): boolean => failure?.code === 'cabinet.away';

/** `<kr-cabinet-away .back=${'/'} @kr-action=${retry}>`: a whole screen. */
@customElement('kr-cabinet-away')
export class KrCabinetAway extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        height: 100%;
      }

      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
        gap: var(--kr-gap-m);
      }
    `,
  ];

  declare readonly events: { 'kr-action': null };

  override render() {
    return html`<kr-screen heading=${t('cabinet.awayHeading')} .back=${'/'} data-testid="cabinet-away">
      <kr-message kind="warn" text=${errorText('cabinet.away', currentLocale())}></kr-message>
      <h2>${t('cabinet.awayWorks')}</h2>
      <div class="tiles">
        <kr-tile
          icon="search"
          heading=${t('cabinet.awayFind')}
          text=${t('cabinet.awayFindText')}
          data-testid="away-find"
          @click=${() => go('/find')}
        ></kr-tile>
        <kr-tile
          icon="building"
          heading=${t('cabinet.awayFund')}
          text=${t('cabinet.awayFundText')}
          data-testid="away-fund"
          @click=${() => go('/fund', '/')}
        ></kr-tile>
        <kr-tile
          icon="news"
          heading=${t('cabinet.awayNews')}
          text=${t('cabinet.awayNewsText')}
          data-testid="away-news"
          @click=${() => go('/news', '/')}
        ></kr-tile>
      </div>
      <kr-button
        slot="action"
        variant="primary"
        icon="refresh"
        data-testid="away-retry"
        @click=${() => tell(this, 'kr-action', null)}
        >${t('common.retry')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-cabinet-away': KrCabinetAway;
  }
}
