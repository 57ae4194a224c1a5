// The locked screen: opened by the PIN or the password of its clerk; a colleague signs in over it, which ends the shift behind it.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Failure, ScreenKey } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { screenOpened } from '../../core/screen-lock.ts';
import { isShiftOver, shiftState } from '../../core/shift.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import type { KrTextField } from '../../ui/kr-text-field.ts';
import './kr-staff-sign-in-screen.ts';

@customElement('kr-lock-screen')
export class KrLockScreen extends KrElement {
  static override watched = [shiftState];

  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        height: 100%;
        min-height: 0;
      }

      .form {
        display: grid;
        justify-items: start;
        gap: var(--kr-gap-m);
        max-width: 34rem;
      }

      .form > kr-password-field {
        width: 100%;
      }
    `,
  ];

  @state() private chosen: ScreenKey = 'pin';
  @state() private secret = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @state() private another = false;
  @query('kr-password-field') private field!: KrTextField | null;

  private get by(): ScreenKey {
    return shiftState.get().pin ? this.chosen : 'password';
  }

  private async submit(): Promise<void> {
    const { by, secret } = this;
    if (this.busy || secret === '') return;
    this.busy = true;
    this.failure = null;
    const answer = await transport.call('staff.unlockScreen', { by, secret });
    this.busy = false;
    this.secret = '';
    if (answer.ok) return screenOpened();
    if (isShiftOver(answer.error)) return;
    if (answer.error.code === 'staff.pinSpent') shiftState.set({ pin: false });
    await this.ask(answer.error);
  }

  private async ask(failure: Failure | null = null): Promise<void> {
    this.failure = failure;
    this.secret = '';
    await this.updateComplete;
    this.field?.focus();
  }

  private turn(): void {
    this.chosen = this.by === 'pin' ? 'password' : 'pin';
    void this.ask();
  }

  private readonly backToLock = () => {
    this.another = false;
    void this.ask();
  };

  override render() {
    const name = shiftState.staff?.name ?? '';
    if (this.another)
      return html`<kr-staff-sign-in-screen
        notice=${t('lock.anotherWarning', { name })}
        .back=${this.backToLock}
      ></kr-staff-sign-in-screen>`;
    const { by } = this;
    return html`<kr-screen heading=${t('lock.heading')} data-testid="lock-screen">
      <div class="form">
        <kr-password-field
          label=${t(by === 'pin' ? 'lock.pin' : 'lock.password')}
          .value=${this.secret}
          error=${this.failure ? failureText(this.failure) : ''}
          start-here
          data-testid="unlock-${by}"
          @kr-input=${(event: CustomEvent<{ value: string }>) => (this.secret = event.detail.value)}
          @kr-enter=${() => void this.submit()}
        ></kr-password-field>
        ${
          shiftState.get().pin
            ? html`<kr-button variant="quiet" data-testid="unlock-otherwise" @click=${this.turn}
                >${t(by === 'pin' ? 'lock.byPassword' : 'lock.byPin')}</kr-button
              >`
            : nothing
        }
        <p class="quiet">${t('lock.lead', { name })}</p>
      </div>
      <kr-button slot="action" icon="person" data-testid="another-clerk" @click=${() => (this.another = true)}
        >${t('lock.another')}</kr-button
      >
      <kr-button
        slot="action"
        variant="primary"
        icon="lock"
        ?disabled=${this.busy || this.secret === ''}
        data-testid="unlock"
        @click=${() => void this.submit()}
        >${t('lock.open')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-lock-screen': KrLockScreen;
  }
}
