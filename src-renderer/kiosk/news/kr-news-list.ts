// News, newest first, unread ones with a dot; a touch opens the whole text and marks it read.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { NewsItem } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { day } from '../../i18n/format.ts';
import { fundTime } from '../../i18n/fund-time.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-icon.ts';
import { tell } from '../../ui/typing.ts';

export const newsDay = (item: NewsItem): string => day(fundTime(new Date(item.publishedAt)).day);

/** `<kr-news-list .items=${items} @kr-open=${e => e.detail}>`; the detail is the NewsItem. */
@customElement('kr-news-list')
export class KrNewsList extends KrElement {
  static override styles = [
    blocks,
    css`
      ul {
        display: grid;
        gap: max(8px, 0.5rem);
      }

      button {
        width: 100%;
        display: grid;
        grid-template-columns: 1rem minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 0.9rem;
        min-height: calc(var(--kr-target) * 1.2);
        padding: 0.7rem 1rem;
        border: 1px solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        background: var(--kr-surface);
        text-align: start;
        line-height: 1.35;
      }

      button:active {
        background: var(--kr-accent-soft);
        border-color: var(--kr-accent);
      }

      .dot {
        display: block;
        width: 0.8rem;
        height: 0.8rem;
        border-radius: 50%;
        background: var(--kr-accent);
      }

      .title {
        display: block;
        font-size: var(--kr-text-l);
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }

      .unread .title {
        font-weight: 700;
      }

      .about {
        display: block;
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        overflow-wrap: anywhere;
      }

      kr-icon {
        color: var(--kr-accent);
      }
    `,
  ];

  declare readonly events: { 'kr-open': NewsItem };

  @property({ attribute: false }) items: readonly NewsItem[] = [];

  override render() {
    return html`<ul data-testid="news-list">
      ${this.items.map(
        item =>
          html`<li>
            <button
              type="button"
              class=${item.unread ? 'unread' : ''}
              data-testid="news-${item.id}"
              @click=${() => tell(this, 'kr-open', item)}
            >
              <span
                >${
                  item.unread
                    ? html`<span class="dot" role="img" aria-label=${t('news.unread')} data-testid="unread"></span>`
                    : nothing
                }</span
              >
              <span>
                <span class="title">${item.title}</span>
                <span class="about">${newsDay(item)} · ${item.house || t('news.general')}</span>
              </span>
              <kr-icon name="chevron-right"></kr-icon>
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-news-list': KrNewsList;
  }
}
