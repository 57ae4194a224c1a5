// Print jobs of this terminal: the state of each, and sending a waiting one to another printer.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DocumentKind, Failure, StaffJob } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { drawn, told } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment } from '../../i18n/format.ts';
import { saidText, t, type MessageKey } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { checksTable } from './checks-table.ts';

const kinds: Record<DocumentKind, MessageKey> = {
  paymentDocument: 'desk.kindPaymentDocument',
  paymentSlip: 'desk.kindPaymentSlip',
  statement: 'desk.kindStatement',
  applicationForm: 'desk.kindApplicationForm',
  houseList: 'desk.kindHouseList',
  legalText: 'desk.kindLegalText',
};

const states = {
  queued: 'desk.jobQueued',
  sent: 'desk.jobSent',
  done: 'desk.jobDone',
  failed: 'desk.jobFailed',
} as const satisfies Record<StaffJob['state'], MessageKey>;

@customElement('kr-jobs-screen')
export class KrJobsScreen extends KrElement {
  static override styles = [blocks, dense];

  /** failure of sending a job to another printer */
  @state() private failure: Failure | null = null;
  private readonly load = new Load(this, {
    ask: () => transport.call('staff.jobs', {}),
    changes: changed => transport.on('print.job', changed),
    handled: isShiftOver,
  });

  private async send(job: string, printer: string): Promise<void> {
    this.failure = null;
    const answer = await transport.call('staff.redirect', { job, printer });
    if (!answer.ok && isShiftOver(answer.error)) return;
    if (!answer.ok) this.failure = answer.error;
    await this.load.refresh();
  }

  private refresh(): void {
    this.failure = null;
    void this.load.refresh();
  }

  private row({ job, kind, printer, others, state: now, note, at }: StaffJob) {
    return html`<tr data-testid="job-${now}">
      <td>${t(kind ? kinds[kind] : 'desk.kindOther')}<br /><span class="quiet number">${moment(at)}</span></td>
      <td>${printer}</td>
      <td><b>${t(states[now])}</b>${note.ru ? html`<br /><span class="quiet">${saidText(note)}</span>` : nothing}</td>
      <td class="act">
        ${others.map(
          other =>
            html`<kr-button icon="printer" data-testid="redirect" @click=${() => void this.send(job, other)}
              >${t('desk.sendTo', { printer: other })}</kr-button
            >`,
        )}
      </td>
    </tr>`;
  }

  private content(jobs: readonly StaffJob[]) {
    if (jobs.length === 0) return html`<p class="lead" data-testid="no-jobs">${t('desk.noJobs')}</p>`;
    return checksTable(
      ['desk.jobWhat', 'desk.jobPrinter', 'desk.jobState'],
      jobs.map(job => this.row(job)),
      { actions: true },
    );
  }

  override render() {
    return html`<kr-screen heading=${t('desk.jobs')} .back=${'/desk'} data-testid="jobs">
      ${told(this.failure ?? this.load.refreshFailure)} ${drawn(this.load, ({ jobs }) => this.content(jobs))}
      <kr-button slot="action" icon="refresh" @click=${this.refresh}>${t('desk.refresh')}</kr-button>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-jobs-screen': KrJobsScreen;
  }
}
