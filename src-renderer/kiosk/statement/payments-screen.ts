// «Платежи»: what was paid in a chosen range of months, when it was credited, where, and the total.
import { LitElement, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Output } from '../../../src-main/contract/index.ts';
import { backOf } from '../../app/navigation.ts';
import { t, Words } from '../../i18n/index.ts';
import { base, blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import '../cabinet/kr-account-choice.ts';
import '../cabinet/kr-cabinet-nav.ts';
import '../cabinet/kr-help.ts';
import '../cabinet/kr-mail-range.ts';
import { AccountLoad } from './load.ts';
import './month-range.ts';
import './payments-table.ts';
import type { Span } from './periods.ts';
import './print-range.ts';
import { askRanged, type Ranged } from './ranged.ts';
import { screens } from './screens.css.ts';
import './update-note.ts';

@customElement('kr-payments-screen')
export class PaymentsScreen extends LitElement {
  static override styles = [base, blocks, screens];

  private readonly words = new Words(this);
  private range: Span | null = null;
  private readonly load = new AccountLoad<Ranged<Output<'statement.payments'>>>(this, account =>
    askRanged(account, this.range, (id, span) => transport.call('statement.payments', { account: id, ...span })),
  );

  private choose(event: CustomEvent<Span>): void {
    this.range = event.detail;
    void this.load.run();
  }

  /** Another account has other months. */
  private otherAccount(): void {
    this.range = null;
    void this.load.run();
  }

  override render() {
    void this.words;
    return html`<kr-screen
      heading=${t('payments.title')}
      .back=${backOf('/statement/payments', '/statement')}
      data-testid="payments-screen"
    >
      <kr-cabinet-nav slot="nav" current="payments"></kr-cabinet-nav>
      <kr-help-button slot="aside" section="payments"></kr-help-button>
      <kr-update-note .news=${this.load.news} .count=${this.load.newsCount}></kr-update-note>
      <kr-help-panel section="payments"></kr-help-panel>
      <kr-account-choice @kr-account=${this.otherAccount}></kr-account-choice>
      ${this.load.draw(loaded => this.content(loaded))}
      ${
        this.load.value?.answer?.rows.length
          ? html`<kr-mail-range slot="action" what="payments" .span=${this.load.value.span}></kr-mail-range>
              <kr-print-range slot="action" what="payments" .span=${this.load.value.span}></kr-print-range>`
          : nothing
      }
    </kr-screen>`;
  }

  private content({ whole, span, answer }: Ranged<Output<'statement.payments'>>) {
    if (!whole || !span || !answer) return html`<kr-state kind="empty" text=${t('statement.empty')}></kr-state>`;
    return html`<div class="measure">
      <kr-month-range .whole=${whole} .value=${span} @kr-range=${this.choose}></kr-month-range>
      ${
        answer.rows.length === 0
          ? html`<kr-state kind="empty" text=${t('payments.empty')}></kr-state>`
          : html`<section class="card table">
              <kr-payments-table roomy .rows=${answer.rows} .total=${answer.total}></kr-payments-table>
            </section>`
      }
    </div>`;
  }
}
