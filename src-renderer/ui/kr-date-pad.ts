// A date by its digits: day, month and year in three fields, with a hint as soon as the date is impossible.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { fundTime } from '../i18n/fund-time.ts';
import { t, type MessageKey } from '../i18n/index.ts';
import { dateTrouble } from './calendar.ts';
import './kr-icon.ts';
import { fieldStyles } from './kr-text-field.ts';
import { tell, typing, type Typable } from './typing.ts';

const lengths = [2, 2, 4] as const;
const labels = ['common.day', 'common.month', 'common.year'] as const satisfies readonly MessageKey[];
const samples = [
  'common.daySample',
  'common.monthSample',
  'common.yearSample',
] as const satisfies readonly MessageKey[];

const troubles = {
  day: 'common.dayWrong',
  month: 'common.monthWrong',
  impossible: 'common.dateImpossible',
  future: 'common.dateFuture',
} as const satisfies Record<string, MessageKey>;

/**
 * `<kr-date-pad label="…" .value=${'2026-11-02'} @kr-input=${e => e.detail.value}>` beside a `<kr-numpad>`.
 * `value` is `YYYY-MM-DD`, or empty until the date is complete, valid and not in the future; `filled` is true when all eight digits are typed.
 */
@customElement('kr-date-pad')
export class KrDatePad extends KrElement implements Typable {
  static override shadowRootOptions = { ...KrElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    fieldStyles,
    css`
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        min-width: 0;
      }

      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.6fr);
        gap: var(--kr-gap-s);
        max-width: 26rem;
      }

      input {
        padding: 0 0.3rem;
        text-align: center;
        font-size: var(--kr-text-h1);
        font-weight: 600;
      }

      input::placeholder {
        font-weight: 400;
      }

      .parts label {
        font-weight: 400;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        text-align: center;
      }
    `,
  ];

  declare readonly events: { 'kr-input': { value: string; filled: boolean }; 'kr-enter': { value: string } };

  @property() label = '';
  /** the screen's heading is the same: the label is for screen readers only */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;
  @property() error = '';
  /** the latest allowed day, `YYYY-MM-DD`; the terminal's today by default */
  @property() latest = '';
  /** gets the caret when it appears */
  @property({ type: Boolean, attribute: 'start-here' }) startHere = false;
  @state() private digits = '';
  /** A ninth digit was typed: the field says so. */
  @state() private overfull = false;
  /** The date came from the screen and was not typed here: the next digit begins another. */
  private given = false;

  get value(): string {
    return this.trouble === '' && this.filled ? this.iso : '';
  }

  @property({ attribute: false })
  set value(iso: string) {
    const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
    if (year && month && dayOfMonth) {
      const digits = dayOfMonth + month + year;
      this.given ||= digits !== this.digits;
      this.digits = digits;
    } else if (iso === '' && this.filled) this.digits = '';
  }

  get filled(): boolean {
    return this.digits.length === 8;
  }

  private get iso(): string {
    return `${this.digits.slice(4)}-${this.digits.slice(2, 4)}-${this.digits.slice(0, 2)}`;
  }

  private get today(): string {
    return this.latest || fundTime(new Date()).day;
  }

  /** The message key of the mistake in the digits so far, or empty. */
  get trouble(): MessageKey | '' {
    const trouble = dateTrouble(this.digits, this.today);
    return trouble === null ? '' : troubles[trouble];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!typing.field) typing.enter(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    typing.leave(this);
  }

  protected override firstUpdated(): void {
    if (!this.startHere) return;
    typing.enter(this);
    this.focusPart();
    this.scrollIntoView({ block: 'nearest' });
  }

  private get partNow(): 0 | 1 | 2 {
    return this.digits.length < 2 ? 0 : this.digits.length < 4 ? 1 : 2;
  }

  private focusPart(): void {
    const input = this.renderRoot.querySelectorAll('input')[this.partNow];
    input?.focus({ preventScroll: true });
    input?.setSelectionRange(input.value.length, input.value.length);
  }

  private put(digits: string): void {
    this.digits = digits.replace(/\D/g, '').slice(0, 8);
    this.given = false;
    this.overfull = false;
    tell(this, 'kr-input', { value: this.value, filled: this.filled });
    void this.updateComplete.then(() => this.focusPart());
  }

  /** A digit after the eighth begins anew a date that was refused, or cannot be; of any other the field says that it is full. */
  typeText(text: string): void {
    if (!this.filled) return this.put(this.digits + text);
    if (this.given || this.trouble) return this.put(text);
    this.overfull = /\d/.test(text);
  }

  erase(): void {
    this.put(this.digits.slice(0, -1));
  }

  clearText(): void {
    this.put('');
  }

  readonly takesDigits = true;

  get content(): string {
    return this.digits;
  }

  restore(content: string): void {
    this.put(content);
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Enter') tell(this, 'kr-enter', { value: this.value });
    else if (event.key === 'Backspace') this.erase();
    else if (event.key === 'Delete') this.clearText();
    else if (/^\d$/.test(event.key) && !event.ctrlKey) this.typeText(event.key);
    else if (event.key.length > 1 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
  }

  /** A part filled at once: by paste, or by a tool that sets values. */
  private onInput(index: 0 | 1 | 2, event: Event): void {
    const typed = (event.target as HTMLInputElement).value.replace(/\D/g, '');
    if (typed.length > lengths[index]) return this.put(typed);
    const start = index * 2;
    return this.put(this.digits.slice(0, start).padEnd(start, '0') + typed + this.digits.slice(start + lengths[index]));
  }

  override render() {
    const trouble = this.trouble;
    const error = trouble ? t(trouble) : this.error;
    const parts = [this.digits.slice(0, 2), this.digits.slice(2, 4), this.digits.slice(4)];
    return html`<fieldset aria-describedby="notes">
      <legend class=${this.label && !this.labelHidden ? 'label' : 'sr-only'}>${this.label || t('common.date')}</legend>
      <div class="parts">
        ${([0, 1, 2] as const).map(
          index =>
            html`<div>
              <label for="part${index}">${t(labels[index])}</label>
              <div class="box ${error ? 'wrong' : ''}">
                <input
                  id="part${index}"
                  type="text"
                  inputmode="none"
                  autocomplete="off"
                  .value=${parts[index] ?? ''}
                  placeholder=${t(samples[index])}
                  aria-invalid=${error ? 'true' : 'false'}
                  @keydown=${this.onKeydown}
                  @input=${(event: Event) => this.onInput(index, event)}
                  @focus=${() => typing.enter(this)}
                />
              </div>
            </div>`,
        )}
      </div>
      <p class="hint" role="status" ?hidden=${!this.overfull}>${this.overfull ? t('common.fieldFull') : ''}</p>
      <div id="notes" role="alert">
        ${error ? html`<p class="error"><kr-icon name="error"></kr-icon><span>${error}</span></p>` : ''}
      </div>
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-date-pad': KrDatePad;
  }
}
