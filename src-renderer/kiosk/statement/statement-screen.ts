// «Ваш счёт»: whose it is, what is owed, how the current month came about, the chart, and the ways on.
import { LitElement, css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountId, PeriodRow, Statement } from '../../../src-main/contract/index.ts';
import { go } from '../../app/navigation.ts';
import { visitState } from '../../app/visit-state.ts';
import { t, Words } from '../../i18n/index.ts';
import { month } from '../../i18n/format.ts';
import { base, blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/chart/bar-chart.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './account-head.ts';
import './charge-lines.ts';
import { AccountLoad } from './load.ts';
import './month-figures.ts';
import './payments-table.ts';
import { screens } from './screens.css.ts';
import './update-note.ts';

@customElement('kr-statement-screen')
export class StatementScreen extends LitElement {
  static override styles = [
    base,
    blocks,
    screens,
    css`
      nav {
        display: grid;
        gap: var(--kr-gap-s);
      }

      @container (min-width: 40rem) {
        nav {
          grid-template-columns: repeat(3, 1fr);
        }
      }

      nav span {
        flex: 1;
      }

      .accounts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
        gap: var(--kr-gap-xs);
      }

      .accounts span {
        overflow-wrap: anywhere;
      }

      .columns {
        display: grid;
        gap: var(--kr-gap-l) var(--kr-gap-xl);
      }

      @container (min-width: 56rem) {
        nav span {
          flex: 1;
        }

        .columns {
          grid-template-columns: minmax(18rem, 2fr) minmax(0, 3.6fr);
        }
      }

      h3 {
        font-size: var(--kr-text-l);
        line-height: 1.3;
        font-weight: 600;
      }

      .parts {
        display: grid;
        gap: var(--kr-gap-l);
        align-content: start;
      }
    `,
  ];

  private readonly words = new Words(this);
  private readonly load = new AccountLoad<Statement>(this, account => transport.call('statement.get', { account }));

  override render() {
    void this.words;
    return html`<kr-screen heading=${t('statement.title')} .back=${'/find'}>
      <kr-update-note .news=${this.load.news} .count=${this.load.newsCount}></kr-update-note>
      ${this.load.draw(statement => this.content(statement))}
      ${
        this.load.value?.current
          ? html`<kr-button
              slot="action"
              variant="primary"
              icon="receipt"
              data-testid="to-document"
              @click=${() => go('/statement/document')}
              >${t('statement.toDocument')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }

  private content({ header, current, currentPayments, chart }: Statement) {
    return html`<div class="measure">
      ${this.otherAccounts(header.account)}
      <kr-account-head .header=${header} .period=${current?.period ?? null}></kr-account-head>
      ${
        current
          ? html`${this.links()} ${this.month(current, currentPayments)}
              <section class="card"><kr-bar-chart .bars=${chart}></kr-bar-chart></section>`
          : html`<section class="card" data-testid="no-history">
              <kr-state kind="empty" text=${t('statement.empty')}></kr-state>
            </section>`
      }
    </div>`;
  }

  /** More than one account opened in this visit: one touch shows another. */
  private otherAccounts(current: AccountId) {
    if (visitState.accounts.length < 2) return nothing;
    return html`<div class="accounts" role="group" aria-label=${t('statement.otherAccounts')}>
      ${visitState.accounts.map(
        ({ account, address, number }) =>
          html`<kr-button
            align="start"
            pressed=${String(account === current) as 'true' | 'false'}
            data-testid="account-${number}"
            @click=${() => this.show(account)}
            ><span>${address}</span></kr-button
          >`,
      )}
    </div>`;
  }

  private show(account: AccountId): void {
    visitState.show(account);
    void this.load.run();
  }

  private links() {
    const link = (path: string, icon: string, text: string, testId: string) =>
      html`<kr-button
        icon=${icon}
        icon-after="chevron-right"
        align="start"
        data-testid=${testId}
        @click=${() => go(path)}
        ><span>${text}</span></kr-button
      >`;
    return html`<nav aria-label=${t('statement.more')}>
      ${link('/statement/history', 'chart', t('statement.toHistory'), 'to-history')}
      ${link('/statement/payments', 'wallet', t('statement.toPayments'), 'to-payments')}
      ${link('/statement/tariffs', 'number', t('statement.toTariffs'), 'to-tariffs')}
    </nav>`;
  }

  private month(row: PeriodRow, payments: Statement['currentPayments']) {
    return html`<section class="card stack" data-testid="current-month">
      <h2>${t('statement.month', { month: month(row.period) })}</h2>
      ${
        row.flawed
          ? html`<kr-message kind="info" data-testid="flawed" text=${t('statement.flawed')}></kr-message>`
          : nothing
      }
      <div class="columns">
        <kr-month-figures .row=${row}></kr-month-figures>
        <div class="parts">
          <div>
            <h3>${t('statement.chargedFor')}</h3>
            <kr-charge-lines .row=${row}></kr-charge-lines>
          </div>
          <div>
            <h3>${t('statement.paymentsOfMonth')}</h3>
            ${
              payments.length === 0
                ? html`<p class="quiet">${t('statement.noPaymentsOfMonth')}</p>`
                : html`<kr-payments-table .rows=${payments}></kr-payments-table>`
            }
          </div>
        </div>
      </div>
    </section>`;
  }
}
