// «История начислений»: the months of a chosen range; each expands to its charge lines.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountId, Output } from '#contract';
import type { Span } from '../../blocks/periods/periods.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import './kr-history-table.ts';
import { RangedScreen } from './ranged-screen.ts';

@customElement('kr-history-screen')
export class KrHistoryScreen extends RangedScreen<'history'> {
  protected readonly what = 'history';
  protected readonly section = 'charges';
  protected readonly heading = 'history.title';
  protected readonly empty = 'history.empty';

  protected ask(account: AccountId, span: Span) {
    return transport.call('statement.history', { account, ...span });
  }

  protected unread(answer: Output<'statement.history'>) {
    return answer.unread;
  }

  protected table(answer: Output<'statement.history'>) {
    return html`<p class="quiet">${t('history.hint')}</p>
      <section class="card table"><kr-history-table .history=${answer}></kr-history-table></section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-history-screen': KrHistoryScreen;
  }
}
