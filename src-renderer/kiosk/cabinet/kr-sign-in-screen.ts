// Signing in: name, password, the picture when it is asked for. One question a screen at the kiosk, one form at the desk.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { keyed } from 'lit/directives/keyed.js';
import { errorText, type Failure } from '#contract';
import { backOf, go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { currentLocale, failureText, t } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import type { KrTextField } from '../../ui/index.ts';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/sign-in/kr-captcha.ts';
import '../../blocks/kr-question.ts';

type Step = 'login' | 'password' | 'picture' | 'locked' | 'away';
type Typed = CustomEvent<{ value: string }>;

@customElement('kr-sign-in-screen')
export class KrSignInScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      .form {
        display: grid;
        gap: var(--kr-gap-m);
        max-width: 34rem;
      }
    `,
  ];

  @state() private step: Step = 'login';
  @state() private login = '';
  @state() private password = '';
  @state() private code = '';
  @state() private remember = false;
  @state() private picture: string | null = null;
  @state() private lockedUntil = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @query('kr-password-field') private passwordField!: KrTextField | null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask('');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.login = this.password = this.code = '';
  }

  private get back(): string {
    return backOf('/cabinet/sign-in', '/');
  }

  /** What must be asked for with this name: perhaps a picture, perhaps nothing until later. */
  private async ask(login: string): Promise<void> {
    const answer = await transport.call('cabinet.signInState', { login });
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    const { picture, lockedUntil, rememberedLogin } = answer.value;
    this.picture = picture;
    this.code = '';
    if (rememberedLogin && this.login === '') {
      this.login = rememberedLogin;
      this.remember = true;
    }
    if (lockedUntil) this.lock(lockedUntil);
  }

  private lock(moment: string): void {
    this.lockedUntil = moment;
    this.failure = null;
    this.password = '';
    this.step = 'locked';
  }

  private show(step: Step): void {
    this.failure = null;
    this.step = step;
  }

  private async fromName(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    await this.ask(this.login);
    this.busy = false;
    if (this.step === 'login' && !this.failure) this.step = 'password';
  }

  private fromPassword(): void {
    if (this.picture !== null) this.show('picture');
    else void this.submit();
  }

  private async submit(): Promise<void> {
    if (this.busy || this.login.trim() === '' || this.password === '') return;
    this.busy = true;
    this.failure = null;
    const { login, password, remember } = this;
    const picture = this.picture === null ? {} : { picture: this.code };
    const answer = await transport.call('cabinet.signIn', { login, password, remember, ...picture });
    this.busy = false;
    if (!this.isConnected) return;
    if (!answer.ok) return this.failed(answer.error);
    const wanted = visitState.get().afterSignIn ?? '/cabinet';
    visitState.signedIn(answer.value.user);
    go(wanted);
  }

  private async failed(failure: Failure): Promise<void> {
    if (failure.code === 'cabinet.away') return this.show('away');
    if (failure.code === 'proof.locked') return this.lock(failure.params?.['until'] ?? '');
    if (failure.code === 'cabinet.signInWrong' || failure.field === 'picture') await this.ask(this.login);
    if (this.step === 'locked' || this.step === 'away') return;
    this.failure = failure;
    if (failure.code === 'cabinet.signInWrong') {
      this.password = '';
      this.step = 'password';
    } else if (failure.field === 'picture' && this.picture !== null) this.step = 'picture';
    if (!systemInfo.kiosk) void this.updateComplete.then(() => this.passwordField?.focus());
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

  /** In the bottom bar: under the field the keys would hide them at the largest text. */
  private otherWays() {
    return html`${this.forgot('action')}${this.toRegister('action')}`;
  }

  private name() {
    return html`<kr-question
      kind="login"
      heading=${t('signIn.nameHeading')}
      label=${t('signIn.nameLabel')}
      error=${this.errorText}
      .value=${this.login}
      .back=${this.back}
      ?busy=${this.busy}
      data-testid="sign-in-name"
      @kr-input=${(event: Typed) => (this.login = event.detail.value)}
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
      .value=${this.password}
      .back=${() => this.show('login')}
      next-label=${this.picture !== null ? '' : t(this.busy ? 'signIn.checking' : 'signIn.submit')}
      next-icon=${this.picture !== null ? '' : 'check'}
      ?busy=${this.busy}
      data-testid="sign-in-password"
      @kr-input=${(event: Typed) => (this.password = event.detail.value)}
      @kr-next=${this.fromPassword}
    >
      <p slot="lead" class="quiet">${t('signIn.as', { login: this.login })}</p>
      ${this.otherWays()}
    </kr-question>`;
  }

  private picturePart() {
    return html`<kr-captcha .svg=${this.picture ?? ''} @kr-another=${() => void this.ask(this.login)}></kr-captcha>`;
  }

  private pictureStep() {
    return html`<kr-question
      kind="picture"
      heading=${t('signIn.pictureHeading')}
      label=${t('proof.pictureLabel')}
      error=${this.errorText}
      .value=${this.code}
      .back=${() => this.show('password')}
      next-label=${t(this.busy ? 'signIn.checking' : 'signIn.submit')}
      next-icon="check"
      ?busy=${this.busy}
      data-testid="sign-in-picture"
      @kr-input=${(event: Typed) => (this.code = event.detail.value)}
      @kr-next=${() => void this.submit()}
    >
      <div slot="above">${this.picturePart()}</div>
    </kr-question>`;
  }

  private deskForm() {
    return html`<kr-screen heading=${t('signIn.title')} .back=${this.back} data-testid="sign-in-form">
      <kr-help-button slot="aside" section="signIn"></kr-help-button>
      <kr-help-panel section="signIn"></kr-help-panel>
      <div class="form">
        ${this.error()}
        <kr-text-field
          label=${t('signIn.nameLabel')}
          .value=${this.login}
          maxlength="64"
          start-here
          data-testid="login"
          @kr-input=${(event: Typed) => (this.login = event.detail.value)}
          @kr-enter=${() => this.passwordField?.focus()}
        ></kr-text-field>
        <kr-password-field
          label=${t('signIn.passwordLabel')}
          .value=${this.password}
          data-testid="password"
          @kr-input=${(event: Typed) => (this.password = event.detail.value)}
          @kr-enter=${() => void this.submit()}
        ></kr-password-field>
        ${
          this.picture === null
            ? nothing
            : html`${this.picturePart()}
                <kr-text-field
                  label=${t('proof.pictureLabel')}
                  .value=${this.code}
                  maxlength="12"
                  data-testid="picture-code"
                  @kr-input=${(event: Typed) => (this.code = event.detail.value)}
                  @kr-enter=${() => void this.submit()}
                ></kr-text-field>`
        }
        <kr-check
          ?checked=${this.remember}
          data-testid="remember"
          @kr-check=${(event: CustomEvent<{ checked: boolean }>) => (this.remember = event.detail.checked)}
          >${t('signIn.remember')}</kr-check
        >
      </div>
      <div class="links">${this.forgot()}${this.toRegister()}</div>
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${this.busy || this.login.trim() === '' || this.password === ''}
        data-testid="sign-in"
        @click=${() => void this.submit()}
        >${t(this.busy ? 'signIn.checking' : 'signIn.submit')}</kr-button
      >
    </kr-screen>`;
  }

  private locked() {
    const text = errorText('proof.locked', currentLocale(), { until: until(this.lockedUntil) });
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
      return html`<kr-cabinet-away @kr-action=${() => this.show('login')}></kr-cabinet-away>`;
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
