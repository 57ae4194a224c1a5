// «Платежи»: the payments of a chosen range of months, when and where they were made and credited, and the total.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountId, Output } from '#contract';
import type { Span } from '../../blocks/periods/periods.ts';
import { transport } from '../../transport/index.ts';
import './kr-payments-table.ts';
import { RangedScreen } from './ranged-screen.ts';

@customElement('kr-payments-screen')
export class KrPaymentsScreen extends RangedScreen<'payments'> {
  protected readonly what = 'payments';
  protected readonly section = 'payments';
  protected readonly heading = 'payments.title';
  protected readonly empty = 'payments.empty';

  protected ask(account: AccountId, span: Span) {
    return transport.call('statement.payments', { account, ...span });
  }

  protected unread({ total }: Output<'statement.payments'>) {
    return { payments: total === null };
  }

  protected table({ rows, total }: Output<'statement.payments'>) {
    return html`<section class="card table">
      <kr-payments-table roomy .rows=${rows} .total=${total}></kr-payments-table>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-payments-screen': KrPaymentsScreen;
  }
}
