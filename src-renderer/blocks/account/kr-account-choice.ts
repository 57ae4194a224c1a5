// Switches to another account with one touch: those of the login, and those opened by proof. A single account draws nothing.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AccountId, Failure } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { knownAccounts, showAccount } from '../../core/session.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-message.ts';
import { tell } from '../../ui/typing.ts';
import { addressText } from './unread.ts';

/** More accounts than this are folded behind the current one. */
const mostShown = 4;

/** Fires `kr-account` when another account has become the current one. */
@customElement('kr-account-choice')
export class KrAccountChoice extends KrElement {
  static override watched = [visitState];

  static override styles = [
    css`
      :host {
        display: block;
      }

      .accounts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
        gap: var(--kr-gap-xs);
      }

      span {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare readonly events: { 'kr-account': AccountId };

  @state() private unfolded = false;
  @state() private failure: Failure | null = null;

  private async show(account: AccountId): Promise<void> {
    if (account === visitState.current) return;
    this.failure = null;
    this.unfolded = false;
    const answer = await showAccount(account);
    if (answer.ok) tell(this, 'kr-account', account);
    else this.failure = answer.error;
  }

  private folded() {
    return html`<div class="accounts">
      <kr-button
        align="start"
        icon-after="chevron-down"
        expanded="false"
        data-testid="accounts-unfold"
        @click=${() => (this.unfolded = true)}
        ><span
          >${visitState.currentHeader ? addressText(visitState.currentHeader.address) : t('statement.otherAccounts')}</span
        ></kr-button
      >
    </div>`;
  }

  override render() {
    const accounts = knownAccounts();
    this.hidden = accounts.length < 2;
    if (accounts.length < 2) return nothing;
    if (accounts.length > mostShown && !this.unfolded) return this.folded();
    return html`<div class="accounts" role="group" aria-label=${t('statement.otherAccounts')}>
        ${accounts.map(
          ({ account, address, number }) =>
            html`<kr-button
              align="start"
              pressed=${account === visitState.current ? 'true' : 'false'}
              data-testid="account-${number}"
              @click=${() => void this.show(account)}
              ><span>${addressText(address)}</span></kr-button
            >`,
        )}
      </div>
      ${this.failure ? html`<kr-message kind="error" text=${failureText(this.failure)}></kr-message>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-account-choice': KrAccountChoice;
  }
}
