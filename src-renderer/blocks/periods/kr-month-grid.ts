// <kr-month-grid>: choosing a month by touch — steps through years, with twelve month buttons.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Period } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import { tell } from '../../ui/typing.ts';
import { type Span, yearOf } from './periods.ts';

/** Fires `kr-month` with the chosen period. */
@customElement('kr-month-grid')
export class KrMonthGrid extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
        container-type: inline-size;
        padding: var(--kr-gap-m);
        border: var(--kr-line-width) solid var(--kr-control-line);
        border-radius: var(--kr-radius);
        background: var(--kr-surface);
      }

      .year {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--kr-gap-m);
        margin-bottom: var(--kr-gap-s);
      }

      .year output {
        min-width: 4em;
        text-align: center;
        font-size: var(--kr-text-xl);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      .months {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--kr-gap-xs);
      }

      @container (min-width: 26rem) {
        .months {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
      }

      @container (min-width: 36rem) {
        .months {
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }
      }

      @container (min-width: 52rem) {
        .months {
          grid-template-columns: repeat(6, minmax(0, 1fr));
        }
      }
    `,
  ];

  declare readonly events: { 'kr-month': Period };

  @property({ attribute: false }) value: Period | null = null;
  /** The years that can be shown. */
  @property({ attribute: false }) span: Span = { from: '2000-01', to: '2000-12' };
  /** The months that can be chosen. */
  @property({ attribute: false }) allowed: (period: Period) => boolean = () => true;
  @state() private year = 0;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('value') || changed.has('span')) this.year = yearOf(this.value ?? this.span.to);
  }

  override render() {
    const { year, span } = this;
    const step = (by: -1 | 1, icon: string, label: string) =>
      html`<kr-button
        icon=${icon}
        label=${label}
        data-testid=${by < 0 ? 'year-previous' : 'year-next'}
        ?disabled=${by < 0 ? year <= yearOf(span.from) : year >= yearOf(span.to)}
        @click=${() => this.step(by)}
      ></kr-button>`;
    return html`
      <div class="year">
        ${step(-1, 'chevron-left', t('range.previousYear'))}
        <output data-testid="year">${year}</output>
        ${step(1, 'chevron-right', t('range.nextYear'))}
      </div>
      <div class="months">
        ${Array.from({ length: 12 }, (_, i) => this.key(`${year}-${String(i + 1).padStart(2, '0')}`))}
      </div>
    `;
  }

  private step(by: -1 | 1): void {
    const next = this.year + by;
    if (next >= yearOf(this.span.from) && next <= yearOf(this.span.to)) this.year = next;
  }

  private key(period: Period) {
    const enabled = this.allowed(period);
    return html`<kr-button
      label=${month(period)}
      pressed=${period === this.value ? 'true' : 'false'}
      data-testid="month-${period}"
      ?disabled=${!enabled}
      @click=${() => enabled && tell(this, 'kr-month', period)}
      >${month(period).split('\u00a0')[0]}</kr-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-month-grid': KrMonthGrid;
  }
}
