// Password recovery: the user name, the code from the letter, the new password twice. It looks the same whether or not the name exists.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { errorText, type ErrorCode, type Failure } from '#contract';
import { againTrouble, passwordTrouble, questionOf } from '../../blocks/cabinet/field-checks.ts';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/cabinet/kr-demo-letters.ts';
import { LetterWait } from '../../blocks/cabinet/letter-wait.ts';
import '../../blocks/kr-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { backOf, go } from '../../core/navigation.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

const order = ['login', 'code', 'password', 'again'] as const;
type Field = (typeof order)[number];
const kinds = { login: 'email', code: 'code', password: 'password', again: 'password' } as const;
const empty = { login: '', code: '', password: '', again: '' };

@customElement('kr-recover-screen')
export class KrRecoverScreen extends KrElement {
  static override styles = [blocks];

  @state() private step: Field | 'away' | 'done' = 'login';
  @state() private values: Record<Field, string> = empty;
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  private readonly letter = new LetterWait(this);
  private recovery = '';
  /** all questions were answered once: a corrected answer is sent at once */
  private answered = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.values = empty;
  }

  private show(step: Field): void {
    this.failure = null;
    this.step = step;
  }

  private back(step: Field): void {
    const before = order[order.indexOf(step) - 1];
    // somebody else may be there by now: the name stays closed
    if (before === undefined || this.letter.hidden) go(backOf('/cabinet/recover', '/cabinet/sign-in'));
    else this.show(before);
  }

  private next(step: Field): void {
    if (this.busy) return;
    const { password, again } = this.values;
    const code: ErrorCode | null =
      step === 'password' ? passwordTrouble(password) : step === 'again' ? againTrouble(password, again) : null;
    if (code) {
      this.failure = { code, message: errorText(code, 'ru') };
      return;
    }
    if (step === 'login') void this.send();
    else if (step === 'again' || (this.answered && step === 'code')) void this.save();
    else this.show(order[order.indexOf(step) + 1] ?? 'again');
    if (step === 'password') this.values = { ...this.values, again: '' };
  }

  private async send(): Promise<void> {
    this.busy = true;
    this.failure = null;
    const answer = await transport.call('cabinet.recover', { login: this.values.login });
    this.busy = false;
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    this.recovery = answer.value.recovery;
    this.letter.start();
    this.answered = false;
    this.values = { ...empty, login: this.values.login };
    this.show('code');
  }

  private async save(): Promise<void> {
    this.busy = true;
    this.failure = null;
    this.answered = true;
    const { code, password, again } = this.values;
    const answer = await transport.call('cabinet.recoverWithCode', {
      recovery: this.recovery,
      code,
      password,
      passwordAgain: again,
    });
    this.busy = false;
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    this.values = empty;
    this.step = 'done';
  }

  private failed(failure: Failure): void {
    if (failure.code === 'cabinet.away') {
      this.step = 'away';
      return;
    }
    const step = questionOf(failure.code);
    if (step === 'code' || step === 'password' || step === 'again') this.step = step;
    this.failure = failure;
  }

  private question(field: Field) {
    const { failure } = this;
    const atField = failure !== null && questionOf(failure.code) === field;
    const headings = {
      login: t('recover.loginHeading'),
      code: t('register.codeHeading'),
      password: t('recover.passwordHeading'),
      again: t('recover.againHeading'),
    };
    const hints = {
      login: t('recover.loginHint'),
      code: t('recover.sent'),
      password: t('register.passwordHint'),
      again: t('register.againHint'),
    };
    const last = field === 'again' || (field === 'code' && this.answered);
    return html`<kr-question
      kind=${kinds[field]}
      heading=${headings[field]}
      label=${field === 'login' ? t('recover.loginLabel') : t(`register.${field}Label`)}
      hint=${hints[field]}
      error=${atField ? failureText(failure) : ''}
      .value=${this.values[field]}
      .back=${() => this.back(field)}
      next-label=${field === 'login' ? t('recover.send') : last ? t('recover.save') : ''}
      next-icon=${field === 'login' ? 'mail' : last ? 'check' : ''}
      ?busy=${this.busy}
      data-testid="recover-${field}"
      @kr-input=${(event: CustomEvent<{ value: string }>) =>
        (this.values = { ...this.values, [field]: event.detail.value })}
      @kr-next=${() => this.next(field)}
    >
      ${failure && !atField ? html`<kr-message kind="error" text=${failureText(failure)}></kr-message>` : nothing}
      ${
        field === 'code'
          ? html`<p class="quiet">${t('register.codeNone')}</p>
              <div class="links">
                <kr-button variant="quiet" icon="refresh" data-testid="code-again" @click=${() => void this.send()}
                  >${t('register.codeAgain')}</kr-button
                >
                <kr-demo-letters></kr-demo-letters>
              </div>`
          : nothing
      }
    </kr-question>`;
  }

  private done() {
    return html`<kr-screen data-testid="recover-done">
      <kr-outcome kind="good" heading=${t('recover.doneHeading')} text=${t('recover.doneText')}></kr-outcome>
      <kr-button
        slot="action"
        variant="primary"
        icon="person"
        data-testid="to-sign-in"
        @click=${() => go('/cabinet/sign-in')}
        >${t('signIn.submit')}</kr-button
      >
    </kr-screen>`;
  }

  override render() {
    if (this.step === 'away') return html`<kr-cabinet-away @kr-action=${() => this.show('login')}></kr-cabinet-away>`;
    if (this.step === 'done') return this.done();
    return keyed(this.step, this.question(this.step));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-recover-screen': KrRecoverScreen;
  }
}
