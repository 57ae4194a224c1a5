// Application forms printed at any terminal and not handled yet: the way to the account and its owner's cabinet, and marking one as handled.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Output, StaffApplication } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { isShiftOver } from '../../core/shift.ts';
import { visitState } from '../../core/visit.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

@customElement('kr-applications-screen')
export class KrApplicationsScreen extends ChecksScreen {
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.applications', { find: this.find }),
    handled: isShiftOver,
  });

  /** digits of a number that was handed in; empty for all */
  @state() private find = '';

  private look(find: string): void {
    this.find = find;
    void this.load.run();
  }

  private async more(shown: readonly StaffApplication[]): Promise<void> {
    const asked = { offset: shown.length, find: this.find };
    const next = await this.operate(transport.call('staff.applications', asked));
    if (next) this.load.put({ ...next, applications: [...shown, ...next.applications] });
  }

  private handled(number: number): void {
    void this.change(transport.call('staff.applicationHandled', { number }));
  }

  private accept(form: StaffApplication): void {
    if (!form.hit) return;
    visitState.chooseForForm(form.hit, form);
    go('/desk/open', '/desk/applications');
  }

  private row(form: StaffApplication) {
    return html`<tr data-testid="form">
      <th scope="row" class="number"><b>${form.shown}</b></th>
      <td>${form.address}<br /><span class="quiet">${form.accountNumber || t('desk.formWithoutAccount')}</span></td>
      <td>${moment(form.madeAt)}<br /><span class="quiet">${form.terminal}</span></td>
      <td class="act">
        <div class="row">
          ${
            form.hit
              ? html`<kr-button
                  icon="person"
                  label=${`${t('desk.accept')}: ${form.shown}`}
                  data-testid="accept"
                  @click=${() => this.accept(form)}
                  >${t('desk.accept')}</kr-button
                >`
              : html`<kr-button
                  icon="search"
                  label=${`${t('desk.find')}: ${form.shown}`}
                  data-testid="form-find"
                  @click=${() => go('/find', '/desk/applications')}
                  >${t('desk.find')}</kr-button
                >`
          }
          <kr-button
            icon="check"
            label=${`${t('desk.handled')}: ${form.shown}`}
            data-testid="handled"
            @click=${() => this.handled(form.number)}
            >${t('desk.handled')}</kr-button
          >
        </div>
      </td>
    </tr>`;
  }

  private content({ applications, total }: Output<'staff.applications'>) {
    if (total === 0 && this.find === '') return html`<p class="lead" data-testid="no-forms">${t('desk.noForms')}</p>`;
    return html`<kr-text-field
        label=${t('desk.formFind')}
        .value=${this.find}
        maxlength="20"
        data-testid="form-number"
        @kr-input=${(event: CustomEvent<{ value: string }>) => this.look(event.detail.value)}
      ></kr-text-field>
      <p role="status" data-testid="forms-total">${t('desk.formsTotal', { total })}</p>
      ${
        total === 0
          ? nothing
          : checksTable(
              ['desk.formNumber', 'desk.formOf', 'desk.formMade'],
              applications.map(form => this.row(form)),
              { actions: true },
            )
      }
      ${
        applications.length < total
          ? html`<kr-button data-testid="more-forms" @click=${() => void this.more(applications)}
              >${t('desk.more')}</kr-button
            >`
          : nothing
      }`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.forms')} .back=${'/desk'} data-testid="applications">
      <p slot="lead" class="quiet">${t('desk.formsLead')}</p>
      ${this.troubles()} ${drawn(this.load, shown => this.content(shown))} ${this.refreshButton()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-applications-screen': KrApplicationsScreen;
  }
}
