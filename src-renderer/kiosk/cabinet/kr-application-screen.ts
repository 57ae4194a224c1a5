// «Распечатать заявление»: for an owner who cannot prove the account by a payment. It shows nothing of the account except its address.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../blocks/printing/kr-print-waiting.ts';
import { PrintRun } from '../../blocks/printing/print-run.ts';
import { addressText } from '../../blocks/account/unread.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-application-screen')
export class KrApplicationScreen extends KrElement {
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

  @state() private number = '';
  private readonly run = new PrintRun(this, transport);

  private print(): void {
    const account = visitState.chosen?.account;
    if (account === undefined) return;
    this.run.startWith(async job => {
      const answer = await transport.call('cabinet.printApplication', { account, job });
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

  private offer() {
    return html`<kr-screen heading=${t('application.title')} .back=${'/proof'} data-testid="application">
      <p class="lead">${t('application.text')}</p>
      <div class="card">
        <p class="quiet">${t('application.for')}</p>
        <h2>${visitState.chosen ? addressText(visitState.chosen.address) : ''}</h2>
      </div>
      <kr-button slot="action" variant="primary" icon="printer" data-testid="print-application" @click=${this.print}
        >${t('application.print')}</kr-button
      >
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
    return html`<kr-screen .back=${'/proof'} data-testid="application-failed">
      <kr-outcome kind="bad" icon="warning" heading=${t('print.failed')} text=${why}>${this.numberLine()}</kr-outcome>
      <kr-button slot="action" variant="primary" icon="refresh" @click=${() => this.run.retry()}
        >${t('application.again')}</kr-button
      >
    </kr-screen>`;
  }

  private done() {
    return html`<kr-screen .back=${'/proof'} data-testid="application-done">
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

declare global {
  interface HTMLElementTagNameMap {
    'kr-application-screen': KrApplicationScreen;
  }
}
