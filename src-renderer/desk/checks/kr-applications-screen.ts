// Application forms printed at any terminal and not handled yet: the account, the time, and a button to mark one as handled.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Failure, StaffApplication } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { drawn, told } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { checksTable } from './checks-table.ts';

@customElement('kr-applications-screen')
export class KrApplicationsScreen extends KrElement {
  static override styles = [blocks, dense];

  /** failure of marking one as handled */
  @state() private failure: Failure | null = null;
  private readonly load = new Load(this, {
    ask: () => transport.call('staff.applications', {}),
    handled: isShiftOver,
  });

  private async handled(number: number): Promise<void> {
    this.failure = null;
    const answer = await transport.call('staff.applicationHandled', { number });
    if (!answer.ok && isShiftOver(answer.error)) return;
    if (!answer.ok) this.failure = answer.error;
    await this.load.refresh();
  }

  private refresh(): void {
    this.failure = null;
    void this.load.refresh();
  }

  private row(form: StaffApplication) {
    return html`<tr data-testid="form">
      <th scope="row" class="number"><b>${form.shown}</b></th>
      <td>${form.address}<br /><span class="quiet">${form.accountNumber}</span></td>
      <td>${moment(form.madeAt)}<br /><span class="quiet">${form.terminal}</span></td>
      <td class="act">
        <kr-button
          icon="check"
          label=${`${t('desk.handled')}: ${form.shown}`}
          data-testid="handled"
          @click=${() => void this.handled(form.number)}
          >${t('desk.handled')}</kr-button
        >
      </td>
    </tr>`;
  }

  private content(forms: readonly StaffApplication[]) {
    if (forms.length === 0) return html`<p class="lead" data-testid="no-forms">${t('desk.noForms')}</p>`;
    return checksTable(
      ['desk.formNumber', 'desk.formOf', 'desk.formMade'],
      forms.map(form => this.row(form)),
      { actions: true },
    );
  }

  override render() {
    return html`<kr-screen heading=${t('desk.forms')} .back=${'/desk'} data-testid="applications">
      <p slot="lead" class="quiet">${t('desk.formsLead')}</p>
      ${told(this.failure ?? this.load.refreshFailure)}
      ${drawn(this.load, ({ applications }) => this.content(applications))}
      <kr-button slot="action" icon="refresh" @click=${this.refresh}>${t('desk.refresh')}</kr-button>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-applications-screen': KrApplicationsScreen;
  }
}
