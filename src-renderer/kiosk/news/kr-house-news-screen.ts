// «Новости дома»: only the news of the current account's house.
import { customElement } from 'lit/decorators.js';
import { visitState } from '../../core/visit.ts';
import { transport } from '../../transport/index.ts';
import { KrNewsScreen } from './kr-news-screen.ts';

@customElement('kr-house-news-screen')
export class KrHouseNewsScreen extends KrNewsScreen {
  protected override readonly path = '/news/house';

  protected override ask() {
    return transport.call('news.house', { account: visitState.current ?? 0 });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-house-news-screen': KrHouseNewsScreen;
  }
}
