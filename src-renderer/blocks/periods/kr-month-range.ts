// <kr-month-range>: choosing a range of months — three quick ranges, or a first and a last month.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Period } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month, monthGenitive } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import { tell } from '../../ui/typing.ts';
import './kr-month-grid.ts';
import { inSpan, lastMonths, type Span, withFrom, withTo } from './periods.ts';

const quick = [
  { key: 'year', months: 12 },
  { key: 'threeYears', months: 36 },
  { key: 'all', months: Number.POSITIVE_INFINITY },
] as const;

const same = (a: Span, b: Span) => a.from === b.from && a.to === b.to;

/** Fires `kr-range` with the chosen span. */
@customElement('kr-month-range')
export class KrMonthRange extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        gap: var(--kr-gap-s);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--kr-gap-xs) var(--kr-gap-l);
      }

      .group {
        display: flex;
        flex-wrap: wrap;
        gap: var(--kr-gap-xs);
      }

      .ends {
        flex: 1 1 26rem;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12.5rem, 100%), 1fr));
      }

      .end small {
        display: block;
        font-size: var(--kr-text-s);
        font-weight: 400;
        line-height: 1.2;
        opacity: 0.85;
      }

      .end span {
        flex: 1;
        text-align: start;
      }
    `,
  ];

  declare readonly events: { 'kr-range': Span };

  /** All months of the account. */
  @property({ attribute: false }) whole: Span = { from: '2000-01', to: '2000-12' };
  @property({ attribute: false }) value: Span = { from: '2000-01', to: '2000-12' };
  @state() private open: 'from' | 'to' | null = null;

  private span(months: number): Span {
    return Number.isFinite(months) ? lastMonths(this.whole, months) : this.whole;
  }

  private choose(span: Span): void {
    this.open = null;
    tell(this, 'kr-range', span);
  }

  override render() {
    // with a short history several quick ranges are equal: only the widest is pressed
    const pressed = quick.findLast(({ months }) => same(this.span(months), this.value))?.key;
    return html`
      <div class="row" role="group" aria-label=${t('range.label')}>
        <div class="group">
          ${quick.map(
            ({ key, months }) =>
              html`<kr-button
                pressed=${String(key === pressed) as 'true' | 'false'}
                data-testid="range-${key}"
                @click=${() => this.choose(this.span(months))}
                >${t(`range.${key}`)}</kr-button
              >`,
          )}
        </div>
        <div class="group ends">
          ${this.end('from', month(this.value.from))} ${this.end('to', month(this.value.to))}
        </div>
      </div>
      <p class="sr-only" role="status">
        ${t('range.span', { from: monthGenitive(this.value.from), to: month(this.value.to) })}
      </p>
      ${
        this.open === null
          ? nothing
          : html`<kr-month-grid
              data-testid="grid-${this.open}"
              .value=${this.value[this.open]}
              .span=${this.whole}
              .allowed=${(period: Period) => inSpan(period, this.whole)}
              @kr-month=${this.picked}
            ></kr-month-grid>`
      }
    `;
  }

  private end(end: 'from' | 'to', text: string) {
    return html`<kr-button
      class="end"
      icon="calendar"
      icon-after=${this.open === end ? 'chevron-up' : 'chevron-down'}
      align="start"
      data-testid="range-${end}"
      pressed=${this.open === end ? 'true' : 'false'}
      @click=${() => (this.open = this.open === end ? null : end)}
      ><span><small>${t(`range.${end}`)}</small> ${text}</span></kr-button
    >`;
  }

  private picked(event: CustomEvent<Period>): void {
    event.stopPropagation();
    this.choose(this.open === 'from' ? withFrom(this.value, event.detail) : withTo(this.value, event.detail));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-month-range': KrMonthRange;
  }
}
