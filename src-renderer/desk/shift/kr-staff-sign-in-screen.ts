// Staff's sign-in: one form; at a kiosk the keys are on the screen.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { Failure } from '#contract';
import { go } from '../../core/navigation.ts';
import { shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { failureText, t } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import '../../blocks/sign-in/kr-captcha.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import type { KrTextField } from '../../ui/index.ts';

type Typed = CustomEvent<{ value: string }>;

@customElement('kr-staff-sign-in-screen')
export class KrStaffSignInScreen extends KrElement {
  static override watched = [shiftState];

  static override styles = [
    blocks,
    css`
      .form {
        display: grid;
        gap: var(--kr-gap-m);
        max-width: 34rem;
      }

      .demo {
        border: var(--kr-line-width) dashed var(--kr-warn);
        background: var(--kr-warn-soft);
        border-radius: var(--kr-radius);
        padding: var(--kr-gap-m);
        max-width: 34rem;
      }

      .demo b {
        font-variant-numeric: tabular-nums;
        user-select: text;
      }
    `,
  ];

  @state() private login = '';
  @state() private password = '';
  @state() private code = '';
  @state() private picture: string | null = null;
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @query('kr-password-field') private passwordField!: KrTextField | null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.login = this.password = this.code = '';
  }

  private async ask(): Promise<void> {
    const answer = await transport.call('staff.signInState', { login: this.login });
    if (!answer.ok) {
      this.failure = answer.error;
      return;
    }
    this.picture = answer.value.picture;
    this.code = '';
    const { lockedUntil } = answer.value;
    if (lockedUntil) this.failure = { code: 'proof.locked', message: '', params: { until: lockedUntil } };
  }

  private async submit(): Promise<void> {
    if (this.busy || this.login.trim() === '' || this.password === '') return;
    this.busy = true;
    this.failure = null;
    const { login, password, code } = this;
    const answer = await transport.call('staff.signIn', {
      login,
      password,
      ...(this.picture === null ? {} : { picture: code }),
    });
    this.busy = false;
    if (!this.isConnected) return;
    if (answer.ok) {
      shiftState.set({ staff: answer.value.staff });
      return go('/desk');
    }
    await this.ask();
    this.failure = answer.error;
    this.password = '';
    await this.updateComplete;
    this.passwordField?.focus();
  }

  private get errorText(): string {
    if (!this.failure) return '';
    if (this.failure.code !== 'proof.locked') return failureText(this.failure);
    const { until: moment = '' } = this.failure.params ?? {};
    return t('desk.locked', { until: until(moment) });
  }

  private demo() {
    const { demo } = shiftState.get();
    if (demo.length === 0) return nothing;
    return html`<aside class="demo" data-testid="demo-staff">
      ${demo.map(
        one =>
          html`<p>
            ${t(one.role === 'admin' ? 'desk.roleAdmin' : 'desk.roleOperator')}: <b>${one.login}</b>,
            ${t('desk.password')} <b>${one.password}</b>
          </p>`,
      )}
    </aside>`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.signIn')} .back=${'/'} data-testid="staff-sign-in">
      <div class="form">
        ${
          this.failure
            ? html`<kr-message kind="error" text=${this.errorText} data-testid="staff-error"></kr-message>`
            : nothing
        }
        <kr-text-field
          label=${t('desk.login')}
          .value=${this.login}
          maxlength="64"
          start-here
          data-testid="staff-login"
          @kr-input=${(event: Typed) => (this.login = event.detail.value)}
          @kr-enter=${() => this.passwordField?.focus()}
        ></kr-text-field>
        <kr-password-field
          label=${t('desk.passwordLabel')}
          .value=${this.password}
          data-testid="staff-password"
          @kr-input=${(event: Typed) => (this.password = event.detail.value)}
          @kr-enter=${() => void this.submit()}
        ></kr-password-field>
        ${
          this.picture === null
            ? nothing
            : html`<kr-captcha .svg=${this.picture} @kr-another=${() => void this.ask()}></kr-captcha>
                <kr-text-field
                  label=${t('proof.pictureLabel')}
                  .value=${this.code}
                  maxlength="12"
                  data-testid="staff-picture"
                  @kr-input=${(event: Typed) => (this.code = event.detail.value)}
                  @kr-enter=${() => void this.submit()}
                ></kr-text-field>`
        }
      </div>
      ${this.demo()}
      ${systemInfo.kiosk ? html`<kr-keyboard slot="keyboard" layout="latin" kind="password"></kr-keyboard>` : nothing}
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${this.busy || this.login.trim() === '' || this.password === ''}
        data-testid="staff-submit"
        @click=${() => void this.submit()}
        >${t(this.busy ? 'signIn.checking' : 'desk.enter')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-staff-sign-in-screen': KrStaffSignInScreen;
  }
}
