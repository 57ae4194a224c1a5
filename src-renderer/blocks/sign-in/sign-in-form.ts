// The form shared by the sign-ins of owners and staff: a name, a password, and a captcha when it is required.
import { css, html, nothing, type LitElement, type ReactiveController } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-password-field.ts';
import '../../ui/kr-text-field.ts';
import type { KrTextField } from '../../ui/kr-text-field.ts';
import '../kr-captcha.ts';
import { requiredNote } from '../required-note.ts';

/** The fields' labels and test ids, and the submit button's label. */
export interface SignInTexts {
  login: { label: string; testId: string };
  password: { label: string; testId: string };
  captcha: { testId: string };
}

type Part = 'login' | 'password' | 'code';

export class SignInForm implements ReactiveController {
  login = '';
  password = '';
  /** the typed answer to the captcha */
  code = '';
  /** the required captcha as SVG; null when none is required */
  captcha: string | null = null;
  busy = false;
  private readonly passwordField = createRef<KrTextField>();

  constructor(
    private readonly host: LitElement,
    private readonly on: { submit: () => void; another: () => void },
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.login = this.password = this.code = '';
  }

  get ready(): boolean {
    return !this.busy && this.login.trim() !== '' && this.password !== '';
  }

  /** The input of both sign-in methods. */
  get input(): { login: string; password: string; picture?: string } {
    const { login, password, code } = this;
    return this.captcha === null ? { login, password } : { login, password, picture: code };
  }

  /** Loads another captcha, or null. */
  ask(captcha: string | null): void {
    this.captcha = captcha;
    this.code = '';
    this.host.requestUpdate();
  }

  set(part: Part, value: string): void {
    this[part] = value;
    this.host.requestUpdate();
  }

  setBusy(busy: boolean): void {
    this.busy = busy;
    this.host.requestUpdate();
  }

  readonly typed = (part: Part) => (event: CustomEvent<{ value: string }>) => this.set(part, event.detail.value);

  async focusPassword(): Promise<void> {
    await this.host.updateComplete;
    this.passwordField.value?.focus();
  }

  picture() {
    return html`<kr-captcha .png=${this.captcha ?? ''} @kr-another=${this.on.another}></kr-captcha>`;
  }

  /** All fields on one page, for a real keyboard; goes inside `.form`. */
  fields({ login, password, captcha }: SignInTexts) {
    return html`<kr-text-field
        label=${login.label}
        required
        .value=${this.login}
        maxlength="64"
        start-here
        data-testid=${login.testId}
        @kr-input=${this.typed('login')}
        @kr-enter=${() => this.passwordField.value?.focus()}
      ></kr-text-field>
      <kr-password-field
        label=${password.label}
        required
        .value=${this.password}
        data-testid=${password.testId}
        ${ref(this.passwordField)}
        @kr-input=${this.typed('password')}
        @kr-enter=${this.on.submit}
      ></kr-password-field>
      ${
        this.captcha === null
          ? nothing
          : html`${this.picture()}
              <kr-text-field
                label=${t('proof.pictureLabel')}
                required
                .value=${this.code}
                maxlength="12"
                data-testid=${captcha.testId}
                @kr-input=${this.typed('code')}
                @kr-enter=${this.on.submit}
              ></kr-text-field>`
      }
      ${requiredNote()}`;
  }

  button(label: string, testId: string) {
    return html`<kr-button
      slot="action"
      variant="primary"
      icon="check"
      ?disabled=${!this.ready}
      data-testid=${testId}
      @click=${this.on.submit}
      >${this.busy ? t('signIn.checking') : label}</kr-button
    >`;
  }
}

export const signInForm = css`
  .form {
    display: grid;
    gap: var(--kr-gap-m);
    max-width: 34rem;
  }
`;
