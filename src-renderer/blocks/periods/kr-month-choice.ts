// <kr-month-choice>: chooses one of the months that have a document — step to a neighbour, or open the grid and pick.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Period } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import { tell } from '../../ui/typing.ts';
import './kr-month-grid.ts';

/** Fires `kr-period` with the chosen month. */
@customElement('kr-month-choice')
export class KrMonthChoice extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        gap: var(--kr-gap-s);
      }

      :host {
        container-type: inline-size;
      }

      .bar {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--kr-gap-xs);
      }

      .month {
        grid-column: 1 / -1;
        order: -1;
      }

      @container (min-width: 34rem) {
        .bar {
          grid-template-columns: auto minmax(0, 1fr) auto;
        }

        .month {
          grid-column: auto;
          order: 0;
        }
      }
    `,
  ];

  declare readonly events: { 'kr-period': Period };

  /** Newest first. */
  @property({ attribute: false }) periods: readonly Period[] = [];
  @property({ attribute: false }) value: Period = '';
  @state() private open = false;

  override render() {
    const at = this.periods.indexOf(this.value);
    const step = (to: Period | undefined, side: 'earlier' | 'later') =>
      html`<kr-button
        icon=${side === 'earlier' ? 'chevron-left' : ''}
        icon-after=${side === 'later' ? 'chevron-right' : ''}
        data-testid="month-${side}"
        ?disabled=${to === undefined}
        @click=${() => to !== undefined && this.choose(to)}
        >${t(`document.${side}`)}</kr-button
      >`;
    return html`
      <div class="bar" role="group" aria-label=${t('document.month')}>
        ${step(this.periods[at + 1], 'earlier')}
        <kr-button
          class="month"
          icon="calendar"
          icon-after=${this.open ? 'chevron-up' : 'chevron-down'}
          label="${t('document.chooseMonth')}: ${month(this.value)}"
          data-testid="month-choose"
          @click=${() => (this.open = !this.open)}
          >${month(this.value)}</kr-button
        >
        ${step(at > 0 ? this.periods[at - 1] : undefined, 'later')}
      </div>
      ${
        this.open
          ? html`<kr-month-grid
              .value=${this.value}
              .span=${{ from: this.periods.at(-1) ?? this.value, to: this.periods[0] ?? this.value }}
              .allowed=${(period: Period) => this.periods.includes(period)}
              @kr-month=${this.picked}
            ></kr-month-grid>`
          : nothing
      }
    `;
  }

  private picked(event: CustomEvent<Period>): void {
    event.stopPropagation();
    this.choose(event.detail);
  }

  private choose(period: Period): void {
    this.open = false;
    tell(this, 'kr-period', period);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-month-choice': KrMonthChoice;
  }
}
