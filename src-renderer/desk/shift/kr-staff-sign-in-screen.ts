// The sign-in of staff: one form; at a kiosk with on-screen keys.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import { SignInForm, signInForm } from '../../blocks/sign-in/sign-in-form.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { roleNames, shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { failureText, t } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-staff-sign-in-screen')
export class KrStaffSignInScreen extends KrElement {
  static override watched = [shiftState];

  static override styles = [
    blocks,
    signInForm,
    css`
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

  /** what is to be known before */
  @property() notice = '';
  @property({ attribute: false }) back: string | (() => void) = '/';
  @state() private failure: Failure | null = null;
  private readonly form: SignInForm = new SignInForm(this, {
    submit: () => void this.submit(),
    another: () => void this.ask(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  private async ask(): Promise<void> {
    const answer = await transport.call('staff.signInState', { login: this.form.login });
    if (!answer.ok) {
      this.failure = answer.error;
      return;
    }
    this.form.ask(answer.value.picture);
    const { lockedUntil } = answer.value;
    if (lockedUntil) this.failure = { code: 'proof.locked', message: '', params: { until: lockedUntil } };
  }

  private async submit(): Promise<void> {
    const { form } = this;
    if (!form.ready) return;
    form.setBusy(true);
    this.failure = null;
    const answer = await transport.call('staff.signIn', form.input);
    form.setBusy(false);
    if (!this.isConnected) return;
    if (answer.ok) {
      shiftState.set({ staff: answer.value.staff, locked: false, pin: false });
      return go('/desk');
    }
    await this.ask();
    this.failure = answer.error;
    form.set('password', '');
    await form.focusPassword();
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
          html`<p>${t(roleNames[one.role])}: <b>${one.login}</b>, ${t('desk.password')} <b>${one.password}</b></p>`,
      )}
    </aside>`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.signIn')} .back=${this.back} data-testid="staff-sign-in">
      <div class="form">
        ${
          this.notice
            ? html`<kr-message kind="warn" text=${this.notice} data-testid="sign-in-notice"></kr-message>`
            : nothing
        }
        ${
          this.failure
            ? html`<kr-message kind="error" text=${this.errorText} data-testid="staff-error"></kr-message>`
            : nothing
        }
        ${this.form.fields({
          login: { label: t('desk.login'), testId: 'staff-login' },
          password: { label: t('desk.passwordLabel'), testId: 'staff-password' },
          captcha: { testId: 'staff-picture' },
        })}
      </div>
      ${this.demo()}
      ${systemInfo.kiosk ? html`<kr-keyboard slot="keyboard" layout="latin" kind="password"></kr-keyboard>` : nothing}
      ${this.form.button(t('desk.enter'), 'staff-submit')}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-staff-sign-in-screen': KrStaffSignInScreen;
  }
}
