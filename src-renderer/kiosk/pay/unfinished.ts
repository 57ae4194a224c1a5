// What stands before a new payment: one that is not over, or a code that nobody waits for and that can still be paid.
import { html, type TemplateResult } from 'lit';
import type { PaymentAttempt } from '#contract';
import { moment, rubles, timeOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';

/** A payment that is not over: back to it. */
export function drawUnfinished(attempt: PaymentAttempt, resume: () => void, besides: TemplateResult) {
  const words = { sum: rubles(attempt.amount), when: moment(attempt.createdAt) };
  const unknown = attempt.state === 'unknown';
  return html`<kr-message
      kind="warn"
      text=${t(unknown ? 'pending.unknown' : 'pending.going', words)}
      data-testid="pay-unfinished"
    ></kr-message>
    <p class="lead">${t(unknown ? 'pending.wait' : 'pending.first')}</p>
    <kr-tile
      big
      icon=${unknown ? 'refresh' : 'card'}
      heading=${t(unknown ? 'pending.check' : 'pending.return')}
      text=${words.sum}
      data-testid="pay-return"
      @click=${resume}
    ></kr-tile>
    ${besides}`;
}

/** A code that can be paid until `until`: a second payment begins only by the person's word that it was not. */
export const drawEarlierCode = (until: string, notPaid: () => void) =>
  html`<p class="lead">${t('pending.liveQuestion', { until: timeOf(until) })}</p>
    <kr-tile
      big
      icon="card"
      heading=${t('pending.notPaid')}
      text=${t('pending.notPaidText')}
      data-testid="pay-not-paid"
      @click=${notPaid}
    ></kr-tile>`;
