// <kr-page-foot>: the foot of a page, by which the fund answers for what it publishes there.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { spokenName } from '../core/fund-name.ts';
import { KrElement } from '../core/kr-element.ts';
import { systemInfo } from '../core/system-info.ts';
import { t } from '../i18n/index.ts';

/** The last element of a screen's content: it stands at the bottom of a page that is shorter than the screen. */
@customElement('kr-page-foot')
export class KrPageFoot extends KrElement {
  static override watched = [systemInfo];

  static override styles = [
    css`
      :host {
        display: block;
        margin-top: auto;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        line-height: 1.3;
      }
    `,
  ];

  override render() {
    const fund = spokenName(systemInfo.info?.fundName ?? '');
    if (!fund) return nothing;
    const year = new Date().getFullYear();
    return html`<p data-testid="page-foot">${t('common.foot', { fund, year })}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-page-foot': KrPageFoot;
  }
}
