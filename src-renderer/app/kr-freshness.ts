// The age of the shown data: unobtrusive while fresh, plain when old, in any trouble or still loading. Owners are not told of causes.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Freshness, TroubleKind } from '#contract';
import { KrElement } from '../core/kr-element.ts';
import { systemInfo } from '../core/system-info.ts';
import { moment } from '../i18n/format.ts';
import { isMessage, t } from '../i18n/index.ts';
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
    const { answering, elsewhere } = systemInfo.get();
    const freshness = systemInfo.freshness;
    if (elsewhere) return nothing;
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
    return this.age(freshness);
  }

  private age({ state, asOf, progress }: Freshness) {
    if (asOf === null) return this.nothingYet(state);
    const when = moment(asOf);
    switch (state) {
      case 'loading':
      case 'fresh':
        return html`<span class="fresh" data-testid="freshness">${t('common.freshFresh', { when })}</span>`;
      case 'renewing':
        return html`<span class="fresh" data-testid="freshness"
          >${t('data.renewing', { when, percent: Math.round((progress ?? 0) * 100) })}</span
        >`;
      case 'waiting':
        return html`<span class="fresh" data-testid="freshness">${t('data.waiting', { when })}</span>`;
      case 'stale':
        return this.trouble('warning', t('common.freshStale', { when }));
      case 'unreachable':
        return this.trouble('offline', t('common.freshOffline', { when }));
      default:
        return this.trouble('warning', this.stopped(state, when));
    }
  }

  private nothingYet(state: Freshness['state']) {
    if (state === 'unreachable') return this.trouble('offline', t('common.freshNothing'));
    const name = `data.trouble.${state}`;
    return this.trouble('warning', t(!systemInfo.kiosk && isMessage(name) ? name : 'data.nothingYet'));
  }

  /** At the desk the trouble has its name; an owner can do nothing about it. */
  private stopped(kind: TroubleKind, when: string): string {
    const said = t('data.notNewer', { when });
    return systemInfo.kiosk ? said : `${t(`data.trouble.${kind}`)}. ${said}`;
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
