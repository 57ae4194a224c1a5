// «Сменить пароль»: the present one, and the new one twice.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { isShiftOver, shiftState } from '../../core/shift.ts';
import { failureText, t, type MessageKey } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

const empty = { oldPassword: '', password: '', passwordAgain: '' };
type Field = keyof typeof empty;

const labels = {
  oldPassword: 'lock.password',
  password: 'desk.newPassword',
  passwordAgain: 'desk.newPasswordAgain',
} as const satisfies Record<Field, MessageKey>;

/** `<kr-staff-password ?open=${x} @kr-close=${…}>` */
@customElement('kr-staff-password')
export class KrStaffPassword extends KrElement {
  static override watched = [shiftState];

  static override styles = css`
    .fields {
      display: grid;
      gap: var(--kr-gap-m);
    }
  `;

  declare readonly events: { 'kr-close': null };

  @property({ type: Boolean }) open = false;
  @state() private typed = empty;
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @state() private saved = false;

  private get ready(): boolean {
    return !this.busy && Object.values(this.typed).every(text => text !== '');
  }

  private close(): void {
    this.typed = empty;
    this.failure = null;
    this.saved = false;
    tell(this, 'kr-close', null);
  }

  private async save(): Promise<void> {
    if (!this.ready) return;
    this.failure = null;
    this.busy = true;
    const answer = await transport.call('staff.changePassword', this.typed);
    this.busy = false;
    if (answer.ok) {
      this.typed = empty;
      this.saved = true;
      return shiftState.set({ mustChange: false });
    }
    if (!isShiftOver(answer.error)) this.failure = answer.error;
  }

  /** What belongs to no field is told at the first. */
  private errorAt(field: Field): string {
    if (!this.failure) return '';
    return (this.failure.field ?? 'oldPassword') === field ? failureText(this.failure) : '';
  }

  private fields() {
    return html`<div class="fields">
      <p>${t('desk.passwordRule')}</p>
      ${(Object.keys(empty) as Field[]).map(
        field =>
          html`<kr-password-field
            label=${t(labels[field])}
            .value=${this.typed[field]}
            error=${this.errorAt(field)}
            data-testid="change-${field}"
            @kr-input=${(event: CustomEvent<{ value: string }>) =>
              (this.typed = { ...this.typed, [field]: event.detail.value })}
            @kr-enter=${() => void this.save()}
          ></kr-password-field>`,
      )}
    </div>`;
  }

  override render() {
    return html`<kr-dialog heading=${t('desk.changePassword')} closable ?open=${this.open} @kr-close=${this.close}>
      ${
        this.saved
          ? html`<kr-message kind="good" text=${t('desk.passwordChanged')} data-testid="password-changed"></kr-message>`
          : this.fields()
      }
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${!this.saved && !this.ready}
        data-testid="save-password"
        @click=${() => (this.saved ? this.close() : void this.save())}
        >${t(this.saved ? 'common.done' : 'lock.save')}</kr-button
      >
    </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-staff-password': KrStaffPassword;
  }
}
