// The clock in the frame.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { fundTime } from '../i18n/fund-time.ts';

@customElement('kr-clock')
export class KrClock extends KrElement {
  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
  `;

  @state() private now = new Date();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => (this.now = new Date()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    return html`<time>${fundTime(this.now).time}</time>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-clock': KrClock;
  }
}
