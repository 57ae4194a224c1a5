// «Распечатать заявление»: for an owner who cannot prove the account by a payment. It shows nothing of the account except its address.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { addressText } from '../../blocks/account/unread.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import { ApplicationScreen } from './application-screen.ts';

@customElement('kr-application-screen')
export class KrApplicationScreen extends ApplicationScreen {
  protected readonly back = '/proof';

  private print(): void {
    const account = visitState.chosen?.account;
    const { typedNumber } = visitState.get();
    if (account !== undefined)
      this.printForm(job => transport.call('cabinet.printApplication', { account, typedNumber, job }));
  }

  protected offer() {
    return html`<kr-screen heading=${t('application.title')} .back=${this.back} data-testid="application">
      <p class="lead">${t('application.text')}</p>
      <div class="card">
        <p class="quiet">${t('application.for')}</p>
        <h2>${visitState.chosen ? addressText(visitState.chosen.address) : ''}</h2>
      </div>
      <kr-button slot="action" variant="primary" icon="printer" data-testid="print-application" @click=${this.print}
        >${t('application.print')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-application-screen': KrApplicationScreen;
  }
}
