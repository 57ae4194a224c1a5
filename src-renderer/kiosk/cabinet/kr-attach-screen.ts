// Adds the account just proved to the cabinet of the signed-in user.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import { addressText } from '../../blocks/account/unread.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { addAccount } from '../../core/session.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-attach-screen')
export class KrAttachScreen extends KrElement {
  @state() private failure: Failure | null = null;
  @state() private done = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attach();
  }

  private async attach(): Promise<void> {
    this.failure = null;
    const account = visitState.current;
    // whatever was open before the sign-in was closed by it: the account is looked for and proved by who has signed in
    if (account === null) return addAccount();
    const answer = await transport.call('cabinet.attach', { account });
    if (!this.isConnected) return;
    if (!answer.ok) {
      this.failure = answer.error;
      return;
    }
    visitState.set({ attached: answer.value.accounts });
    this.done = true;
  }

  override render() {
    const header = visitState.currentHeader;
    if (this.failure) {
      return html`<kr-screen data-testid="attach-failed">
        <kr-outcome
          kind="warn"
          heading=${failureText(this.failure)}
          text=${header ? addressText(header.address) : ''}
        ></kr-outcome>
        <kr-button slot="action" data-testid="to-account" @click=${() => go('/statement')}
          >${t('attach.toAccount')}</kr-button
        >
        <kr-button slot="action" variant="primary" icon="refresh" @click=${() => void this.attach()}
          >${t('common.retry')}</kr-button
        >
      </kr-screen>`;
    }
    if (!this.done) {
      return html`<kr-screen
        ><kr-outcome kind="busy" heading=${t('attach.doing')} icon="plus"></kr-outcome
      ></kr-screen>`;
    }
    return html`<kr-screen data-testid="attach-done">
      <kr-outcome kind="good" heading=${t('attach.doneHeading')} text=${header ? addressText(header.address) : ''}>
        <p>${t('attach.doneText')}</p>
      </kr-outcome>
      <kr-button slot="action" icon="plus" data-testid="attach-another" @click=${addAccount}
        >${t('attach.another')}</kr-button
      >
      <kr-button slot="action" variant="primary" icon="home" data-testid="to-cabinet" @click=${() => go('/cabinet')}
        >${t('attach.home')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-attach-screen': KrAttachScreen;
  }
}
