// What to look for in the audit log: an account, a person, a place, an action and days. Tells `kr-find` with the filter when it is complete.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditFilter, Output } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { currentLocale, t, type MessageKey } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import { fieldStyles } from '../../ui/kr-text-field.ts';
import '../../ui/index.ts';
import { dayTyped } from './day-typed.ts';

type Choices = Output<'audit.choices'>;
type Field = 'account' | 'actor' | 'terminal' | 'action' | 'from' | 'to';

@customElement('kr-audit-filter')
export class KrAuditFilter extends KrElement {
  declare readonly events: { 'kr-find': { filter: AuditFilter } };

  static override styles = [
    fieldStyles,
    css`
      .filter {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: var(--kr-gap-s) var(--kr-gap-m);
        align-items: start;
      }

      select {
        flex: 1;
        width: 100%;
        min-width: 0;
        border: 0;
        background: transparent;
        color: inherit;
        font: inherit;
        padding: 0 0.2rem 0 1rem;
        margin-inline-end: 0.8rem;
        font-size: var(--kr-text-m);
        outline: none;
        text-overflow: ellipsis;
      }

      option {
        background: var(--kr-surface);
        color: var(--kr-ink);
      }
    `,
  ];

  @state() private typed: Record<Field, string> = {
    account: '',
    actor: '',
    terminal: '',
    action: '',
    from: '',
    to: '',
  };
  @state() private wrong: readonly Field[] = [];
  private readonly choices = new Load<Choices>(this, {
    ask: () => transport.call('audit.choices', {}),
    handled: isShiftOver,
  });

  private put(field: Field, value: string): void {
    this.typed = { ...this.typed, [field]: value };
    this.wrong = this.wrong.filter(each => each !== field);
  }

  /** Null when a day is none. */
  private get filter(): AuditFilter | null {
    const { account, actor, terminal, action } = this.typed;
    const [from, to] = [dayTyped(this.typed.from), dayTyped(this.typed.to)];
    this.wrong = [...(from === undefined ? (['from'] as const) : []), ...(to === undefined ? (['to'] as const) : [])];
    if (from === undefined || to === undefined) return null;
    return { account, actor, terminal: terminal === '' ? null : terminal, action, from, to };
  }

  find(): void {
    const { filter } = this;
    if (filter) this.dispatchEvent(new CustomEvent('kr-find', { detail: { filter } }));
  }

  private text(field: Field, label: MessageKey, more: { hint?: MessageKey; sample?: MessageKey } = {}) {
    return html`<kr-text-field
      label=${t(label)}
      hint=${more.hint ? t(more.hint) : ''}
      placeholder=${more.sample ? t(more.sample) : ''}
      .value=${this.typed[field]}
      maxlength=${more.sample ? 10 : 64}
      error=${this.wrong.includes(field) ? t('audit.dayWrong') : ''}
      data-testid="audit-${field}"
      @kr-input=${(event: CustomEvent<{ value: string }>) => this.put(field, event.detail.value)}
      @kr-enter=${() => this.find()}
    ></kr-text-field>`;
  }

  private select(field: Field, label: MessageKey, any: MessageKey, options: readonly (readonly [string, string])[]) {
    return html`<div>
      <label for=${field}>${t(label)}</label>
      <div class="box">
        <select
          id=${field}
          data-testid="audit-${field}"
          @change=${(event: Event) => this.put(field, (event.target as HTMLSelectElement).value)}
        >
          <option value="">${t(any)}</option>
          ${options.map(([value, text]) => html`<option value=${value} ?selected=${this.typed[field] === value}>${text}</option>`)}
        </select>
      </div>
    </div>`;
  }

  override render() {
    const { terminals, actions } = this.choices.value ?? { terminals: [], actions: [] };
    const language = currentLocale();
    const byWords = actions
      .map(({ action, words }) => [action, words[language]] as const)
      .toSorted(([, a], [, b]) => a.localeCompare(b, language));
    const places = terminals.map(({ id, name }) => [id, name] as const);
    return html`<div class="filter">
      ${this.text('account', 'audit.account')} ${this.text('actor', 'audit.actor', { hint: 'audit.actorHint' })}
      ${this.select('terminal', 'audit.terminal', 'audit.any', places)}
      ${this.select('action', 'audit.action', 'audit.anyAction', byWords)}
      ${this.text('from', 'audit.from', { sample: 'audit.daySample' })}
      ${this.text('to', 'audit.to', { sample: 'audit.daySample' })}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-audit-filter': KrAuditFilter;
  }
}
