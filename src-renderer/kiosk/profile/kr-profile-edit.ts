// Changes one field of «Общие»: the new value, then the password, and the code when the main e-mail changes.
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { type Profile, errorText, type Failure } from '#contract';
import { emailTrouble, phoneTrouble } from '../../blocks/cabinet/field-checks.ts';
import '../../blocks/kr-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

export const generalFields = ['email', 'extraEmails', 'homePhone', 'mobilePhone'] as const;
export type GeneralField = (typeof generalFields)[number];

const kinds = { email: 'email', extraEmails: 'emails', homePhone: 'phone', mobilePhone: 'phone' } as const;

/** The value of a field as typed. */
export const typedValue = (profile: Profile, field: GeneralField): string =>
  field === 'extraEmails' ? profile.extraEmails.join(', ') : profile[field];

/** Fires `kr-saved` with the new Profile, `kr-cancel` on «Назад». */
@customElement('kr-profile-edit')
export class KrProfileEdit extends KrElement {
  declare readonly events: { 'kr-saved': Profile; 'kr-cancel': null };

  @property({ attribute: false }) profile: Profile | null = null;
  @property() field: GeneralField = 'email';
  @state() private step: 'value' | 'password' = 'value';
  @state() private value = '';
  @state() private password = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.profile) this.value = typedValue(this.profile, this.field);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.value = this.password = '';
  }

  private toPassword(): void {
    const kind = kinds[this.field];
    const code = kind === 'email' ? emailTrouble(this.value) : kind === 'phone' ? phoneTrouble(this.value) : null;
    this.failure = code ? { code, message: errorText(code, 'ru') } : null;
    if (!code) this.step = 'password';
  }

  private async save(): Promise<void> {
    const { profile, field, value, password } = this;
    if (this.busy || !profile) return;
    this.busy = true;
    this.failure = null;
    const now = {
      // an address that waits for its code keeps waiting
      email: profile.emailToConfirm ?? profile.email,
      extraEmails: typedValue(profile, 'extraEmails'),
      homePhone: profile.homePhone,
      mobilePhone: profile.mobilePhone,
    };
    const answer = await transport.call('cabinet.saveGeneral', { ...now, [field]: value, password });
    this.busy = false;
    if (!this.isConnected) return;
    if (answer.ok) return tell(this, 'kr-saved', answer.value);
    this.failure = answer.error;
    this.password = '';
    this.step = answer.error.code === 'cabinet.passwordWrong' ? 'password' : 'value';
  }

  private ask() {
    return html`<kr-question
      kind=${kinds[this.field]}
      heading=${t(`profile.${this.field}Heading`)}
      label=${t(`profile.${this.field}`)}
      hint=${t(`profile.${this.field}Hint`)}
      error=${this.failure ? failureText(this.failure) : ''}
      .value=${this.value}
      .back=${() => tell(this, 'kr-cancel', null)}
      ?optional=${this.field !== 'email'}
      data-testid="edit-${this.field}"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.value = event.detail.value)}
      @kr-next=${() => this.toPassword()}
    ></kr-question>`;
  }

  private askPassword() {
    return html`<kr-question
      kind="password"
      heading=${t('profile.passwordAskHeading')}
      label=${t('signIn.passwordLabel')}
      hint=${t('profile.passwordAskHint')}
      error=${this.failure ? failureText(this.failure) : ''}
      .value=${this.password}
      .back=${() => (this.step = 'value')}
      next-label=${t('common.save')}
      next-icon="check"
      ?busy=${this.busy}
      data-testid="edit-password"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.password = event.detail.value)}
      @kr-next=${() => void this.save()}
    ></kr-question>`;
  }

  override render() {
    return keyed(this.step, this.step === 'value' ? this.ask() : this.askPassword());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-profile-edit': KrProfileEdit;
  }
}
