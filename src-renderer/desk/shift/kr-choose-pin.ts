// A PIN for the locked screen of this shift: the clerk's password, and the digits they choose.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { isShiftOver, shiftState } from '../../core/shift.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

/** `<kr-choose-pin ?open=${x} @kr-close=${…}>` */
@customElement('kr-choose-pin')
export class KrChoosePin extends KrElement {
  static override styles = css`
    .fields {
      display: grid;
      gap: var(--kr-gap-m);
    }
  `;

  declare readonly events: { 'kr-close': null };

  @property({ type: Boolean }) open = false;
  @state() private password = '';
  @state() private pin = '';
  @state() private failure: Failure | null = null;
  @state() private saved = false;

  private close(): void {
    this.password = this.pin = '';
    this.failure = null;
    this.saved = false;
    tell(this, 'kr-close', null);
  }

  private async save(): Promise<void> {
    const { password, pin } = this;
    if (password === '' || pin === '') return;
    this.failure = null;
    const answer = await transport.call('staff.choosePin', { password, pin });
    if (answer.ok) {
      this.password = this.pin = '';
      this.saved = true;
      return shiftState.set({ pin: true });
    }
    if (!isShiftOver(answer.error)) this.failure = answer.error;
  }

  /** The PIN's own trouble is told at it, all else at the password. */
  private errorAt(field: 'pin' | 'password'): string {
    if (!this.failure || (this.failure.field === 'pin') !== (field === 'pin')) return '';
    return failureText(this.failure);
  }

  private fields() {
    return html`<div class="fields">
      <p>${t('lock.chooseLead')}</p>
      <kr-password-field
        label=${t('lock.password')}
        .value=${this.password}
        error=${this.errorAt('password')}
        data-testid="pin-password"
        @kr-input=${(event: CustomEvent<{ value: string }>) => (this.password = event.detail.value)}
      ></kr-password-field>
      <kr-password-field
        label=${t('lock.pin')}
        .value=${this.pin}
        maxlength="8"
        error=${this.errorAt('pin')}
        data-testid="pin"
        @kr-input=${(event: CustomEvent<{ value: string }>) => (this.pin = event.detail.value)}
        @kr-enter=${() => void this.save()}
      ></kr-password-field>
    </div>`;
  }

  override render() {
    return html`<kr-dialog heading=${t('lock.choose')} closable ?open=${this.open} @kr-close=${this.close}>
      ${
        this.saved
          ? html`<kr-message kind="good" text=${t('lock.saved')} data-testid="pin-saved"></kr-message>`
          : this.fields()
      }
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${!this.saved && (this.password === '' || this.pin === '')}
        data-testid="save-pin"
        @click=${() => (this.saved ? this.close() : void this.save())}
        >${t(this.saved ? 'common.done' : 'lock.save')}</kr-button
      >
    </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-choose-pin': KrChoosePin;
  }
}
