// <kr-month-choice>: one month of those that have a document — step to a neighbour, or open the months and pick.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Period } from '../../../src-main/contract/index.ts';
import { t, Words } from '../../i18n/index.ts';
import { month } from '../../i18n/format.ts';
import { base } from '../../styles/shared.ts';
import '../../ui/kr-button.ts';
import { tell } from '../../ui/typing.ts';
import './month-grid.ts';

/** Tells `kr-period` with the chosen month. */
@customElement('kr-month-choice')
export class MonthChoice extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--kr-gap-s);
      }

      .bar {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--kr-gap-xs);
      }
    `,
  ];

  /** Newest first. */
  @property({ attribute: false }) periods: readonly Period[] = [];
  @property({ attribute: false }) value: Period = '';
  @state() private open = false;
  private readonly words = new Words(this);

  override render() {
    void this.words;
    const at = this.periods.indexOf(this.value);
    const step = (to: Period | undefined, icon: string, label: string, testId: string) =>
      html`<kr-button
        icon=${icon}
        label=${label}
        data-testid=${testId}
        ?disabled=${to === undefined}
        @click=${() => to !== undefined && this.choose(to)}
      ></kr-button>`;
    return html`
      <div class="bar" role="group" aria-label=${t('document.month')}>
        ${step(this.periods[at + 1], 'chevron-left', t('document.earlier'), 'month-earlier')}
        <kr-button
          icon-after=${this.open ? 'chevron-up' : 'chevron-down'}
          label="${t('document.chooseMonth')}: ${month(this.value)}"
          data-testid="month-choose"
          @click=${() => (this.open = !this.open)}
          >${month(this.value)}</kr-button
        >
        ${step(at > 0 ? this.periods[at - 1] : undefined, 'chevron-right', t('document.later'), 'month-later')}
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
