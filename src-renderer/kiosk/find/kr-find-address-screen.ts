// Finding an account by its address: settlement, street, house, flat; each step suggests as the person types.
import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { keyed } from 'lit/directives/keyed.js';
import { go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { Choice, KrChoiceList } from '../../ui/index.ts';
import { AddressSearch } from '../../blocks/address/address-search.ts';
import { accountsOfFlat, stepNames, steps } from '../../blocks/address/address-steps.ts';

@customElement('kr-find-address-screen')
export class KrFindAddressScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      /* on a low screen with large text the list comes first: «Назад» gives each step back */
      .crumbs {
        display: var(--kr-crumbs, flex);
        flex-wrap: wrap;
        gap: var(--kr-gap-xs);
      }

      kr-choice-list.short {
        --kr-choice-width: min(10rem, 22vw);
      }
    `,
  ];

  @query('kr-choice-list') private list!: KrChoiceList | null;
  private readonly search = new AddressSearch(this, stepNames, (flat, current) => this.openFlat(flat, current));

  private async openFlat(flat: Choice, current: () => boolean): Promise<void> {
    const answer = await accountsOfFlat(this.search.chosen, String(flat.id));
    if (!current()) return;
    if (!answer.ok) return this.search.fail(answer.error);
    visitState.found('address', answer.value.hits);
    go('/find/result');
  }

  private crumbs() {
    const { chosen } = this.search;
    if (chosen.length === 0) return nothing;
    return html`<nav class="crumbs" aria-label=${t('find.chosenSoFar')} data-testid="crumbs">
      ${chosen.map(
        (item, index) =>
          html`<kr-button
            icon-after="xmark"
            label=${t('find.change', { what: item.label })}
            @click=${() => this.search.startFrom(chosen.slice(0, index))}
            >${item.label}</kr-button
          >`,
      )}
    </nav>`;
  }

  private suggestions() {
    const { failure, found, step } = this.search;
    if (failure) return html`<kr-message kind="error" text=${failureText(failure)}></kr-message>`;
    if (!found) return html`<kr-state kind="loading"></kr-state>`;
    if (found.items.length === 0) {
      return html`<kr-message kind="warn" text=${t(steps[step].nothing)} data-testid="nothing-found"></kr-message>
        <div class="links">
          <kr-button variant="quiet" icon="number" @click=${() => go('/find/number')}>${t('find.tryNumber')}</kr-button>
        </div>`;
    }
    const short = step === 'house' || step === 'flat';
    return html`<kr-choice-list
        class=${short ? 'short' : ''}
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
      .back=${() => search.back() || go('/find')}
      data-testid="find-address"
    >
      ${this.crumbs()}
      ${keyed(
        search.step,
        html`<kr-text-field
          label=${t(step.label)}
          label-hidden
          .value=${search.text}
          maxlength=${step.maxlength}
          start-here
          data-testid="address-field"
          @kr-input=${(event: CustomEvent<{ value: string }>) => search.type(event.detail.value)}
          @kr-enter=${() => search.enter()}
          @kr-down=${() => this.list?.focusFirst()}
        ></kr-text-field>`,
      )}
      ${this.suggestions()}
      ${
        systemInfo.kiosk
          ? keyed(search.step, html`<kr-keyboard slot="keyboard" layout=${step.keys}></kr-keyboard>`)
          : nothing
      }
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-address-screen': KrFindAddressScreen;
  }
}
