// The age of the shown data: unobtrusive while fresh, plain when stale, offline or still loading.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { systemInfo } from '../core/system-info.ts';
import { moment } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import '../ui/kr-icon.ts';

@customElement('kr-freshness')
export class KrFreshness extends KrElement {
  static override watched = [systemInfo];

  static override styles = [
    css`
      :host {
        display: block;
        min-width: 0;
        line-height: 1.3;
      }

      .fresh {
        color: var(--kr-ink-quiet);
      }

      .trouble {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        color: var(--kr-warn);
        font-weight: 600;
      }

      .loading {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.6em;
      }

      progress {
        width: 8rem;
        height: 0.6rem;
        appearance: none;
        border: 1px solid var(--kr-control-line);
        border-radius: 1rem;
        overflow: hidden;
        background: var(--kr-surface);
      }

      progress::-webkit-progress-bar {
        background: var(--kr-surface);
      }

      progress::-webkit-progress-value {
        background: var(--kr-accent);
      }
    `,
  ];

  override render() {
    const { answering } = systemInfo.get();
    const freshness = systemInfo.freshness;
    if (!answering) return this.trouble('offline', t('common.notAnswering'));
    if (!freshness) return html`<span class="fresh">${t('common.starting')}</span>`;
    if (freshness.state === 'loading') {
      const percent = freshness.progress === null ? null : Math.round(freshness.progress * 100);
      return html`<span class="loading" role="status" data-testid="freshness">
        ${t('common.freshLoading')}
        ${
          percent === null
            ? nothing
            : html`<progress max="100" .value=${percent} aria-label=${t('common.freshLoading')}></progress>
                ${percent}&nbsp;%`
        }
      </span>`;
    }
    if (freshness.asOf === null) return this.trouble('offline', t('common.freshNothing'));
    const when = moment(freshness.asOf);
    if (freshness.state === 'stale') return this.trouble('warning', t('common.freshStale', { when }));
    if (freshness.state === 'offline') return this.trouble('offline', t('common.freshOffline', { when }));
    return html`<span class="fresh" data-testid="freshness">${t('common.freshFresh', { when })}</span>`;
  }

  private trouble(icon: string, text: string) {
    return html`<span class="trouble" role="status" data-testid="freshness"
      ><kr-icon name=${icon}></kr-icon><span>${text}</span></span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-freshness': KrFreshness;
  }
}
