// «Ваш счёт»: the account, the debt, how the current month came about, the chart, and links to other screens.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountHeader, PeriodRow, Statement } from '#contract';
import '../../blocks/account/kr-account-choice.ts';
import '../../blocks/account/kr-account-head.ts';
import '../../blocks/account/kr-charge-lines.ts';
import '../../blocks/account/kr-pending-payments.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import '../../blocks/printing/kr-print-certificate.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/kr-page-foot.ts';
import { ofCurrentAccount } from '../../core/account-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { askToSignIn } from '../../core/session.ts';
import { visitState } from '../../core/visit.ts';
import { month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/chart/kr-bar-chart.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './kr-month-figures.ts';
import './kr-payments-table.ts';
import './kr-update-note.ts';
import { screens } from './screens.css.ts';

@customElement('kr-statement-screen')
export class KrStatementScreen extends KrElement {
  static override styles = [
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
    `,
  ];

  private readonly load = new Load(
    this,
    ofCurrentAccount(account => transport.call('statement.get', { account })),
  );

  override render() {
    return html`<kr-screen heading=${t('statement.title')} .back=${visitState.user ? '/cabinet' : '/find'}>
      <kr-cabinet-nav slot="nav"></kr-cabinet-nav>
      <kr-update-note .notice=${this.load.notice} .count=${this.load.noticeCount}></kr-update-note>
      ${drawn(this.load, statement => this.content(statement))}
      <kr-page-foot></kr-page-foot>
      ${
        this.load.value?.current && this.load.value.today
          ? html`<kr-button slot="action" icon="card" data-testid="to-pay" @click=${() => go('/pay', '/statement')}
                >${t('home.pay')}</kr-button
              ><kr-button
                slot="action"
                variant="primary"
                icon="receipt"
                data-testid="to-document"
                @click=${() => go('/statement/document', '/statement')}
                >${t('statement.toDocument')}</kr-button
              >`
          : nothing
      }
    </kr-screen>`;
  }

  private content({ header, today, current, currentPayments, chart, firstPeriod }: Statement) {
    return html`<div class="measure">
      <kr-account-choice @kr-account=${() => void this.load.run()}></kr-account-choice>
      <kr-pending-payments .account=${header.account}></kr-pending-payments>
      <kr-account-head .header=${header} .today=${today}></kr-account-head>
      ${this.links(header, firstPeriod !== null)}
      ${
        current
          ? html`${this.month(current, currentPayments)}
              <section class="card"><kr-bar-chart .bars=${chart}></kr-bar-chart></section>`
          : header.balance === null
            ? nothing
            : html`<section class="card" data-testid="no-history">
                <kr-state kind="empty" text=${t('statement.empty')}></kr-state>
              </section>`
      }
    </div>`;
  }

  private links(header: AccountHeader, hasHistory: boolean) {
    const link = (click: () => void, icon: string, text: string, testId: string) =>
      html`<kr-button icon=${icon} icon-after="chevron-right" align="start" data-testid=${testId} @click=${click}
        ><span>${text}</span></kr-button
      >`;
    const to = (path: string) => () => go(path, '/statement');
    const attached = visitState.attached.some(one => one.header.account === header.account);
    return html`<nav aria-label=${t('statement.more')}>
      ${
        hasHistory
          ? html`${link(to('/statement/history'), 'chart', t('statement.toHistory'), 'to-history')}
            ${link(to('/statement/payments'), 'wallet', t('statement.toPayments'), 'to-payments')}
            ${link(to('/statement/tariffs'), 'number', t('statement.toTariffs'), 'to-tariffs')}`
          : nothing
      }
      ${link(to('/organizations'), 'building', t('statement.toOrganizations'), 'to-organizations')}
      ${link(to('/news/house'), 'news', t('statement.toHouseNews'), 'to-house-news')}
      ${hasHistory ? html`<kr-print-certificate .account=${header.account}></kr-print-certificate>` : nothing}
      ${attached ? nothing : link(() => this.attach(), 'plus', t('attach.here'), 'to-attach')}
    </nav>`;
  }

  private attach(): void {
    if (visitState.user) go('/cabinet/attach');
    else askToSignIn('/cabinet/attach', '/statement');
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
        <div>
          <h3>${t('statement.paymentsOfMonth')}</h3>
          ${
            payments.length === 0
              ? html`<p class="quiet">${t('statement.noPaymentsOfMonth')}</p>`
              : html`<kr-payments-table .rows=${payments}></kr-payments-table>`
          }
        </div>
      </div>
      <div>
        <h3>${t('statement.chargedFor')}</h3>
        <kr-charge-lines .row=${row}></kr-charge-lines>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-statement-screen': KrStatementScreen;
  }
}
