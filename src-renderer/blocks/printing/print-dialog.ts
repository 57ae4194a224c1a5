// The dialog that follows a print job over a screen: going on, done, or failed with what to do.
import { html, nothing } from 'lit';
import { failureText, t } from '../../i18n/index.ts';
import '../../ui/index.ts';
import './kr-print-waiting.ts';
import type { PrintRun } from './print-run.ts';

interface Words {
  heading: string;
  /** where the paper is, once it is printed */
  done: string;
}

function outcome(run: PrintRun, done: string) {
  const { phase, failure, note, slow, trouble, others } = run;
  if (phase === 'done') {
    return html`<kr-message kind="good" data-testid="print-range-done">${done} ${note}</kr-message>`;
  }
  if (phase === 'failed') {
    const why = failure ? failureText(failure) : note || failureText({ code: 'print.failed', message: '' });
    return html`<kr-message kind="error" text=${why} data-testid="print-range-failed"></kr-message>`;
  }
  if (trouble) return html`<kr-print-waiting .run=${run} .note=${note} .others=${others}></kr-print-waiting>`;
  return html`<kr-state kind="loading" text=${slow ? t('print.slow') : t('print.queued')}></kr-state>`;
}

/** `close` is asked for when the job is over or takes long; the element then resets its run. */
export function printDialog(run: PrintRun, { heading, done }: Words, close: () => void) {
  const { phase, slow, trouble } = run;
  const over = phase === 'done' || phase === 'failed';
  return html`<kr-dialog heading=${heading} ?open=${phase !== 'idle'} data-testid="print-range-dialog">
    ${outcome(run, done)}
    ${
      phase === 'failed'
        ? html`<kr-button slot="action" icon="refresh" data-testid="print-again" @click=${() => run.retry()}
            >${t('common.retry')}</kr-button
          >`
        : nothing
    }
    ${
      over || slow || trouble
        ? html`<kr-button slot="action" variant="primary" data-testid="print-range-close" @click=${close}
            >${t('common.close')}</kr-button
          >`
        : nothing
    }
  </kr-dialog>`;
}
