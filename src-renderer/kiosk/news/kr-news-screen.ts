// «Новости»: general news, and news of the houses of the visit's accounts.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { NewsItem, Output } from '#contract';
import { unreadNote } from '../../blocks/account/unread.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf, go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { inLines, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-news-list.ts';
import { newsDay } from './kr-news-list.ts';

@customElement('kr-news-screen')
export class KrNewsScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        height: 100%;
      }

      .which {
        display: flex;
        flex-wrap: wrap;
        gap: var(--kr-gap-xs);
      }

      article {
        display: grid;
        gap: var(--kr-gap-m);
        font-size: var(--kr-text-l);
        line-height: 1.5;
        overflow-wrap: anywhere;
      }

      article p {
        max-width: 50rem;
      }
    `,
  ];

  @state() private opened: NewsItem | null = null;

  protected readonly path: '/news' | '/news/house' = '/news';
  private readonly load = new Load(this, { ask: () => this.ask(), key: () => visitState.current });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.opened = null;
  }

  protected ask() {
    return transport.call('news.list', {});
  }

  private open(event: CustomEvent<NewsItem>): void {
    const item = event.detail;
    this.opened = item;
    const items = this.load.value?.items.map(one => (one.id === item.id ? { ...one, unread: false } : one));
    if (items) this.load.put({ items, incomplete: this.load.value?.incomplete ?? false });
    if (item.unread) void transport.call('news.read', { id: item.id });
  }

  /** The other list gets the same target of «Назад». */
  private toOther(path: string): void {
    if (path !== this.path) go(path, this.back);
  }

  private get back(): string {
    return backOf(this.path, visitState.user ? '/cabinet' : visitState.current === null ? '/' : '/statement');
  }

  private which() {
    if (visitState.current === null) return nothing;
    const choice = (path: '/news' | '/news/house', text: string, testId: string) =>
      html`<kr-button
        pressed=${path === this.path ? 'true' : 'false'}
        data-testid=${testId}
        @click=${() => this.toOther(path)}
        >${text}</kr-button
      >`;
    return html`<div class="which" role="group" aria-label=${t('news.which')}>
      ${choice('/news', t('news.all'), 'news-all')} ${choice('/news/house', t('news.house'), 'news-of-house')}
    </div>`;
  }

  private list({ items, incomplete }: Output<'news.list'>) {
    const note = incomplete ? unreadNote(t('unread.list')) : nothing;
    if (items.length === 0 && incomplete) return html`${note}`;
    if (items.length === 0) {
      return html`<kr-state
        kind="empty"
        text=${t(this.path === '/news' ? 'news.empty' : 'news.houseEmpty')}
        data-testid="news-empty"
      ></kr-state>`;
    }
    const unread = items.filter(item => item.unread).length;
    return html`${note}
      ${
        unread > 0
          ? html`<p class="quiet" role="status" data-testid="unread-count">
              ${t('news.unreadCount', { count: unread })}
            </p>`
          : nothing
      } <kr-news-list .items=${items} @kr-open=${this.open}></kr-news-list>`;
  }

  private text(item: NewsItem) {
    return html`<kr-screen heading=${item.title} .back=${() => (this.opened = null)} data-testid="news-text">
      <p slot="lead" class="quiet">${newsDay(item)} · ${item.house || t('news.general')}</p>
      <article class="card">
        ${item.body
          .split(/\n\s*\n/)
          .filter(paragraph => paragraph.trim() !== '')
          .map(paragraph => html`<p>${inLines(paragraph.trim())}</p>`)}
      </article>
    </kr-screen>`;
  }

  override render() {
    if (this.opened) return this.text(this.opened);
    const title = t(this.path === '/news' ? 'news.title' : 'news.houseTitle');
    return html`<kr-screen heading=${title} .back=${this.back} data-testid="news">
      <kr-cabinet-nav slot="nav" current="news"></kr-cabinet-nav>
      <kr-help-button slot="aside" section="news"></kr-help-button>
      <kr-help-panel section="news"></kr-help-panel>
      ${this.which()} ${drawn(this.load, news => this.list(news))}
      <kr-page-foot></kr-page-foot>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-news-screen': KrNewsScreen;
  }
}
