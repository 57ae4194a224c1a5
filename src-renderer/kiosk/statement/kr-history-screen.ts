// «История начислений»: the months of a chosen range; each expands to its charge lines.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountId, Output, Period } from '#contract';
import type { Span } from '../../blocks/periods/periods.ts';
import { printDialog } from '../../blocks/printing/print-dialog.ts';
import { PrintRun } from '../../blocks/printing/print-run.ts';
import { visitState } from '../../core/visit.ts';
import { month } from '../../i18n/format.ts';
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
  /** The document of one month, printed by the mark in its row. */
  private readonly run = new PrintRun(this, transport);

  protected ask(account: AccountId, span: Span) {
    return transport.call('statement.history', { account, ...span });
  }

  protected unread(answer: Output<'statement.history'>) {
    return answer.unread;
  }

  protected table(answer: Output<'statement.history'>) {
    return html`<p class="quiet">${t('history.hint')}</p>
      <section class="card table">
        <kr-history-table
          .history=${answer}
          @kr-print=${(event: CustomEvent<Period>) => this.print(event.detail)}
        ></kr-history-table>
      </section>
      ${this.progress()}`;
  }

  private progress() {
    const { period } = this.run;
    if (period === null) return nothing;
    const heading = t('history.printing', { month: month(period) });
    return printDialog(this.run, { heading, done: t('print.done') }, () => this.close());
  }

  private print(period: Period): void {
    const account = visitState.current;
    if (account !== null) this.run.start(account, period);
  }

  private close(): void {
    this.run.reset();
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-history-screen': KrHistoryScreen;
  }
}
