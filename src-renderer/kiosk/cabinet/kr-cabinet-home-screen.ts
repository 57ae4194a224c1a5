// «Главная»: every account of the login with its debt, the main one expanded; adding, removing, choosing the main one.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AttachedAccount, AccountId, Failure, Output, Result } from '#contract';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import { isAway } from '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import { addressText, unreadNote } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { addAccount, isSignedOut, loadAttached } from '../../core/session.ts';
import { visitState } from '../../core/visit.ts';
import { rubles } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-account-card.ts';

@customElement('kr-cabinet-home-screen')
export class KrCabinetHomeScreen extends KrElement {
  static override watched = [visitState];

  static override styles = [
    blocks,
    css`
      .total {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 2rem;
        font-size: var(--kr-text-l);
      }

      .total strong {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];

  @state() private open: AccountId | null = null;
  @state() private removing: AttachedAccount | null = null;
  /** failure of one operation, shown above the list, which stays */
  @state() private changeFailure: Failure | null = null;

  private readonly load = new Load(this, {
    ask: loadAttached,
    handled: failure => isSignedOut(failure, '/cabinet'),
    answered: attached => {
      const shown = attached.find(one => one.header.account === visitState.current);
      this.open ??= (shown ?? attached.find(one => one.main) ?? attached[0])?.header.account ?? null;
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    visitState.lookToAttach(false);
  }

  private async change(operation: Promise<Result<Output<'cabinet.accounts'>>>): Promise<void> {
    this.changeFailure = null;
    const answer = await operation;
    if (!this.isConnected) return;
    if (answer.ok) visitState.set({ attached: answer.value.accounts });
    else this.changeFailure = answer.error;
  }

  private async detach(): Promise<void> {
    const account = this.removing?.header.account;
    this.removing = null;
    if (account === undefined) return;
    await this.change(transport.call('cabinet.detach', { account }));
    // The visit may show only the accounts that main still has open.
    const state = await transport.call('visit.state', {});
    if (state.ok) visitState.restore(state.value.accounts);
    if (this.open === account) this.open = null;
  }

  override render() {
    if (isAway(this.load.failure)) return html`<kr-cabinet-away @kr-action=${this.load.retry}></kr-cabinet-away>`;
    return html`<kr-screen heading=${t('cabinet.nav.home')} data-testid="cabinet-home">
      <kr-cabinet-nav slot="nav" current="home"></kr-cabinet-nav>
      <kr-help-button slot="aside" section="home"></kr-help-button>
      <kr-help-panel section="home"></kr-help-panel>
      ${
        this.changeFailure
          ? html`<kr-message
              kind="error"
              text=${failureText(this.changeFailure)}
              data-testid="change-error"
            ></kr-message>`
          : nothing
      }
      ${drawn(this.load, () => this.content())}
      <kr-page-foot></kr-page-foot>
      <kr-button
        slot="action"
        variant=${visitState.attached.length > 0 ? 'plain' : 'primary'}
        icon="plus"
        data-testid="add-account"
        @click=${addAccount}
        >${t('home.add')}</kr-button
      >
      ${this.question()}
    </kr-screen>`;
  }

  private content() {
    const { attached, missing } = visitState;
    const note = missing > 0 ? unreadNote(t('unread.accounts', { count: missing })) : nothing;
    if (attached.length === 0)
      return missing > 0 ? note : html`<kr-state kind="empty" text=${t('home.empty')}></kr-state>`;
    const known = attached.flatMap(({ header: { balance } }) => (balance === null ? [] : [balance]));
    const unknown = attached.length - known.length;
    const debt = known.reduce((sum, balance) => sum + Math.max(0, balance), 0);
    return html`${note}${
      attached.length > 1 && debt > 0
        ? html`<p class="total" data-testid="total-debt">
            <span
              >${t('home.total')}${
                unknown > 0 ? html` <span class="quiet">${t('unread.notInTotal', { count: unknown })}</span>` : nothing
              }</span
            >
            <strong>${rubles(debt)}</strong>
          </p>`
        : nothing
    }
    ${repeat(
      attached,
      one => one.header.account,
      one =>
        html`<kr-account-card
          .account=${one}
          ?open=${this.open === one.header.account}
          @kr-toggle=${() => (this.open = this.open === one.header.account ? null : one.header.account)}
          @kr-set-main=${() => void this.change(transport.call('cabinet.setMain', { account: one.header.account }))}
          @kr-remove=${() => (this.removing = one)}
        ></kr-account-card>`,
    )}`;
  }

  private question() {
    return html`<kr-dialog
      heading=${t('home.removeHeading')}
      ?open=${this.removing !== null}
      closable
      data-testid="remove-question"
      @kr-close=${() => (this.removing = null)}
    >
      <p><strong>${this.removing ? addressText(this.removing.header.address) : ''}</strong></p>
      <p>${t('home.removeText')}</p>
      <kr-button slot="action" @click=${() => (this.removing = null)}>${t('common.cancel')}</kr-button>
      <kr-button
        slot="action"
        variant="primary"
        icon="trash"
        data-testid="remove-yes"
        @click=${() => void this.detach()}
        >${t('home.removeYes')}</kr-button
      >
    </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-cabinet-home-screen': KrCabinetHomeScreen;
  }
}
