// A screen with one question: a heading, one field with on-screen keys, and «Далее». Used by sign-in, registration and the profile.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { systemInfo } from '../core/system-info.ts';
import { t } from '../i18n/index.ts';
import { blocks } from '../styles/shared.ts';
import '../ui/index.ts';
import { tell } from '../ui/typing.ts';
import { requiredNote } from './required-note.ts';

export type AnswerKind = 'login' | 'email' | 'emails' | 'password' | 'code' | 'phone' | 'address' | 'place' | 'picture';

const longest: Record<AnswerKind, number> = {
  login: 64,
  email: 254,
  emails: 1000,
  password: 200,
  code: 20,
  phone: 40,
  address: 500,
  place: 300,
  picture: 12,
};

/**
 * `<kr-question kind="email" heading="…" label="…" .value=${v} .back=${f} @kr-input=… @kr-next=…>more under the field</kr-question>`.
 * Slots `nav`, `lead` and `action` (beside «Далее») go to the screen. `kr-next` does not fire while the field is empty, unless `optional`.
 */
@customElement('kr-question')
export class KrQuestion extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        height: 100%;
      }

      .narrow {
        max-width: 26rem;
      }
    `,
  ];

  declare readonly events: { 'kr-input': { value: string }; 'kr-next': null };

  @property() kind: AnswerKind = 'login';
  @property() heading = '';
  /** the field's name for screen readers; the heading is the visible question */
  @property() label = '';
  @property() hint = '';
  @property() error = '';
  @property() value = '';
  @property({ attribute: false }) back: string | (() => void) | null = null;
  @property({ attribute: 'next-label' }) nextLabel = '';
  @property({ attribute: 'next-icon' }) nextIcon = '';
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) optional = false;

  /** After a failure the caret goes back to the field, so that the answer can be corrected at once. */
  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('error') && this.error) this.renderRoot.querySelector<HTMLElement>('[data-testid=answer]')?.focus();
  }

  private get ready(): boolean {
    return !this.busy && (this.optional || this.value.trim() !== '');
  }

  /** A kiosk asks one question at a time and has no form to mark. */
  private get starred(): boolean {
    return !systemInfo.kiosk && !this.optional;
  }

  private next(): void {
    if (this.ready) tell(this, 'kr-next', null);
  }

  private onInput(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    this.value = event.detail.value;
    tell(this, 'kr-input', { value: this.value });
  }

  private field() {
    const { kind } = this;
    const narrow = kind === 'code' || kind === 'phone' || kind === 'picture' ? 'narrow' : '';
    if (kind === 'password') {
      return html`<kr-password-field
        label=${this.label}
        ?label-hidden=${systemInfo.kiosk}
        ?required=${this.starred}
        .value=${this.value}
        hint=${this.hint}
        error=${this.error}
        start-here
        data-testid="answer"
        @kr-input=${this.onInput}
        @kr-enter=${this.next}
      ></kr-password-field>`;
    }
    return html`<kr-text-field
      class=${narrow}
      label=${this.label}
      ?label-hidden=${systemInfo.kiosk}
      ?required=${this.starred}
      .value=${this.value}
      maxlength=${longest[kind]}
      hint=${this.hint}
      error=${this.error}
      start-here
      data-testid="answer"
      @kr-input=${this.onInput}
      @kr-enter=${this.next}
    ></kr-text-field>`;
  }

  private keys() {
    const { kind } = this;
    if (!systemInfo.kiosk) return nothing;
    if (kind === 'code' || kind === 'phone' || kind === 'picture') return html`<kr-numpad slot="keyboard"></kr-numpad>`;
    const keys = kind === 'place' ? 'address' : kind;
    const layout = keys === 'address' ? 'ru' : 'latin';
    return html`<kr-keyboard slot="keyboard" layout=${layout} kind=${keys}></kr-keyboard>`;
  }

  override render() {
    return html`<kr-screen heading=${this.heading} .back=${this.back}>
      <slot name="nav" slot="nav"></slot>
      <slot name="aside" slot="aside"></slot>
      <slot name="lead" slot="lead"></slot>
      <slot name="above"></slot>
      ${this.field()} ${this.starred ? requiredNote() : nothing}
      <slot></slot>
      ${this.keys()}
      <slot name="action" slot="action"></slot>
      <kr-button
        slot="action"
        variant="primary"
        icon=${this.nextIcon}
        icon-after=${this.nextLabel ? '' : 'chevron-right'}
        ?disabled=${!this.ready}
        data-testid="next"
        @click=${this.next}
        >${this.nextLabel || t('common.next')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-question': KrQuestion;
  }
}
