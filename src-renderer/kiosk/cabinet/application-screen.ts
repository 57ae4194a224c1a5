// The base of screens that print an application form: its number as soon as the fund gave one, the printing, and what came of it.
import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Output, Result } from '#contract';
import '../../blocks/printing/kr-print-waiting.ts';
import { PrintRun } from '../../blocks/printing/print-run.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

type Numbered = Output<'cabinet.printApplication'>;

export abstract class ApplicationScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      .number {
        display: grid;
        justify-items: center;
        gap: 0.2rem;
      }

      .number strong {
        font-size: var(--kr-text-huge);
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.03em;
      }
    `,
  ];

  /** The screen before anything is printed. */
  protected abstract offer(): TemplateResult;
  /** Where «Назад» leads after printing. */
  protected abstract readonly back: string | (() => void);

  @state() private number = '';
  private readonly run = new PrintRun(this, transport);

  protected printForm(ask: (job: string) => Promise<Result<Numbered>>): void {
    this.run.startWith(async job => {
      const answer = await ask(job);
      if (!answer.ok) return answer;
      const { number, ...printed } = answer.value;
      this.number = number;
      return { ok: true, value: printed };
    });
  }

  override render() {
    const { phase } = this.run;
    if (phase === 'idle') return this.offer();
    if (phase === 'failed') return this.failed();
    if (phase === 'done') return this.done();
    return html`<kr-screen data-testid="application-printing">
      <kr-outcome kind="busy" icon="printer" heading=${t('print.queued')} text=${this.run.slow ? t('print.slow') : ''}>
        ${this.numberLine()}
        ${
          this.run.trouble
            ? html`<kr-print-waiting
                .run=${this.run}
                .note=${this.run.note}
                .others=${this.run.others}
              ></kr-print-waiting>`
            : nothing
        }
      </kr-outcome>
    </kr-screen>`;
  }

  /** The desk gets the number before the paper is printed, so it is shown even when the printer fails. */
  private numberLine() {
    if (!this.number) return nothing;
    return html`<p class="number">
      <span class="quiet">${t('application.number')}</span>
      <strong data-testid="application-number">${this.number}</strong>
    </p>`;
  }

  private failed() {
    const { failure, note } = this.run;
    const why = failure ? failureText(failure) : note || failureText({ code: 'print.failed', message: '' });
    return html`<kr-screen .back=${this.back} data-testid="application-failed">
      <kr-outcome kind="bad" icon="warning" heading=${t('print.failed')} text=${why}>${this.numberLine()}</kr-outcome>
      <kr-button slot="action" variant="primary" icon="refresh" @click=${() => this.run.retry()}
        >${t('application.again')}</kr-button
      >
    </kr-screen>`;
  }

  private done() {
    return html`<kr-screen .back=${this.back} data-testid="application-done">
      <kr-outcome kind="good" heading=${t('application.done')} text=${this.run.note}>
        ${this.numberLine()}
        <p>${t('application.doneText')}</p>
      </kr-outcome>
      ${
        visitState.user
          ? html`<kr-button slot="action" icon="home" data-testid="to-cabinet" @click=${() => go('/cabinet')}
              >${t('attach.home')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }
}
