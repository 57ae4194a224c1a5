// Payment documents of a house or of the region: month, destination, progress, stop and resume.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Batch, Failure, HouseId, HouseReason } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { drawn, told } from '../../blocks/drawn.ts';
import { addMonths } from '../../blocks/periods/periods.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { month } from '../../i18n/format.ts';
import { saidText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

/** `<kr-batch .house=${id} .reason=${why}>`; null is the whole region, which goes only to the folder. */
@customElement('kr-batch')
export class KrBatch extends KrElement {
  static override styles = [
    blocks,
    dense,
    css`
      section {
        display: grid;
        gap: var(--kr-gap-s);
      }

      .months {
        display: flex;
        align-items: center;
        gap: var(--kr-gap-s);
      }

      .period {
        min-width: min(11rem, 40vw);
        text-align: center;
        font-size: var(--kr-text-l);
        font-weight: 600;
      }

      progress {
        width: 100%;
        height: 0.8rem;
        accent-color: var(--kr-accent);
      }
    `,
  ];

  @property({ attribute: false }) house: HouseId | null = null;
  /** why, for the audit log; a house has one */
  @property({ attribute: false }) reason: HouseReason | null = null;
  @state() private period = '';
  @state() private batch: Batch | null = null;
  @state() private failure: Failure | null = null;
  private stopListening = () => {};
  private readonly load = new Load(this, {
    ask: () => transport.call('staff.batch', {}),
    handled: isShiftOver,
    answered: ({ batch, today }) => {
      this.batch = batch;
      // documents are issued for the last full month
      this.period ||= addMonths(today.slice(0, 7), -1);
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopListening = transport.on('staff.batch', batch => (this.batch = batch));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
  }

  private async start(to: 'folder' | 'printer'): Promise<void> {
    this.failure = null;
    const { house, reason, period } = this;
    if (house !== null && reason === null) return;
    const answer =
      house === null || reason === null
        ? await transport.call('staff.startRegionBatch', { period })
        : await transport.call('staff.startBatch', { house, reason, period, to });
    if (!answer.ok) {
      if (!isShiftOver(answer.error)) this.failure = answer.error;
      return;
    }
    // an event may have arrived before the answer
    const same = this.batch?.house === this.house && this.batch.period === this.period && this.batch.to === to;
    if (!same || this.batch?.state !== 'running') await this.load.refresh();
  }

  private stopIt(): void {
    void transport.call('staff.stopBatch', {});
  }

  private progress(folder: string) {
    const { batch } = this;
    if (!batch) return nothing;
    const of = batch.title || t('desk.region');
    const said = {
      running: t('desk.batchRunning', { of, month: month(batch.period), percent: Math.floor(batch.progress * 100) }),
      done: t(batch.to === 'folder' ? 'desk.batchInFolder' : 'desk.batchPrinted', { of, documents: batch.documents }),
      stopped: `${t('desk.batchStopped', { of, documents: batch.documents })} ${saidText(batch.note)}`,
    }[batch.state];
    return html`<div role="status" data-testid="batch-${batch.state}">
        <p>${said}</p>
        ${batch.without > 0 ? html`<p class="quiet">${t('desk.batchWithout', { count: batch.without })}</p>` : nothing}
        ${batch.unread.length > 0 ? html`<p data-testid="batch-unread">${t('desk.batchUnread', { accounts: batch.unread.join(', ') })}</p>` : nothing}
        ${batch.state === 'done' && batch.to === 'folder' ? html`<p class="quiet">${folder}: ${batch.files.length > 2 ? t('desk.batchFiles', { count: batch.files.length }) : batch.files.join(', ')}</p>` : nothing}
      </div>
      ${
        batch.state === 'running'
          ? html`<progress aria-label=${said} max="1" .value=${batch.progress}></progress>
              <div>
                <kr-button icon="xmark" data-testid="batch-stop" @click=${this.stopIt}>${t('desk.stop')}</kr-button>
              </div>`
          : nothing
      }`;
  }

  override render() {
    return drawn(this.load, ({ folder }) => this.controls(folder));
  }

  private controls(folder: string) {
    const busy = this.batch?.state === 'running';
    return html`<section class="card" aria-label=${t('desk.documents')}>
      <h2>${t('desk.documents')}</h2>
      <div class="row">
        <div class="months">
          <kr-button
            icon="chevron-left"
            label=${t('desk.monthBefore')}
            @click=${() => (this.period = addMonths(this.period, -1))}
          ></kr-button>
          <span class="period" role="status" data-testid="batch-month">${month(this.period)}</span>
          <kr-button
            icon="chevron-right"
            label=${t('desk.monthAfter')}
            @click=${() => (this.period = addMonths(this.period, 1))}
          ></kr-button>
        </div>
        <kr-button ?disabled=${busy} data-testid="to-folder" @click=${() => void this.start('folder')}
          >${t('desk.toFolder')}</kr-button
        >
        ${
          this.house === null
            ? nothing
            : html`<kr-button
                icon="printer"
                ?disabled=${busy}
                data-testid="to-printer"
                @click=${() => void this.start('printer')}
                >${t('desk.toPrinter')}</kr-button
              >`
        }
      </div>
      ${told(this.failure ?? this.load.refreshFailure)} ${this.progress(folder)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-batch': KrBatch;
  }
}
