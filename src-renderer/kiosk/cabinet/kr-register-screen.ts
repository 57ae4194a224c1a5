// Registration, one question per screen: name, e-mail, password twice, the agreement, the consent with its own tick, the code from the letter.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { errorText, type ErrorCode, type Failure } from '#contract';
import { againTrouble, emailTrouble, passwordTrouble, questionOf } from '../../blocks/cabinet/field-checks.ts';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/cabinet/kr-demo-letters.ts';
import '../../blocks/cabinet/kr-legal-text.ts';
import { legalTexts } from '../../blocks/cabinet/legal-texts.ts';
import { LetterWait } from '../../blocks/cabinet/letter-wait.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/kr-question.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { backOf, go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

const order = ['login', 'email', 'password', 'again', 'agreement', 'consent', 'code'] as const;
type Step = (typeof order)[number];
type Field = 'login' | 'email' | 'password' | 'again' | 'code';

@customElement('kr-register-screen')
export class KrRegisterScreen extends KrElement {
  static override styles = [blocks];

  @state() private step: Step = 'login';
  @state() private away = false;
  @state() private values: Record<Field, string> = { login: '', email: '', password: '', again: '', code: '' };
  @state() private agreed = false;
  @state() private consented = false;
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @state() private sentAgain = false;
  private registration = '';
  /** all questions were answered once: a corrected answer is sent at once */
  private answered = false;
  private readonly texts = legalTexts(this);
  private readonly letter = new LetterWait(this);

  /** Clears the typed data when the element leaves the screen. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.values = { login: '', email: '', password: '', again: '', code: '' };
  }

  private show(step: Step): void {
    this.failure = null;
    this.sentAgain = false;
    this.step = step;
  }

  private back(): void {
    const at = order.indexOf(this.step);
    const before = order[at - 1];
    // somebody else may be there by now: the answers before the code stay closed
    if (before === undefined || this.letter.hidden) this.leave();
    else this.show(before);
  }

  /** Nothing was stored yet: what was typed is cleared with the screen. */
  private leave(): void {
    go(backOf('/cabinet/register', '/cabinet/sign-in'));
  }

  private trouble(step: Step): ErrorCode | null {
    const { email, password, again } = this.values;
    if (step === 'email') return emailTrouble(email);
    if (step === 'password') return passwordTrouble(password);
    if (step === 'again') return againTrouble(password, again);
    return null;
  }

  private next(): void {
    const code = this.trouble(this.step);
    if (code) {
      this.failure = { code, message: errorText(code, 'ru') };
      return;
    }
    // A new password must be typed twice again.
    if (this.step === 'password' && againTrouble(this.values.password, this.values.again)) {
      this.values = { ...this.values, again: '' };
      this.show('again');
    } else if (this.answered) void this.register();
    else this.show(order[order.indexOf(this.step) + 1] ?? 'code');
  }

  private async register(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.answered = true;
    const { login, email, password, again } = this.values;
    const answer = await transport.call('cabinet.register', {
      login,
      email,
      password,
      passwordAgain: again,
      agreementVersion: this.agreed ? (this.texts.value?.agreement.version ?? null) : null,
      consentVersion: this.consented ? (this.texts.value?.consent.version ?? null) : null,
    });
    this.busy = false;
    if (!this.isConnected) return false;
    if (!answer.ok) {
      this.failed(answer.error);
      return false;
    }
    this.registration = answer.value.registration;
    this.letter.start();
    this.show('code');
    return true;
  }

  private async sendAgain(): Promise<void> {
    this.values = { ...this.values, code: '' };
    this.sentAgain = await this.register();
  }

  private async confirm(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    const answer = await transport.call('cabinet.confirmRegistration', {
      registration: this.registration,
      code: this.values.code,
    });
    this.busy = false;
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    const wanted = visitState.get().afterSignIn ?? '/cabinet';
    visitState.signedIn(answer.value.user);
    go(wanted);
  }

  private failed(failure: Failure): void {
    if (failure.code === 'cabinet.away') {
      this.away = true;
      return;
    }
    const step = questionOf(failure.code);
    if (step === 'agreement') {
      this.agreed = false;
      void this.texts.refresh();
    }
    if (failure.field === 'consentVersion') {
      this.consented = false;
      void this.texts.refresh();
    }
    if (step) this.step = step;
    this.failure = failure;
    this.sentAgain = false;
  }

  private lead() {
    return html`<p slot="lead" class="quiet">
      ${t('register.step', { step: order.indexOf(this.step) + 1, steps: order.length })}
    </p>`;
  }

  private error() {
    return this.failure
      ? html`<kr-message kind="error" text=${failureText(this.failure)} data-testid="register-error"></kr-message>`
      : nothing;
  }

  private question(field: Field, kind: 'login' | 'email' | 'password' | 'code', extra: unknown = nothing) {
    const atField = this.failure !== null && questionOf(this.failure.code) === field;
    const hint =
      field === 'code'
        ? t('register.codeHint', { email: this.letter.shown(this.values.email) })
        : t(`register.${field}Hint`);
    return html`<kr-question
      kind=${kind}
      heading=${t(`register.${field}Heading`)}
      label=${t(`register.${field}Label`)}
      hint=${hint}
      error=${atField && this.failure ? failureText(this.failure) : ''}
      .value=${this.values[field]}
      .back=${() => this.back()}
      next-label=${field === 'code' ? t('register.confirm') : this.busy ? t('register.creating') : ''}
      next-icon=${field === 'code' ? 'check' : ''}
      ?busy=${this.busy}
      data-testid="register-${field}"
      @kr-input=${(event: CustomEvent<{ value: string }>) =>
        (this.values = { ...this.values, [field]: event.detail.value })}
      @kr-next=${() => (field === 'code' ? void this.confirm() : this.next())}
    >
      ${this.lead()} ${this.failure && !atField ? this.error() : nothing} ${extra}
    </kr-question>`;
  }

  private codeHelp() {
    return html`${
        this.sentAgain
          ? html`<kr-message
              kind="good"
              text=${t('register.codeSent', { email: this.letter.shown(this.values.email) })}
              data-testid="code-sent"
            ></kr-message>`
          : nothing
      }
      <p class="quiet">${t('register.codeNone')}</p>
      <div class="links">
        <kr-button variant="quiet" icon="refresh" data-testid="code-again" @click=${() => void this.sendAgain()}
          >${t('register.codeAgain')}</kr-button
        >
        <kr-demo-letters></kr-demo-letters>
        ${
          this.letter.hidden
            ? nothing
            : html`<kr-button variant="quiet" icon="pencil" data-testid="other-email" @click=${() => this.show('email')}
                >${t('register.otherEmail')}</kr-button
              >`
        }
      </div>`;
  }

  private legal(what: 'agreement' | 'consent') {
    const text = this.texts.value?.[what];
    const agreement = what === 'agreement';
    const ticked = agreement ? this.agreed : this.consented;
    const tick = (event: CustomEvent<{ checked: boolean }>) => {
      if (agreement) this.agreed = event.detail.checked;
      else this.consented = event.detail.checked;
      this.failure = null;
    };
    const label = agreement ? t('common.next') : t(this.busy ? 'register.creating' : 'register.create');
    return html`<kr-screen
      heading=${t(`register.${what}Heading`)}
      .back=${() => this.back()}
      data-testid="register-${what}"
    >
      ${this.lead()} ${this.error()}
      ${drawn(
        this.texts,
        texts =>
          html`<kr-legal-text .text=${texts[what]}></kr-legal-text>
            <kr-check
              slot="keyboard"
              ?checked=${ticked}
              note=${t(`register.${agreement ? 'agree' : 'consent'}Note`)}
              data-testid="tick-${what}"
              @kr-check=${tick}
              >${t(agreement ? 'register.agree' : 'register.consent')}</kr-check
            >`,
      )}
      <kr-page-foot></kr-page-foot>
      ${
        agreement
          ? nothing
          : html`<kr-button slot="action" icon="xmark" data-testid="cancel" @click=${() => this.leave()}
              >${t('common.cancel')}</kr-button
            >`
      }
      <kr-button
        slot="action"
        variant="primary"
        icon=${agreement ? '' : 'check'}
        icon-after=${agreement ? 'chevron-right' : ''}
        ?disabled=${this.busy || !text || (agreement && !this.agreed)}
        data-testid="next"
        @click=${() => (agreement ? this.next() : void this.register())}
        >${label}</kr-button
      >
    </kr-screen>`;
  }

  private drawn() {
    switch (this.step) {
      case 'agreement':
      case 'consent':
        return this.legal(this.step);
      case 'code':
        return this.question('code', 'code', this.codeHelp());
      case 'again':
        return this.question('again', 'password');
      default:
        return this.question(this.step, this.step);
    }
  }

  override render() {
    if (this.away) {
      return html`<kr-cabinet-away @kr-action=${() => (this.away = false)}></kr-cabinet-away>`;
    }
    return keyed(this.step, this.drawn());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-register-screen': KrRegisterScreen;
  }
}
