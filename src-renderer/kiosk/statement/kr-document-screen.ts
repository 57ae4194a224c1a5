// «Квитанция»: choosing a month, viewing the payment document as it will be printed, printing it and following the job.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { isUnread, ok, type AccountId, type Output, type Period, type Result } from '#contract';
import { balanceWords } from '../../blocks/account/figures.ts';
import { latenessWords } from '../../blocks/account/lateness.ts';
import { drawNotPayable } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/periods/kr-month-choice.ts';
import '../../blocks/printing/kr-print-panel.ts';
import { PrintRun } from '../../blocks/printing/print-run.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import '../../blocks/kr-page-foot.ts';
import { ofCurrentAccount } from '../../core/account-question.ts';
import { endVisit } from '../../core/idle.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf, go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { day } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-check.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './kr-document-pages.ts';
import './kr-update-note.ts';
import { screens } from './screens.css.ts';

interface Loaded {
  periods: readonly Period[];
  /** Null when no month has a document. */
  preview: Output<'documents.preview'> | null;
}

@customElement('kr-document-screen')
export class KrDocumentScreen extends KrElement {
  static override styles = [
    blocks,
    screens,
    css`
      .split {
        display: grid;
        gap: var(--kr-gap-m) var(--kr-gap-l);
      }

      .choice {
        container-type: inline-size;
        min-width: 0;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--kr-gap-s);
        align-content: start;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--kr-gap-s);
        margin-top: var(--kr-gap-s);
      }

      .actions kr-button {
        min-width: 11rem;
      }

      .sum-due {
        display: grid;
        gap: 0.1rem;
        padding: var(--kr-gap-m);
      }

      .sum-due strong {
        font-size: clamp(1.6rem, 12cqi, var(--kr-text-huge));
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }

      .sum-due .late {
        color: var(--kr-danger);
      }

      .sum-due :is(.advance, .zero) {
        color: var(--kr-good);
      }

      @container (min-width: 52rem) {
        .split {
          grid-template-columns: minmax(18rem, 1fr) minmax(0, 2.2fr);
          align-items: start;
        }

        .choice {
          position: sticky;
          top: 0;
        }
      }
    `,
  ];

  private chosen: Period | null = null;
  private large = false;
  private readonly print = new PrintRun(this, transport);
  private readonly load = new Load(
    this,
    ofCurrentAccount(account => this.ask(account)),
  );

  private async ask(account: AccountId): Promise<Result<Loaded>> {
    const months = await transport.call('documents.periods', { account });
    if (!months.ok) return months;
    const { periods } = months.value;
    const period = this.chosen ?? periods[0];
    if (period === undefined) return ok({ periods, preview: null });
    const preview = await transport.call('documents.preview', { account, period, large: this.large });
    return preview.ok ? ok({ periods, preview: preview.value }) : preview;
  }

  private choose(event: CustomEvent<Period>): void {
    this.chosen = event.detail;
    void this.load.run();
  }

  private setLarge(event: CustomEvent<{ checked: boolean }>): void {
    this.large = event.detail.checked;
    void this.load.run();
  }

  /** Prints the month shown on the screen, not one that is still loading. */
  private printShown(): void {
    const account = visitState.current;
    const period = this.load.value?.preview?.document.period;
    if (account !== null && period !== undefined) this.print.start(account, period, this.large);
  }

  private anotherMonth(): void {
    this.print.reset();
    this.requestUpdate();
  }

  override render() {
    return this.print.phase === 'idle' ? this.choosing() : this.printing();
  }

  private choosing() {
    const { failure } = this.load;
    return html`<kr-screen heading=${t('document.title')} .back=${backOf('/statement/document', '/statement')}>
      <kr-cabinet-nav slot="nav"></kr-cabinet-nav>
      <kr-update-note .notice=${this.load.notice} .count=${this.load.noticeCount}></kr-update-note>
      ${
        failure && isUnread(failure)
          ? html`<div data-testid="document-unread">${drawNotPayable(failureText(failure))}</div>`
          : drawn(this.load, loaded => this.content(loaded))
      }
      <kr-page-foot></kr-page-foot>
      ${
        this.load.value?.preview
          ? html`<kr-button slot="action" variant="primary" icon="printer" data-testid="print" @click=${this.printShown}
              >${t('document.print')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }

  private content({ periods, preview }: Loaded) {
    if (!preview) return html`<kr-state kind="empty" text=${t('document.none')}></kr-state>`;
    return html`<div class="measure">
      <div class="split">
        <div class="choice">
          <kr-month-choice
            .periods=${periods}
            .value=${preview.document.period}
            @kr-period=${this.choose}
          ></kr-month-choice>
          ${this.due(preview.document)}
          ${
            preview.largeOffered
              ? html`<kr-check ?checked=${this.large} data-testid="large-print" @kr-check=${this.setLarge}
                  >${t('document.largePrint')}</kr-check
                >`
              : nothing
          }
        </div>
        <kr-document-pages .preview=${preview}></kr-document-pages>
      </div>
    </div>`;
  }

  /** The one figure the person looks for, before the paper's small print. */
  private due({ total, overdue, dueOn, madeOn, nowDue }: Output<'documents.preview'>['document']) {
    const amount = nowDue?.amount ?? total;
    const { kind, label, sum } = balanceWords(amount);
    // a past month's paper tells today's sum, and the day to pay it by is another document's
    const late = kind === 'due' ? latenessWords({ amount, overdue, dueOn: nowDue ? null : dueOn, today: madeOn }) : '';
    return html`<p class="card sum-due" data-testid="document-due">
      ${
        sum === null
          ? html`<strong class=${kind}>${label}</strong>`
          : html`<span class="lead">${label}</span> <strong class=${kind}>${sum}</strong>`
      }
      ${nowDue ? html`<span class="quiet">${t('document.nowDue', { day: day(nowDue.day) })}</span>` : nothing}
      ${late ? html`<span class=${overdue > 0 ? 'late' : 'quiet'} data-testid="document-lateness">${late}</span>` : nothing}
      ${
        kind === 'due' && !nowDue && dueOn === null
          ? html`<span class="quiet">${t('document.untilUnknown')}</span>`
          : nothing
      }
    </p>`;
  }

  private printing() {
    const { phase, slow } = this.print;
    const over = phase === 'done' || phase === 'failed';
    const toAccount = html`<kr-button data-testid="to-account" @click=${() => go('/statement')}
      >${t('statement.toAccount')}</kr-button
    >`;
    return html`<kr-screen heading=${t('document.title')}>
      <kr-print-panel
        .phase=${phase}
        .period=${this.print.period ?? ''}
        .note=${this.print.note}
        .failure=${this.print.failure}
        .slow=${slow}
        .run=${this.print}
        .trouble=${this.print.trouble}
        .others=${this.print.others}
      >
        <div class="actions">
          ${
            over
              ? html`<kr-button data-testid="another-month" @click=${this.anotherMonth}
                  >${t('print.anotherMonth')}</kr-button
                >`
              : nothing
          }
          ${over || slow || this.print.trouble ? toAccount : nothing}
        </div>
      </kr-print-panel>
      ${
        phase === 'failed'
          ? html`<kr-button
              slot="action"
              variant="primary"
              icon="refresh"
              data-testid="print-again"
              @click=${() => this.print.retry()}
              >${t('common.retry')}</kr-button
            >`
          : nothing
      }
      ${
        phase === 'done'
          ? html`<kr-button slot="action" variant="primary" icon="exit" data-testid="finish-visit" @click=${endVisit}
              >${t('common.finish')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-document-screen': KrDocumentScreen;
  }
}
