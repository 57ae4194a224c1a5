// Which house: settlement, street, house, each suggested as staff type; and for an administrator the whole region.
import { html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { keyed } from 'lit/directives/keyed.js';
import { go } from '../../core/navigation.ts';
import { shiftState } from '../../core/shift.ts';
import { failureText, t } from '../../i18n/index.ts';
import { AddressSearch } from '../../blocks/address/address-search.ts';
import { steps } from '../../blocks/address/address-steps.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { Choice, KrChoiceList } from '../../ui/index.ts';
import { dense } from '../../blocks/dense.css.ts';
import { shownHouse } from './shown-house.ts';

@customElement('kr-find-house-screen')
export class KrFindHouseScreen extends KrElement {
  static override styles = [blocks, dense];

  @query('kr-choice-list') private list!: KrChoiceList | null;
  private readonly search = new AddressSearch(this, ['settlement', 'street', 'house'], house => {
    shownHouse.set({ house: Number(house.id) });
    go('/desk/house/list');
  });

  private suggestions() {
    const { failure, found, step } = this.search;
    if (failure) return html`<kr-message kind="error" text=${failureText(failure)}></kr-message>`;
    if (!found) return html`<kr-state kind="loading"></kr-state>`;
    if (found.items.length === 0) return html`<kr-message kind="warn" text=${t(steps[step].nothing)}></kr-message>`;
    return html`<kr-choice-list
        label=${t('find.suggestions')}
        .items=${found.items}
        data-testid="suggestions"
        @kr-choose=${(event: CustomEvent<Choice>) => this.search.choose(event.detail)}
      ></kr-choice-list>
      ${found.more ? html`<p class="quiet" role="status">${t('find.more')}</p>` : nothing}`;
  }

  override render() {
    const { search } = this;
    const step = steps[search.step];
    return html`<kr-screen
      heading=${t(step.heading)}
      .back=${() => search.back() || go('/desk')}
      data-testid="find-house"
    >
      <p slot="lead" class="quiet">${search.chosen.map(({ label }) => label).join(', ') || t('desk.housesText')}</p>
      ${keyed(
        search.step,
        html`<kr-text-field
          label=${t(step.label)}
          label-hidden
          .value=${search.text}
          maxlength=${step.maxlength}
          start-here
          data-testid="house-field"
          @kr-input=${(event: CustomEvent<{ value: string }>) => search.type(event.detail.value)}
          @kr-enter=${() => search.enter()}
          @kr-down=${() => this.list?.focusFirst()}
        ></kr-text-field>`,
      )}
      ${this.suggestions()}
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
