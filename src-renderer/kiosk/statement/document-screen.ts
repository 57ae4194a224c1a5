// «Квитанция»: choosing a month, seeing the payment document as it will be on paper, printing it and following the job.
import { LitElement, css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ok, type AccountId, type Output, type Period, type Result } from '../../../src-main/contract/index.ts';
import { endVisit } from '../../app/idle.ts';
import { go } from '../../app/navigation.ts';
import { visitState } from '../../app/visit-state.ts';
import { t, Words } from '../../i18n/index.ts';
import { base, blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './document-sheet.ts';
import { AccountLoad } from './load.ts';
import './month-choice.ts';
import './print-panel.ts';
import { PrintRun } from './print-run.ts';
import { screens } from './screens.css.ts';
import './update-note.ts';

interface Loaded {
  periods: readonly Period[];
  /** Null when no month has a document. */
  preview: Output<'documents.preview'> | null;
}

@customElement('kr-document-screen')
export class DocumentScreen extends LitElement {
  static override styles = [
    base,
    blocks,
    screens,
    css`
      .split {
        display: grid;
        gap: var(--kr-gap-m) var(--kr-gap-l);
      }

      .choice {
        min-width: 0;
        display: grid;
        gap: var(--kr-gap-s);
        align-content: start;
      }

      @container (min-width: 60rem) {
        .split {
          grid-template-columns: 22rem minmax(0, 1fr);
          align-items: start;
        }

        .choice {
          position: sticky;
          top: 0;
        }
      }
    `,
  ];

  private readonly words = new Words(this);
  private chosen: Period | null = null;
  private readonly print = new PrintRun(this);
  private readonly load = new AccountLoad<Loaded>(this, account => this.ask(account));

  private async ask(account: AccountId): Promise<Result<Loaded>> {
    const months = await transport.call('documents.periods', { account });
    if (!months.ok) return months;
    const { periods } = months.value;
    const period = this.chosen ?? periods[0];
    if (period === undefined) return ok({ periods, preview: null });
    const preview = await transport.call('documents.preview', { account, period });
    return preview.ok ? ok({ periods, preview: preview.value }) : preview;
  }

  private choose(event: CustomEvent<Period>): void {
    this.chosen = event.detail;
    void this.load.run();
  }

  /** Prints what is on the screen: the month of the drawn document, not one still being fetched. */
  private printShown(): void {
    const account = visitState.current;
    const period = this.load.value?.preview?.document.period;
    if (account !== null && period !== undefined) this.print.start(account, period);
  }

  private anotherMonth(): void {
    this.print.reset();
    this.requestUpdate();
  }

  override render() {
    void this.words;
    return this.print.phase === 'idle' ? this.choosing() : this.printing();
  }

  private choosing() {
    return html`<kr-screen heading=${t('document.title')} .back=${'/statement'}>
      ${this.load.draw(loaded => this.content(loaded))}
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
      <kr-update-note .news=${this.load.news} .count=${this.load.newsCount}></kr-update-note>
      <div class="split">
        <div class="choice">
          <h2>${t('document.month')}</h2>
          <kr-month-choice
            .periods=${periods}
            .value=${preview.document.period}
            @kr-period=${this.choose}
          ></kr-month-choice>
          <p class="quiet">${t('document.preview')}</p>
        </div>
        <kr-document-sheet .document=${preview.document} .qr=${preview.qr}></kr-document-sheet>
      </div>
    </div>`;
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
      >
        <div class="actions">
          ${
            over
              ? html`<kr-button data-testid="another-month" @click=${this.anotherMonth}
                  >${t('print.anotherMonth')}</kr-button
                >`
              : nothing
          }
          ${over || slow ? toAccount : nothing}
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
