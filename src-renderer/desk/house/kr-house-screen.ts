// A house for staff: its accounts without names, the printed list, its payment documents.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { houseReasons, type Failure, type HouseAccounts, type HouseReason, type PrintJob } from '#contract';
import { addressText, unreadNote } from '../../blocks/account/unread.ts';
import { dense } from '../../blocks/dense.css.ts';
import { drawn, told } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { go } from '../../core/navigation.ts';
import { isShiftOver } from '../../core/shift.ts';
import { money, month } from '../../i18n/format.ts';
import { saidText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-batch.ts';
import { shownHouse } from './shown-house.ts';

const lookMs = 700;

@customElement('kr-house-screen')
export class KrHouseScreen extends KrElement {
  static override watched = [shownHouse];

  static override styles = [
    blocks,
    dense,
    css`
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: max(8px, 0.5rem);
      }
    `,
  ];

  @state() private job: PrintJob | null = null;
  @state() private failure: Failure | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly load = new Load(this, {
    ask: async () => {
      const { house, reason } = shownHouse.get();
      return transport.call('staff.house', { house: house ?? 0, reason: reason ?? 'check' });
    },
    handled: isShiftOver,
    waits: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    if (shownHouse.get().house === null) go('/desk/house');
    else if (shownHouse.get().reason !== null) void this.load.run();
  }

  private because(reason: HouseReason): void {
    shownHouse.set({ reason });
    void this.load.run();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private get printing(): boolean {
    return this.job?.state === 'queued' || this.job?.state === 'sent';
  }

  private async print(): Promise<void> {
    const { house, reason } = shownHouse.get();
    if (house === null || reason === null || this.printing) return;
    this.failure = null;
    const job = crypto.randomUUID();
    const answer = await transport.call('staff.printHouse', { house, reason, job });
    if (!answer.ok) {
      if (!isShiftOver(answer.error)) this.failure = answer.error;
      return;
    }
    this.job = answer.value;
    this.follow(job);
  }

  private follow(job: string): void {
    clearTimeout(this.timer);
    if (!this.printing) return;
    this.timer = setTimeout(() => {
      void transport.call('staff.job', { job }).then(answer => {
        if (!this.isConnected || this.job?.job !== job) return;
        if (answer.ok) this.job = answer.value;
        else this.failure = answer.error;
        if (answer.ok) this.follow(job);
      });
    }, lookMs);
  }

  private table({ rows, incomplete }: HouseAccounts) {
    const unknown = rows.filter(({ unread }) => unread).length;
    const debt = rows.reduce((sum, { balance }) => sum + Math.max(0, balance ?? 0), 0);
    const latest = rows.map(({ period }) => period ?? '').reduce((a, b) => (a > b ? a : b), '');
    const until = latest === '' ? '' : ` ${t('desk.houseUntil', { month: month(latest) })}`;
    return html`<p class="quiet">${t('desk.houseTotals', { count: rows.length, debt: money(debt) })}${until}</p>
      ${unknown > 0 ? unreadNote(t('desk.houseUnread', { count: unknown })) : nothing}
      ${incomplete ? unreadNote(t('desk.houseIncomplete')) : nothing}
      <div class="card scrolled">
        <table data-testid="house-table">
          <thead>
            <tr>
              <th scope="col">${t('desk.premises')}</th>
              <th scope="col">${t('desk.account')}</th>
              <th scope="col" class="sum">${t('desk.debt')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ premises, number, period, balance, unread }) =>
                html`<tr>
                  <th scope="row">${premises}</th>
                  <td>
                    <span class="number">${number}</span>
                    ${period === latest || unread ? nothing : html`<br /><span class="quiet">${period === null ? t('desk.noCharges') : t('desk.chargedUntil', { month: month(period) })}</span>`}
                  </td>
                  <td class="sum">${unread ? t('desk.notRead') : balance === null ? '' : money(balance)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** Neighbours' debts are shown to nobody without a reason, which the audit log keeps. */
  private asking() {
    return html`<kr-screen heading=${t('desk.houseWhy')} .back=${'/desk/house'} data-testid="house-why">
      <p slot="lead" class="quiet">${t('desk.houseWhyText')}</p>
      <div class="choices" role="group" aria-label=${t('desk.houseWhy')}>
        ${houseReasons.map(
          reason =>
            html`<kr-button data-testid="house-${reason}" @click=${() => this.because(reason)}
              >${t(`desk.houseReason.${reason}`)}</kr-button
            >`,
        )}
      </div>
    </kr-screen>`;
  }

  override render() {
    const { job } = this;
    const { reason } = shownHouse.get();
    if (reason === null) return this.asking();
    return html`<kr-screen
      heading=${this.load.value ? addressText(this.load.value.address) : t('desk.houses')}
      .back=${'/desk/house'}
      data-testid="house"
    >
      ${told(this.failure)}
      <div role="status">
        ${
          job
            ? html`<kr-message
                kind=${job.state === 'failed' ? 'error' : job.state === 'done' ? 'good' : 'info'}
                text=${saidText(job.note)}
                data-testid="house-job-${job.state}"
              ></kr-message>`
            : nothing
        }
      </div>
      ${drawn(this.load, found => html`<kr-batch .house=${found.house} .reason=${reason}></kr-batch> ${this.table(found)}`)}
      <kr-button
        slot="action"
        variant="primary"
        icon="printer"
        ?disabled=${!this.load.value || this.printing}
        data-testid="print-house"
        @click=${() => void this.print()}
        >${t('desk.printList')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-house-screen': KrHouseScreen;
  }
}
