// <kr-bar-chart>: charged and paid by month as paired SVG bars, with the same figures as a table one touch away.
import { html, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ChartBar } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { month, monthGenitive, rubles } from '../../i18n/format.ts';
import { currentLocale, t } from '../../i18n/index.ts';
import '../kr-button.ts';
import { chartStyles } from './bar-chart.css.ts';
import { labelEvery, scaleOf } from './scale.ts';

const shortMonth = (period: string): string =>
  new Intl.DateTimeFormat(currentLocale() === 'ru' ? 'ru-RU' : 'en-GB', { month: 'short', timeZone: 'UTC' })
    .format(new Date(`${period}-01T00:00:00Z`))
    .replace('.', '')
    .slice(0, 3);

/** Rubles without kopecks: grid lines are round numbers, except below ten rubles. */
const tickText = (kopecks: number): string => rubles(kopecks).replace(/[.,]00(?=\u00a0)/, '');

const sum = (bars: readonly ChartBar[], of: 'charged' | 'paid') => bars.reduce((total, bar) => total + bar[of], 0);

@customElement('kr-bar-chart')
export class KrBarChart extends KrElement {
  static override styles = chartStyles;

  /** Oldest first. */
  @property({ attribute: false }) bars: readonly ChartBar[] = [];
  @state() private asTable = false;
  @state() private picked: number | null = null;
  /** The size of the plot and of its text in CSS pixels: the drawing is made for it, so that text is never stretched. */
  @state() private width = 0;
  @state() private em = 20;
  @query('.plot') private plot?: HTMLElement;

  private readonly watch = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  override updated(): void {
    this.measure();
  }

  private measure(): void {
    if (!this.plot) return;
    this.width = Math.floor(this.plot.clientWidth);
    this.em = Number.parseFloat(getComputedStyle(this.plot).fontSize);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('bars')) this.picked = null;
  }

  /** The text a screen reader reads instead of the picture. */
  private get summary(): string {
    const [first, last] = [this.bars.at(0), this.bars.at(-1)];
    if (!first || !last) return '';
    const peak = this.bars.reduce((best, bar) => (bar.charged > best.charged ? bar : best), first);
    return t('chart.summary', {
      from: monthGenitive(first.period),
      to: month(last.period),
      charged: rubles(sum(this.bars, 'charged')),
      paid: rubles(sum(this.bars, 'paid')),
      peakMonth: month(peak.period),
      peak: rubles(peak.charged),
    });
  }

  override render() {
    if (this.bars.length === 0) return nothing;
    if (this.bars.every(({ charged, paid }) => charged === 0 && paid === 0)) {
      return html`<header><h2>${t('chart.title')}</h2></header>
        <p data-testid="chart-nothing">${t('chart.nothing')}</p>`;
    }
    return html`
      <header>
        <h2>${t('chart.title')}</h2>
        <kr-button data-testid="chart-toggle" @click=${() => (this.asTable = !this.asTable)}>
          ${t(this.asTable ? 'chart.asPicture' : 'chart.asTable')}
        </kr-button>
      </header>
      ${this.asTable ? this.table() : this.picture()}
    `;
  }

  private picture() {
    const bar = this.picked === null ? null : (this.bars[this.picked] ?? null);
    const [first, last] = [this.bars.at(0), this.bars.at(-1)];
    const whole = first && last ? t('range.span', { from: monthGenitive(first.period), to: month(last.period) }) : '';
    const when = bar ? month(bar.period) : whole;
    return html`
      <p class="legend" aria-hidden="true">
        <span class="when">${when}</span>
        <span class="key"
          ><i class="charged"></i>${t('chart.charged')}
          <b>${rubles(bar?.charged ?? sum(this.bars, 'charged'))}</b></span
        >
        <span class="key"
          ><i class="paid"></i>${t('chart.paid')} <b>${rubles(bar?.paid ?? sum(this.bars, 'paid'))}</b></span
        >
      </p>
      <div class="plot">${this.width > 0 ? this.drawing() : nothing}</div>
    `;
  }

  private drawing() {
    const { em, width, bars } = this;
    const scale = scaleOf(bars.flatMap(bar => [bar.charged, bar.paid]));
    const left = Math.ceil(Math.max(...scale.ticks.map(tick => tickText(tick).length)) * em * 0.5 + em * 0.7);
    const top = Math.round(em * 0.7);
    const plotHeight = Math.round(em * 11);
    const height = top + plotHeight + Math.round(em * 3.2);
    const slot = (width - left) / bars.length;
    const y = (kopecks: number) => Math.round(top + ((scale.high - kopecks) / (scale.high - scale.low)) * plotHeight);
    const every = labelEvery(slot, em * 2.6);
    const barWidth = Math.max(2, Math.floor(slot * 0.34));

    const column = (bar: ChartBar, i: number, kind: 'charged' | 'paid') => {
      const value = bar[kind];
      const x = Math.round(left + slot * i + slot / 2) + (kind === 'charged' ? -barWidth : 0);
      const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
      // a sum too small to see still gets a line
      return value === 0
        ? nothing
        : svg`<rect class=${kind} x=${x} y=${from} width=${barWidth - 1} height=${Math.max(2, to - from)} rx="1.5" />`;
    };

    const monthOf = (bar: ChartBar) => Number(bar.period.slice(5, 7)) - 1;
    const labelled = bars.findIndex(bar => monthOf(bar) % every === 0);
    const january = bars.findIndex(bar => monthOf(bar) === 0);
    // the year is written under January, and under the first label unless January is too near
    const withYear = (i: number) => i === labelled && (january < 0 || (january - i) * slot >= em * 3.2);

    const label = (bar: ChartBar, i: number) => {
      const number = monthOf(bar);
      if (number % every !== 0) return nothing;
      const x = Math.min(Math.round(left + slot * i + slot / 2), Math.floor(width - em));
      const base = top + plotHeight + em * 1.15;
      return svg`<text class="month" x=${x} y=${base}>${shortMonth(bar.period)}</text>
        ${number === 0 || withYear(i) ? svg`<text class="year" x=${x} y=${base + em * 1.25}>${bar.period.slice(0, 4)}</text>` : nothing}`;
    };

    return html`<svg
      role="img"
      aria-label=${this.summary}
      data-testid="chart"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      @pointerdown=${(event: PointerEvent) => this.pick(event, left, slot)}
      @pointermove=${(event: PointerEvent) => event.buttons && this.pick(event, left, slot)}
    >
      ${scale.ticks.map(
        tick => svg`<line class=${tick === 0 ? 'base' : 'grid'} x1=${left} x2=${width} y1=${y(tick)} y2=${y(tick)} />
          <text class="tick" x=${left - em * 0.5} y=${y(tick) + em * 0.32}>${tickText(tick)}</text>`,
      )}
      ${
        this.picked === null
          ? nothing
          : svg`<rect class="picked" x=${left + slot * this.picked} y=${top} width=${slot} height=${plotHeight} />`
      }
      ${bars.map((bar, i) => svg`${column(bar, i, 'charged')}${column(bar, i, 'paid')}${label(bar, i)}`)}
    </svg>`;
  }

  /** A touch over a month shows its figures above; a second touch hides them. */
  private pick(event: PointerEvent, left: number, slot: number): void {
    const at = Math.floor((event.offsetX - left) / slot);
    const next = at >= 0 && at < this.bars.length ? at : null;
    this.picked = event.type === 'pointerdown' && next === this.picked ? null : next;
  }

  private table() {
    return html`<table data-testid="chart-table">
      <caption>
        ${this.summary}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('chart.month')}</th>
          <th scope="col" class="sum">${t('chart.charged')}</th>
          <th scope="col" class="sum">${t('chart.paid')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.bars.toReversed().map(
          bar =>
            html`<tr>
              <th scope="row">${month(bar.period)}</th>
              <td class="sum">${rubles(bar.charged)}</td>
              <td class="sum">${rubles(bar.paid)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('chart.total')}</th>
          <td class="sum">${rubles(sum(this.bars, 'charged'))}</td>
          <td class="sum">${rubles(sum(this.bars, 'paid'))}</td>
        </tr>
      </tfoot>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-bar-chart': KrBarChart;
  }
}
