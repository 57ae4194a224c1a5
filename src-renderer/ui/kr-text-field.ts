// A one-line text field: large, with a caret and a clear button; on-screen keys and a real keyboard both type into it.
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import './kr-icon.ts';
import { tell, typing, type Typable } from './typing.ts';

export const fieldStyles = css`
  :host {
    display: block;
  }

  label,
  .label {
    display: block;
    font-size: var(--kr-text-m);
    font-weight: 600;
    margin-bottom: 0.4rem;
  }

  .box {
    display: flex;
    align-items: stretch;
    min-height: max(72px, var(--kr-text-xl) * 1.9);
    background: var(--kr-surface);
    border: var(--kr-line-width) solid var(--kr-control-line);
    border-radius: var(--kr-radius-s);
  }

  .box:focus-within {
    border-color: var(--kr-accent);
    outline: 3px solid var(--kr-accent);
    outline-offset: -1px;
  }

  .box.wrong {
    border-color: var(--kr-danger);
  }

  input {
    flex: 1;
    width: 100%;
    min-width: 0;
    border: 0;
    background: transparent;
    padding: 0 1rem;
    font-size: var(--kr-text-xl);
    font-variant-numeric: tabular-nums;
    caret-color: var(--kr-accent);
    outline: none;
    user-select: text;
  }

  input:focus-visible {
    outline: none;
  }

  input::placeholder {
    color: var(--kr-ink-quiet);
    opacity: 1;
  }

  .clear,
  .in-box {
    width: var(--kr-target);
    flex: none;
    margin-inline-start: 8px;
    border: 0;
    background: transparent;
    border-radius: var(--kr-radius-s);
    font-size: 1.3rem;
    color: var(--kr-ink-quiet);
  }

  .unit {
    align-self: center;
    padding-inline-end: 1rem;
    font-size: var(--kr-text-xl);
    color: var(--kr-ink-quiet);
  }

  .star {
    color: var(--kr-danger);
  }

  .hint {
    margin-top: 0.4rem;
    color: var(--kr-ink-quiet);
    font-size: var(--kr-text-s);
  }

  .error {
    margin-top: 0.4rem;
    color: var(--kr-danger);
    font-size: var(--kr-text-m);
    display: flex;
    gap: 0.5em;
  }
`;

/**
 * `<kr-text-field label="…" .value=${v} @kr-input=${e => e.detail.value} @kr-enter=…>`.
 * `error` is a sentence below the field, which screen readers read at once. A subclass may limit the input by `accept`.
 */
@customElement('kr-text-field')
export class KrTextField extends KrElement implements Typable {
  static override shadowRootOptions = { ...KrElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [fieldStyles];

  declare readonly events: { 'kr-input': { value: string }; 'kr-enter': { value: string }; 'kr-down': null };

  @property() label = '';
  /** the screen's heading is the same: the label is for screen readers only */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;
  @property() value = '';
  @property() placeholder = '';
  @property() hint = '';
  @property() error = '';
  /** shown after the value: «₽» */
  @property() unit = '';
  @property({ type: Number }) maxlength = 100;
  /** marked with «*»: the form says what that means */
  @property({ type: Boolean }) required = false;
  /** see `Typable` */
  @property({ type: Boolean, attribute: 'takes-digits' }) takesDigits = false;
  /** gets the caret when it appears */
  @property({ type: Boolean, attribute: 'start-here' }) startHere = false;
  @query('input') private input!: HTMLInputElement;
  /** More was typed than the field takes: it says so. */
  @state() private overfull = false;
  /** The value as it was last typed here: another one came from the screen. */
  private typed = '';

  /** Another input type in a subclass. */
  protected get inputType(): 'text' | 'password' {
    return 'text';
  }

  /** Further buttons of a subclass, at the end of the box. */
  protected buttons(): unknown {
    return nothing;
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
    this.input.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  /** The error replaces the hint, so that it stays visible where large text and the keys leave little room. */
  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('error') || !this.error) return;
    // after the screen around it is drawn
    requestAnimationFrame(() => this.scrollIntoView({ block: 'nearest' }));
  }

  /** Puts the caret at the end; the browser would select all, and one erase would delete it. */
  override focus(options?: FocusOptions): void {
    // Before the first drawing there is nothing to focus; `start-here` does it later.
    if (!this.hasUpdated) return;
    this.input.focus(options);
    const end = this.input.value.length;
    this.input.setSelectionRange(end, end);
  }

  /** The part of a text that the field accepts. */
  protected accept(text: string): string {
    return text.slice(0, this.maxlength);
  }

  protected get isFull(): boolean {
    return this.value.length >= this.maxlength;
  }

  /** Whether a full value that came from the screen gives way to what is typed next, as a selected text does. */
  protected startsAnew(_typed: string): boolean {
    return false;
  }

  private replacesAll(typed: string): boolean {
    const [from, to] = this.selection;
    const atEnd = from === to && to === this.value.length;
    return atEnd && this.isFull && this.value !== this.typed && this.startsAnew(typed);
  }

  /** The caret goes after the accepted part of the text before it: in a sum «,» becomes «0,», and the kopecks follow. */
  private put(text: string, caret: number): void {
    const taken = this.accept(text);
    const changed = taken !== this.value;
    this.overfull = !changed && text.length > taken.length && this.isFull;
    this.value = taken;
    this.typed = taken;
    this.input.value = taken;
    const at = Math.min(this.accept(text.slice(0, caret)).length, taken.length);
    this.input.setSelectionRange(at, at);
    if (changed) tell(this, 'kr-input', { value: taken });
  }

  private get selection(): [number, number] {
    const end = this.input.value.length;
    return [this.input.selectionStart ?? end, this.input.selectionEnd ?? end];
  }

  typeText(text: string): void {
    if (this.replacesAll(text)) return this.put(text, text.length);
    const [from, to] = this.selection;
    const before = this.value.slice(0, from) + text;
    this.put(before + this.value.slice(to), before.length);
  }

  erase(): void {
    const [from, to] = this.selection;
    const start = from === to ? Math.max(0, from - 1) : from;
    this.put(this.value.slice(0, start) + this.value.slice(to), start);
  }

  clearText(): void {
    this.put('', 0);
  }

  get content(): string {
    return this.value;
  }

  restore(content: string): void {
    this.put(content, content.length);
  }

  private onInput(): void {
    const typed = this.input.value;
    this.put(typed, this.input.selectionStart ?? typed.length);
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Enter') tell(this, 'kr-enter', { value: this.value });
    if (event.key.length === 1 && !event.ctrlKey && this.replacesAll(event.key)) this.input.select();
    if (event.key === 'ArrowDown') tell(this, 'kr-down', null);
  }

  private onClear(): void {
    this.clearText();
    this.input.focus();
  }

  override render() {
    return html`
      ${
        this.label
          ? html`<label for="field" class=${this.labelHidden ? 'sr-only' : ''}
              >${this.label}${this.required ? html`<span class="star" aria-hidden="true"> *</span>` : nothing}</label
            >`
          : nothing
      }
      <div class="box ${this.error ? 'wrong' : ''}">
        <input
          id="field"
          type=${this.inputType}
          inputmode="none"
          autocomplete=${this.inputType === 'password' ? 'new-password' : 'off'}
          autocorrect="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.value}
          placeholder=${this.placeholder}
          aria-required=${this.required ? 'true' : nothing}
          aria-invalid=${this.error ? 'true' : 'false'}
          aria-describedby="notes"
          @input=${this.onInput}
          @keydown=${this.onKeydown}
          @focus=${() => typing.enter(this)}
        />
        ${this.unit ? html`<span class="unit" aria-hidden="true">${this.unit}</span>` : nothing}
        <button
          type="button"
          class="clear"
          ?hidden=${this.value === ''}
          aria-label=${t('common.clear')}
          @click=${this.onClear}
        >
          <kr-icon name="xmark"></kr-icon>
        </button>
        ${this.buttons()}
      </div>
      <div id="notes">
        ${this.hint && !this.error ? html`<p class="hint">${this.hint}</p>` : nothing}
        <p class="hint" role="status" ?hidden=${!this.overfull}>${this.overfull ? t('common.fieldFull') : nothing}</p>
        <div role="alert">
          ${this.error ? html`<p class="error"><kr-icon name="error"></kr-icon><span>${this.error}</span></p>` : nothing}
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-text-field': KrTextField;
  }
}
