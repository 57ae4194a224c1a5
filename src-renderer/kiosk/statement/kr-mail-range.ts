// «Отправить на почту»: the shown months as PDF to the user's main address. Draws nothing when nobody is signed in.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import type { Span } from '../../blocks/periods/periods.ts';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-dialog.ts';

/** `<kr-mail-range slot="action" what="history" .span=${span}>`, for the current account. */
@customElement('kr-mail-range')
export class KrMailRange extends KrElement {
  static override watched = [visitState];

  static override styles = [
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property() what: 'history' | 'payments' = 'history';
  @property({ attribute: false }) span: Span | null = null;
  @state() private phase: 'idle' | 'sending' | 'sent' = 'idle';
  @state() private failure: Failure | null = null;

  /** Other months are another letter. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('span') as Span | null | undefined;
    if (!before || (before.from === this.span?.from && before.to === this.span.to)) return;
    this.phase = 'idle';
    this.failure = null;
  }

  private async send(): Promise<void> {
    const account = visitState.current;
    const { span } = this;
    if (this.phase !== 'idle' || account === null || span === null) return;
    this.phase = 'sending';
    this.failure = null;
    const answer = await transport.call('cabinet.mailStatement', { account, what: this.what, ...span });
    if (span !== this.span) return;
    this.phase = answer.ok ? 'sent' : 'idle';
    this.failure = answer.ok ? null : answer.error;
  }

  override render() {
    this.hidden = visitState.user === null;
    if (!visitState.user) return nothing;
    const label = { idle: 'mail.send', sending: 'mail.sending', sent: 'mail.sent' } as const;
    return html`<kr-button
        icon=${this.phase === 'sent' ? 'check' : 'mail'}
        ?disabled=${this.phase !== 'idle'}
        data-testid="mail-range"
        @click=${() => void this.send()}
        >${t(label[this.phase])}</kr-button
      >
      <p class="sr-only" role="status" data-testid="mail-status">${this.phase === 'sent' ? t('mail.sent') : ''}</p>
      <kr-dialog
        heading=${t('mail.failed')}
        ?open=${this.failure !== null}
        closable
        data-testid="mail-error"
        @kr-close=${() => (this.failure = null)}
      >
        <p>${this.failure ? failureText(this.failure) : ''}</p>
        <kr-button slot="action" variant="primary" @click=${() => (this.failure = null)}
          >${t('common.close')}</kr-button
        >
      </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-mail-range': KrMailRange;
  }
}
