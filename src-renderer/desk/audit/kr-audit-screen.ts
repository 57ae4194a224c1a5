// «Журнал действий»: the lines of every terminal by filters, newest first.
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { AuditFilter, AuditRow, Output } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { count, moment } from '../../i18n/format.ts';
import { currentLocale, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';
import './kr-audit-filter.ts';
import type { KrAuditFilter } from './kr-audit-filter.ts';

@customElement('kr-audit-screen')
export class KrAuditScreen extends ChecksScreen {
  private filter: AuditFilter = {};
  @query('kr-audit-filter') private fields!: KrAuditFilter;
  @state() private saved: Output<'audit.save'> | null = null;
  protected override readonly load = new Load(this, {
    ask: () => transport.call('audit.find', this.filter),
    handled: isShiftOver,
  });

  private find(filter: AuditFilter): void {
    this.forgetOutcome();
    this.filter = filter;
    void this.load.run();
  }

  private async more(shown: readonly AuditRow[]): Promise<void> {
    const after = shown.at(-1)?.id ?? null;
    const next = await this.operate(transport.call('audit.find', { ...this.filter, after }));
    if (next) this.load.put({ ...next, rows: [...shown, ...next.rows] });
  }

  private async save(): Promise<void> {
    this.saved = await this.operate(transport.call('audit.save', this.filter));
  }

  protected override forgetOutcome(): void {
    super.forgetOutcome();
    this.saved = null;
  }

  private row({ at, terminal, who, accountNumber, what, more }: AuditRow) {
    const language = currentLocale();
    return html`<tr data-testid="audit-row">
      <td class="number">${moment(at)}</td>
      <td>${who[language]}</td>
      <td>
        ${what[language]}${accountNumber === '' ? nothing : html`<br />${t('audit.ofAccount', { number: accountNumber })}`}
        ${more[language] === '' ? nothing : html`<br /><span class="quiet">${more[language]}</span>`}
      </td>
      <td>${terminal}</td>
    </tr>`;
  }

  private content({ rows, more }: Output<'audit.find'>) {
    if (rows.length === 0) return html`<p class="lead" data-testid="audit-none">${t('audit.none')}</p>`;
    return html`${checksTable(
      ['audit.when', 'audit.who', 'audit.what', 'audit.where'],
      rows.map(row => this.row(row)),
      { actions: false },
    )}
    ${
      more
        ? html`<kr-button data-testid="audit-more" @click=${() => void this.more(rows)}>${t('desk.more')}</kr-button>`
        : nothing
    }`;
  }

  private outcome() {
    if (!this.saved) return nothing;
    const { lines, file, folder, more } = this.saved;
    return html`<kr-message kind="info" data-testid="audit-saved"
      >${t('audit.saved', { lines: count(lines), file, folder })} ${more ? t('audit.savedFirst') : nothing}</kr-message
    >`;
  }

  override render() {
    return html`<kr-screen heading=${t('audit.title')} .back=${'/desk'} data-testid="audit">
      <p slot="lead" class="quiet">${t('audit.lead')}</p>
      <kr-audit-filter
        @kr-find=${(event: CustomEvent<{ filter: AuditFilter }>) => this.find(event.detail.filter)}
      ></kr-audit-filter>
      ${this.troubles()}
      <div role="status">${this.outcome()}</div>
      ${drawn(this.load, found => this.content(found))}
      <kr-button slot="action" data-testid="audit-save" @click=${() => void this.save()}>${t('audit.save')}</kr-button>
      <kr-button
        slot="action"
        variant="primary"
        icon="search"
        data-testid="audit-find"
        @click=${() => this.fields.find()}
        >${t('audit.find')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-audit-screen': KrAuditScreen;
  }
}
