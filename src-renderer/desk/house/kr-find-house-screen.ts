// Chooses a house: settlement, street and house with suggestions; for an administrator also the whole region.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { addressField, suggestions } from '../../blocks/address/address-parts.ts';
import { AddressSearch } from '../../blocks/address/address-search.ts';
import { steps } from '../../blocks/address/address-steps.ts';
import { dense } from '../../blocks/dense.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { shiftState } from '../../core/shift.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import { shownHouse } from './shown-house.ts';

@customElement('kr-find-house-screen')
export class KrFindHouseScreen extends KrElement {
  static override styles = [blocks, dense];

  private readonly search = new AddressSearch(this, ['settlement', 'street', 'house'], house => {
    shownHouse.set({ house: Number(house.id), reason: null });
    go('/desk/house/list');
  });

  override render() {
    const { search } = this;
    const step = steps[search.step];
    return html`<kr-screen
      heading=${t(step.heading)}
      .back=${() => search.back() || go('/desk')}
      data-testid="find-house"
    >
      <p slot="lead" class="quiet">
        ${
          search.chosen
            .filter((_, index) => index !== search.skipped)
            .map(({ label }) => label)
            .join(', ') || t('desk.housesText')
        }
      </p>
      ${addressField(search, 'house-field')} ${suggestions(search)}
      ${
        shiftState.staff?.role === 'admin'
          ? html`<kr-button slot="action" icon="globe" data-testid="region" @click=${() => go('/desk/region')}
              >${t('desk.region')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-house-screen': KrFindHouseScreen;
  }
}
