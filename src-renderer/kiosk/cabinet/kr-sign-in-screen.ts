// Sign-in: name, password, and the captcha when required. One question per screen at the kiosk, one form at the desk.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { errorText, type Failure } from '#contract';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/kr-question.ts';
import { SignInForm, signInForm } from '../../blocks/sign-in/sign-in-form.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { backOf, go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { currentLocale, failureText, t } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

type Step = 'login' | 'password' | 'picture' | 'locked' | 'away';

@customElement('kr-sign-in-screen')
export class KrSignInScreen extends KrElement {
  static override styles = [blocks, signInForm];

  @state() private step: Step = 'login';
  @state() private remember = false;
  /** the PC is of one person */
  @state() private remembers = false;
  @state() private lockedUntil = '';
  private lockOf: 'name' | 'terminal' = 'name';
  @state() private failure: Failure | null = null;
  private readonly form: SignInForm = new SignInForm(this, {
    submit: () => void this.submit(),
    another: () => void this.ask(this.form.login),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask('');
  }

  private get back(): string {
    return backOf('/cabinet/sign-in', '/');
  }

  /** What this name requires now: maybe a captcha, maybe waiting. */
  private async ask(login: string): Promise<void> {
    const answer = await transport.call('cabinet.signInState', { login });
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    const { away, picture, lockedUntil, lockOf, remembers, rememberedLogin } = answer.value;
    this.remembers = remembers;
    if (away) return this.show('away');
    this.form.ask(picture);
    if (rememberedLogin && this.form.login === '') {
      this.form.set('login', rememberedLogin);
      this.remember = true;
    }
    if (lockedUntil) this.lock(lockedUntil, lockOf ?? 'name');
  }

  private lock(moment: string, of: 'name' | 'terminal'): void {
    this.lockOf = of;
    this.lockedUntil = moment;
    this.failure = null;
    this.form.set('password', '');
    this.step = 'locked';
  }

  private show(step: Step): void {
    this.failure = null;
    this.step = step;
  }

  /** «Попробовать ещё раз»: back to the form, and to this screen if the fund is still away. */
  private again(): void {
    this.show('login');
    void this.ask(this.form.login);
  }

  private async fromName(): Promise<void> {
    const { form } = this;
    if (form.busy) return;
    form.setBusy(true);
    this.failure = null;
    await this.ask(form.login);
    form.setBusy(false);
    if (this.step === 'login' && !this.failure) this.step = 'password';
  }

  private fromPassword(): void {
    if (this.form.captcha !== null) this.show('picture');
    else void this.submit();
  }

  private async submit(): Promise<void> {
    const { form, remember } = this;
    if (!form.ready) return;
    form.setBusy(true);
    this.failure = null;
    const answer = await transport.call('cabinet.signIn', { ...form.input, remember });
    form.setBusy(false);
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    const wanted = visitState.get().afterSignIn ?? '/cabinet';
    visitState.signedIn(answer.value.user);
    go(wanted);
  }

  private async failed(failure: Failure): Promise<void> {
    if (failure.code === 'cabinet.away') return this.show('away');
    if (failure.code === 'proof.locked') return this.lock(failure.params?.['until'] ?? '', 'name');
    if (failure.code === 'cabinet.terminalLocked') return this.lock(failure.params?.['until'] ?? '', 'terminal');
    if (failure.code === 'cabinet.signInWrong' || failure.field === 'picture') await this.ask(this.form.login);
    if (this.step === 'locked' || this.step === 'away') return;
    this.failure = failure;
    if (failure.code === 'cabinet.signInWrong') {
      this.form.set('password', '');
      this.step = 'password';
    } else if (failure.field === 'picture' && this.form.captcha !== null) this.step = 'picture';
    if (!systemInfo.kiosk) void this.form.focusPassword();
  }

  private get errorText(): string {
    return this.failure ? failureText(this.failure) : '';
  }

  private error() {
    return this.failure
      ? html`<kr-message kind="error" text=${failureText(this.failure)} data-testid="sign-in-error"></kr-message>`
      : nothing;
  }

  private forgot(slot = '') {
    return html`<kr-button
      slot=${slot || nothing}
      variant="quiet"
      icon="lock"
      data-testid="forgot"
      @click=${() => go('/cabinet/recover', '/cabinet/sign-in')}
      >${t('signIn.forgot')}</kr-button
    >`;
  }

  private toRegister(slot = '') {
    return html`<kr-button
      slot=${slot || nothing}
      variant="quiet"
      icon="plus"
      data-testid="to-register"
      @click=${() => go('/cabinet/register', '/cabinet/sign-in')}
      >${t('signIn.register')}</kr-button
    >`;
  }

  /** In the bottom bar: below the field the keys would hide them at the largest text size. */
  private otherWays() {
    return html`${this.forgot('action')}${this.toRegister('action')}`;
  }

  private name() {
    return html`<kr-question
      kind="login"
      heading=${t('signIn.nameHeading')}
      label=${t('signIn.nameLabel')}
      error=${this.errorText}
      .value=${this.form.login}
      .back=${this.back}
      ?busy=${this.form.busy}
      data-testid="sign-in-name"
      @kr-input=${this.form.typed('login')}
      @kr-next=${() => void this.fromName()}
    >
      <kr-help-button slot="aside" section="signIn"></kr-help-button>

      <p slot="lead" class="quiet">${t('signIn.title')}</p>
      ${this.otherWays()}
      <kr-help-panel section="signIn"></kr-help-panel>
    </kr-question>`;
  }

  private secret() {
    return html`<kr-question
      kind="password"
      heading=${t('signIn.passwordHeading')}
      label=${t('signIn.passwordLabel')}
      error=${this.errorText}
      .value=${this.form.password}
      .back=${() => this.show('login')}
      next-label=${this.form.captcha !== null ? '' : t(this.form.busy ? 'signIn.checking' : 'signIn.submit')}
      next-icon=${this.form.captcha !== null ? '' : 'check'}
      ?busy=${this.form.busy}
      data-testid="sign-in-password"
      @kr-input=${this.form.typed('password')}
      @kr-next=${this.fromPassword}
    >
      <p slot="lead" class="quiet">${t('signIn.as', { login: this.form.login })}</p>
      ${this.otherWays()}
    </kr-question>`;
  }

  private pictureStep() {
    return html`<kr-question
      kind="picture"
      heading=${t('signIn.pictureHeading')}
      label=${t('proof.pictureLabel')}
      error=${this.errorText}
      .value=${this.form.code}
      .back=${() => this.show('password')}
      next-label=${t(this.form.busy ? 'signIn.checking' : 'signIn.submit')}
      next-icon="check"
      ?busy=${this.form.busy}
      data-testid="sign-in-picture"
      @kr-input=${this.form.typed('code')}
      @kr-next=${() => void this.submit()}
    >
      <div slot="above">${this.form.picture()}</div>
    </kr-question>`;
  }

  private rememberCheck() {
    return html`<kr-check
      ?checked=${this.remember}
      data-testid="remember"
      @kr-check=${(event: CustomEvent<{ checked: boolean }>) => (this.remember = event.detail.checked)}
      >${t('signIn.remember')}</kr-check
    >`;
  }

  private deskForm() {
    return html`<kr-screen heading=${t('signIn.title')} .back=${this.back} data-testid="sign-in-form">
      <kr-help-button slot="aside" section="signIn"></kr-help-button>
      <kr-help-panel section="signIn"></kr-help-panel>
      <div class="form">
        ${this.error()}
        ${this.form.fields({
          login: { label: t('signIn.nameLabel'), testId: 'login' },
          password: { label: t('signIn.passwordLabel'), testId: 'password' },
          captcha: { testId: 'picture-code' },
        })}
        ${this.remembers ? this.rememberCheck() : nothing}
      </div>
      <div class="links">${this.forgot()}${this.toRegister()}</div>
      <kr-page-foot></kr-page-foot>
      ${this.form.button(t('signIn.submit'), 'sign-in')}
    </kr-screen>`;
  }

  private locked() {
    const code = this.lockOf === 'name' ? 'proof.locked' : 'cabinet.terminalLocked';
    const text = errorText(code, currentLocale(), { until: until(this.lockedUntil) });
    return html`<kr-screen heading=${t('signIn.lockedHeading')} .back=${this.back} data-testid="sign-in-locked">
      <kr-message kind="warn" text=${text}></kr-message>
      <p>${t('signIn.lockedHelp')}</p>
      <div class="links">${this.forgot()}</div>
      <kr-button slot="action" variant="primary" icon="search" @click=${() => go('/find')}
        >${t('signIn.withoutCabinet')}</kr-button
      >
    </kr-screen>`;
  }

  override render() {
    if (this.step === 'away') {
      return html`<kr-cabinet-away @kr-action=${() => this.again()}></kr-cabinet-away>`;
    }
    if (this.step === 'locked') return this.locked();
    if (!systemInfo.kiosk) return this.deskForm();
    const drawn = { login: () => this.name(), password: () => this.secret(), picture: () => this.pictureStep() };
    return keyed(this.step, drawn[this.step]());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-sign-in-screen': KrSignInScreen;
  }
}
