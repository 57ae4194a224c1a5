// Finds an account by its address: settlement, street, house, flat, with suggestions at each step.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { addressField, suggestions } from '../../blocks/address/address-parts.ts';
import { AddressSearch } from '../../blocks/address/address-search.ts';
import { accountsOfFlat, stepNames, steps } from '../../blocks/address/address-steps.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { Choice } from '../../ui/index.ts';

@customElement('kr-find-address-screen')
export class KrFindAddressScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      /* on a low screen with large text the list has priority: «Назад» also undoes each step */
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

  private readonly search = new AddressSearch(this, stepNames, (flat, current) => this.openFlat(flat, current));

  private async openFlat(flat: Choice, current: () => boolean): Promise<void> {
    const answer = await accountsOfFlat(this.search.chosen, String(flat.id));
    if (!current()) return;
    if (!answer.ok) return this.search.fail(answer.error);
    visitState.found('address', answer.value.hits);
    go('/find/result');
  }

  private crumbs() {
    const { chosen, skipped } = this.search;
    if (chosen.length === 0) return nothing;
    return html`<nav class="crumbs" aria-label=${t('find.chosenSoFar')} data-testid="crumbs">
      ${chosen.map((item, index) =>
        index === skipped
          ? nothing
          : html`<kr-button
              icon-after="xmark"
              label=${t('find.change', { what: item.label })}
              @click=${() => this.search.startFrom(chosen.slice(0, index))}
              >${item.label}</kr-button
            >`,
      )}
    </nav>`;
  }

  private absent(): void {
    const { chosen, text } = this.search;
    visitState.lookedInVain([...chosen.map(({ label }) => label), text.trim()].filter(Boolean).join(', '));
    go('/find/absent', '/find/address');
  }

  private byNumber() {
    return html`<div class="links">
      <kr-button variant="quiet" icon="number" @click=${() => go('/find/number')}>${t('find.tryNumber')}</kr-button>
    </div>`;
  }

  override render() {
    const { search } = this;
    const step = steps[search.step];
    return html`<kr-screen
      heading=${t(step.heading)}
      .back=${() => search.back() || go('/find')}
      data-testid="find-address"
    >
      ${this.crumbs()} ${addressField(search, 'address-field')} ${suggestions(search, this.byNumber())}
      ${
        systemInfo.kiosk
          ? keyed(search.step, html`<kr-keyboard slot="keyboard" layout=${step.keys}></kr-keyboard>`)
          : nothing
      }
      <kr-button slot="action" icon="receipt" data-testid="absent" @click=${this.absent}
        >${t('absent.short')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-address-screen': KrFindAddressScreen;
  }
}
