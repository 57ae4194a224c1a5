// «Проверить журнал»: whether lines were altered, are missing or were put in, told in plain words.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditFault, AuditFaultKind, Output } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { drawn } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { count, moment } from '../../i18n/format.ts';
import { currentLocale, t, type MessageKey } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

const faults = {
  hash: 'audit.faultHash',
  gap: 'audit.faultGap',
  fork: 'audit.faultFork',
  endMissing: 'audit.faultEndMissing',
} as const satisfies Record<AuditFaultKind, MessageKey>;

const terms = [
  { id: 'week', label: 'audit.week', days: 7 },
  { id: 'month', label: 'audit.month', days: 31 },
  { id: 'whole', label: 'audit.whole', days: null },
] as const satisfies readonly { id: string; label: MessageKey; days: number | null }[];

@customElement('kr-audit-check-screen')
export class KrAuditCheckScreen extends KrElement {
  static override styles = [blocks, dense];

  private days: number | null = 7;
  @state() private checking = false;
  private readonly load = new Load(this, {
    ask: () => transport.call('audit.verify', { days: this.days }),
    handled: isShiftOver,
    waits: true,
  });

  private async check(days: number | null): Promise<void> {
    this.days = days;
    this.load.forget();
    this.checking = true;
    await this.load.run();
    this.checking = false;
  }

  private row({ terminal, fault, times, line }: AuditFault) {
    return html`<tr data-testid="audit-fault">
      <td>${terminal}</td>
      <td>${t(faults[fault])}</td>
      <td class="number">${count(times)}</td>
      <td>
        ${
          line
            ? html`${moment(line.at)}, ${line.what[currentLocale()]}<br /><span class="quiet number">${line.id}</span>`
            : '—'
        }
      </td>
    </tr>`;
  }

  private outcome({ terminals, lines, faults: found, silent }: Output<'audit.verify'>) {
    const counts = { terminals: count(terminals), lines: count(lines) };
    return html`${
      found.length === 0
        ? html`<kr-message kind="good" text=${t('audit.isWhole', counts)} data-testid="audit-whole"></kr-message>`
        : html`<kr-message kind="error" text=${t('audit.isBroken', counts)} data-testid="audit-broken"></kr-message>
            ${checksTable(
              ['audit.where', 'audit.fault', 'audit.times', 'audit.first'],
              found.map(fault => this.row(fault)),
              { actions: false },
            )}`
    }
    ${
      silent.length === 0
        ? nothing
        : html`<p data-testid="audit-silent">
            ${t('audit.silent')}: ${silent.map(each => t('audit.silentOne', each)).join(', ')}.
          </p>`
    }`;
  }

  override render() {
    return html`<kr-screen heading=${t('audit.check')} .back=${'/desk'} data-testid="audit-check">
      <p slot="lead" class="quiet">${t('audit.checkLead')}</p>
      <div class="row">
        ${terms.map(
          ({ id, label, days }) =>
            html`<kr-button ?disabled=${this.checking} data-testid="check-${id}" @click=${() => void this.check(days)}
              >${t(label)}</kr-button
            >`,
        )}
      </div>
      <div role="status">
        ${this.checking ? html`<p>${t('audit.checking')}</p>` : drawn(this.load, report => this.outcome(report))}
      </div>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-audit-check-screen': KrAuditCheckScreen;
  }
}
