// Changes the password: the current one, then the new one twice.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { errorText, type ErrorCode, type Failure } from '#contract';
import { againTrouble, passwordTrouble, questionOf } from '../../blocks/cabinet/field-checks.ts';
import '../../blocks/kr-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

const order = ['old', 'password', 'again'] as const;
type Step = (typeof order)[number];
const empty = { old: '', password: '', again: '' };

/** Fires `kr-done` when the password is changed, `kr-cancel` on «Назад». */
@customElement('kr-change-password')
export class KrChangePassword extends KrElement {
  declare readonly events: { 'kr-done': null; 'kr-cancel': null };

  @state() private step: Step = 'old';
  @state() private values: Record<Step, string> = empty;
  @state() private failure: Failure | null = null;
  @state() private busy = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.values = empty;
  }

  private show(step: Step): void {
    this.failure = null;
    this.step = step;
  }

  private back(): void {
    const before = order[order.indexOf(this.step) - 1];
    if (before) this.show(before);
    else tell(this, 'kr-cancel', null);
  }

  private next(): void {
    const { password, again } = this.values;
    const code: ErrorCode | null =
      this.step === 'password'
        ? passwordTrouble(password)
        : this.step === 'again'
          ? againTrouble(password, again)
          : null;
    if (code) this.failure = { code, message: errorText(code, 'ru') };
    else if (this.step === 'old') this.show('password');
    else if (this.step === 'password') {
      this.values = { ...this.values, again: '' };
      this.show('again');
    } else void this.save();
  }

  private async save(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    const { old, password, again } = this.values;
    const answer = await transport.call('cabinet.changePassword', {
      oldPassword: old,
      password,
      passwordAgain: again,
    });
    this.busy = false;
    if (!this.isConnected) return;
    if (answer.ok) return tell(this, 'kr-done', null);
    const { code } = answer.error;
    const step = code === 'cabinet.passwordWrong' ? 'old' : questionOf(code);
    if (step === 'old' || step === 'password' || step === 'again') {
      this.values = { ...this.values, [step]: '' };
      this.step = step;
    }
    this.failure = answer.error;
  }

  override render() {
    const { step, failure } = this;
    const words = {
      old: [t('profile.oldPasswordHeading'), t('profile.oldPasswordLabel'), ''],
      password: [t('recover.passwordHeading'), t('register.passwordLabel'), t('register.passwordHint')],
      again: [t('recover.againHeading'), t('register.againLabel'), t('register.againHint')],
    } as const;
    const [heading, label, hint] = words[step];
    return keyed(
      step,
      html`<kr-question
        kind="password"
        heading=${heading}
        label=${label}
        hint=${hint}
        error=${failure ? failureText(failure) : ''}
        .value=${this.values[step]}
        .back=${() => this.back()}
        next-label=${step === 'again' ? t('recover.save') : ''}
        next-icon=${step === 'again' ? 'check' : ''}
        ?busy=${this.busy}
        data-testid="change-${step}"
        @kr-input=${(event: CustomEvent<{ value: string }>) =>
          (this.values = { ...this.values, [step]: event.detail.value })}
        @kr-next=${() => this.next()}
      ></kr-question>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-change-password': KrChangePassword;
  }
}
