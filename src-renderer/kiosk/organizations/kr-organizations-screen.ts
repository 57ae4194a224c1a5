// «Организации» of an opened account's house.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Organization, TariffRow } from '#contract';
import '../../blocks/account/kr-account-choice.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import { unreadNote } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-organization-card.ts';
import './kr-tariff-list.ts';

interface Shown {
  organizations: readonly Organization[];
  tariffs: readonly TariffRow[];
  /** something of them could not be read */
  incomplete: boolean;
}

@customElement('kr-organizations-screen')
export class KrOrganizationsScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        height: 100%;
      }
    `,
  ];

  protected readonly path: '/organizations' | '/fund' = '/organizations';

  private readonly load = new Load(this, { ask: () => this.ask(), key: () => visitState.current });

  protected async ask() {
    return transport.call('organizations.ofHouse', { account: visitState.current ?? 0 });
  }

  private content({ organizations, tariffs, incomplete }: Shown) {
    const note = incomplete ? unreadNote(t('unread.list')) : '';
    if (organizations.length === 0) {
      if (incomplete) return html`${note}`;
      return html`<kr-state kind="empty" text=${t('organizations.none')}></kr-state>`;
    }
    const card = (one: Organization) =>
      html`<kr-organization-card .organization=${one} ?brief=${this.path === '/organizations'}></kr-organization-card>`;
    // owners usually look for their own house
    const [operator, ...others] = organizations;
    return html`${note}${others.map(card)}${operator ? card(operator) : ''}<kr-tariff-list
        .rows=${tariffs}
      ></kr-tariff-list>`;
  }

  override render() {
    const ofHouse = this.path === '/organizations';
    const otherwise = visitState.user ? '/cabinet' : ofHouse ? '/statement' : '/';
    return html`<kr-screen
      heading=${t(ofHouse ? 'organizations.title' : 'organizations.fundTitle')}
      .back=${backOf(this.path, otherwise)}
      data-testid=${ofHouse ? 'organizations' : 'fund'}
    >
      <kr-cabinet-nav slot="nav" current=${ofHouse ? 'organizations' : ''}></kr-cabinet-nav>
      <kr-help-button slot="aside" section=${ofHouse ? 'organizations' : 'fund'}></kr-help-button>
      <kr-help-panel section=${ofHouse ? 'organizations' : 'fund'}></kr-help-panel>
      ${ofHouse ? html`<kr-account-choice @kr-account=${this.load.retry}></kr-account-choice>` : ''}
      ${drawn(this.load, shown => this.content(shown))}
      <kr-page-foot></kr-page-foot>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-organizations-screen': KrOrganizationsScreen;
  }
}
