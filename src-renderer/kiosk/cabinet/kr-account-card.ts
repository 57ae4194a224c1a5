// An account of the login on «Главная»: owner, address, debt; opens to its last charge and all actions.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccountHeader, AccountId, AttachedAccount, Failure, Result, Statement } from '#contract';
import { balanceWords } from '../../blocks/account/figures.ts';
import '../../blocks/account/kr-charge-lines.ts';
import '../../blocks/account/kr-pending-payments.ts';
import '../../blocks/printing/kr-print-certificate.ts';
import '../../blocks/printing/kr-print-views.ts';
import { addressText, drawUnreadAccount } from '../../blocks/account/unread.ts';
import { drawn, failed } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { showAccount } from '../../core/session.ts';
import { area, month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';
import { accountCard } from './account-card.css.ts';

/** Fires `kr-toggle`, `kr-set-main` and `kr-remove`; the screen handles them. */
@customElement('kr-account-card')
export class KrAccountCard extends KrElement {
  static override styles = [blocks, accountCard];

  declare readonly events: { 'kr-toggle': AccountId; 'kr-set-main': AccountId; 'kr-remove': AccountId };

  @property({ attribute: false }) account: AttachedAccount | null = null;
  @property({ type: Boolean, reflect: true }) open = false;
  /** failure of opening the account for another screen */
  @state() private failure: Failure | null = null;
  private readonly load = new Load(this, {
    ask: () => this.ask(),
    key: () => this.account?.header.account,
    changes: changed =>
      transport.on('statement.changed', ({ account }) => {
        if (this.open && account === this.account?.header.account) changed();
      }),
    waits: true,
  });

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('open') && this.open && !this.load.value) void this.load.run();
  }

  private async ask(): Promise<Result<Statement>> {
    const account = this.account?.header.account ?? 0;
    const opened = await showAccount(account);
    return opened.ok ? transport.call('statement.get', { account }) : opened;
  }

  /** Opens a screen of this account. */
  private async to(path: string): Promise<void> {
    const account = this.account?.header.account;
    if (account === undefined) return;
    const opened = await showAccount(account);
    if (!this.isConnected) return;
    if (opened.ok) go(path, '/cabinet');
    else this.failure = opened.error;
  }

  override render() {
    if (!this.account) return nothing;
    const { header, main } = this.account;
    const { balance } = (this.load.value ?? this.account).header;
    const words = balanceWords(balance);
    return html`<section class="card" data-testid="account-${header.number}">
      <h2>
        <button
          type="button"
          aria-expanded=${this.open ? 'true' : 'false'}
          data-testid="toggle-${header.number}"
          @click=${() => tell(this, 'kr-toggle', header.account)}
        >
          <kr-icon name=${this.open ? 'chevron-up' : 'chevron-down'}></kr-icon>
          <span class="who">
            <span class="address">${addressText(header.address)}</span>
            <span class="facts"
              >${[
                t('home.number', { number: header.number }),
                header.owner ?? t('unread.owner'),
                ...(header.area === null ? [] : [area(header.area)]),
              ].join(' · ')}${
                main ? html` <span class="badge" data-testid="main-mark">${t('home.main')}</span>` : nothing
              }</span
            >
          </span>
          <span class="balance ${words.kind}" data-testid="card-balance"
            >${words.sum === null ? words.label : html`<small>${words.label}</small> ${words.sum}`}</span
          >
        </button>
      </h2>
      ${this.open ? html`<div class="detail">${this.inside()}</div>` : nothing}
    </section>`;
  }

  private inside() {
    const failure = this.failure ?? this.load.failure;
    return failure ? failed(failure, () => this.again()) : drawn(this.load, statement => this.detail(statement));
  }

  private again(): void {
    this.failure = null;
    void this.load.run();
  }

  private detail({ current, header, provider }: Statement) {
    return html`${drawUnreadAccount(header)}
      <kr-pending-payments .account=${header.account}></kr-pending-payments>
      ${header.balance === null ? nothing : this.mainButtons()}
      ${
        current
          ? html`<div class="charge">
              <h3>${t('home.charge', { month: month(current.period) })}</h3>
              <kr-charge-lines .row=${current}></kr-charge-lines>
            </div>`
          : header.balance === null
            ? nothing
            : html`<p class="quiet">${t('home.noCharge')}</p>`
      }
      ${provider ? html`<h3 data-testid="provider">${provider}</h3>` : nothing} ${this.links(header)}`;
  }

  private mainButtons() {
    return html`<div class="main-buttons">
      <kr-button icon="printer" data-testid="home-print" @click=${() => void this.to('/statement/document')}
        >${t('home.print')}</kr-button
      >
      <kr-button variant="primary" icon="card" data-testid="home-pay" @click=${() => void this.to('/pay')}
        >${t('home.pay')}</kr-button
      >
    </div>`;
  }

  private links(header: AccountHeader) {
    return html`<div class="links-grid">
        ${this.link('/statement/tariffs', 'number', t('home.tariffs'), 'home-tariffs')}
        ${this.link('/organizations', 'building', t('home.contacts'), 'home-contacts')}
        ${this.link('/statement/history', 'chart', t('home.charges'), 'home-history')}
        ${this.link('/statement/payments', 'wallet', t('home.payments'), 'home-payments')}
        ${header.balance === null ? nothing : html`<kr-print-certificate .account=${header.account}></kr-print-certificate>`}
        <kr-print-views .account=${header.account}></kr-print-views>
      </div>
      <div class="links">
        ${
          this.account?.main
            ? nothing
            : html`<kr-button
                variant="quiet"
                icon="star"
                data-testid="set-main"
                @click=${() => tell(this, 'kr-set-main', header.account)}
                >${t('home.setMain')}</kr-button
              >`
        }
        <kr-button
          variant="quiet"
          icon="trash"
          data-testid="remove"
          @click=${() => tell(this, 'kr-remove', header.account)}
          >${t('home.remove')}</kr-button
        >
      </div>`;
  }

  private link(path: string, icon: string, text: string, testId: string) {
    return html`<kr-button
      icon=${icon}
      icon-after="chevron-right"
      align="start"
      data-testid=${testId}
      @click=${() => void this.to(path)}
      ><span>${text}</span></kr-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-account-card': KrAccountCard;
  }
}
