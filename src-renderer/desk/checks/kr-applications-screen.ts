// Application forms printed at any terminal and not handled yet: the account, the time, and a button to mark one as handled.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { StaffApplication } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from './checks-screen.ts';
import { checksTable } from './checks-table.ts';

@customElement('kr-applications-screen')
export class KrApplicationsScreen extends ChecksScreen {
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.applications', {}),
    handled: isShiftOver,
  });

  private handled(number: number): void {
    void this.change(transport.call('staff.applicationHandled', { number }));
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
          @click=${() => this.handled(form.number)}
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
      ${this.troubles()} ${drawn(this.load, ({ applications }) => this.content(applications))} ${this.refreshButton()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-applications-screen': KrApplicationsScreen;
  }
}
