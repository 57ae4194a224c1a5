// Print jobs of this terminal: the state of each, and sending a waiting one to another printer.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DocumentKind, StaffJob } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment } from '../../i18n/format.ts';
import { saidText, t, type MessageKey } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

const kinds: Record<DocumentKind, MessageKey> = {
  paymentDocument: 'desk.kindPaymentDocument',
  largeDocument: 'desk.kindLargeDocument',
  paymentSlip: 'desk.kindPaymentSlip',
  statement: 'desk.kindStatement',
  applicationForm: 'desk.kindApplicationForm',
  houseList: 'desk.kindHouseList',
  legalText: 'desk.kindLegalText',
  certificate: 'desk.kindCertificate',
  accountViews: 'desk.kindAccountViews',
};

const states = {
  queued: 'desk.jobQueued',
  sent: 'desk.jobSent',
  done: 'desk.jobDone',
  failed: 'desk.jobFailed',
} as const satisfies Record<StaffJob['state'], MessageKey>;

@customElement('kr-jobs-screen')
export class KrJobsScreen extends ChecksScreen {
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.jobs', {}),
    changes: changed => transport.on('print.job', changed),
    handled: isShiftOver,
  });

  private send(job: string, printer: string): void {
    void this.change(transport.call('staff.redirect', { job, printer }));
  }

  private row({ job, kind, printer, others, state: now, note, at }: StaffJob) {
    return html`<tr data-testid="job-${now}">
      <td>${t(kind ? kinds[kind] : 'desk.kindOther')}<br /><span class="quiet number">${moment(at)}</span></td>
      <td>${printer}</td>
      <td><b>${t(states[now])}</b>${note.ru ? html`<br /><span class="quiet">${saidText(note)}</span>` : nothing}</td>
      <td class="act">
        ${others.map(
          other =>
            html`<kr-button icon="printer" data-testid="redirect" @click=${() => this.send(job, other)}
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
      ${this.troubles()} ${drawn(this.load, ({ jobs }) => this.content(jobs))} ${this.refreshButton()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-jobs-screen': KrJobsScreen;
  }
}
