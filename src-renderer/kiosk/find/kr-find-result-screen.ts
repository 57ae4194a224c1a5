// The masked result: a list when several were found, then «это ваш счёт?».
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AccountHit } from '#contract';
import { addressText } from '../../blocks/account/unread.ts';
import { isClerk } from '../../core/clerk.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { visitState, type FoundBy } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { Choice } from '../../ui/index.ts';

const wayBack: Record<FoundBy, string> = { number: '/find/number', address: '/find/address', code: '/find/scan' };

@customElement('kr-find-result-screen')
export class KrFindResultScreen extends KrElement {
  static override watched = [visitState];

  static override styles = [
    blocks,
    css`
      .card {
        display: grid;
        gap: var(--kr-gap-l);
      }

      dl {
        display: grid;
        gap: var(--kr-gap-m);
      }

      dt {
        color: var(--kr-ink-quiet);
      }

      dd {
        font-size: var(--kr-text-xl);
        font-weight: 600;
        line-height: 1.3;
        overflow-wrap: break-word;
      }

      /* long, and nobody doubts it: the person looks at the address */
      .provider dd {
        font-size: var(--kr-text-m);
        font-weight: 400;
      }
    `,
  ];

  private get back(): string {
    return visitState.foundBy ? wayBack[visitState.foundBy] : '/find';
  }

  private choose(event: CustomEvent<Choice>): void {
    visitState.choose(visitState.hits.find(hit => hit.account === event.detail.id) ?? null);
  }

  private list() {
    const items: Choice[] = visitState.hits.map(hit => ({
      id: hit.account,
      label: addressText(hit.address),
      note: hit.ownerMasked
        ? t('find.hitNote', { owner: hit.ownerMasked, tail: hit.numberTail })
        : t('find.hitNoteNoOwner', { tail: hit.numberTail }),
    }));
    return html`<kr-screen heading=${t('find.whichHeading')} .back=${this.back} data-testid="find-hits">
      <p slot="lead" class="lead quiet">${t('find.whichLead', { count: items.length })}</p>
      <kr-choice-list
        columns="1"
        label=${t('find.whichHeading')}
        .items=${items}
        data-testid="hits"
        @kr-choose=${this.choose}
      ></kr-choice-list>
    </kr-screen>`;
  }

  private confirm(hit: AccountHit) {
    const several = visitState.hits.length > 1;
    return html`<kr-screen
      heading=${t('find.isItHeading')}
      .back=${several ? () => visitState.choose(null) : this.back}
      data-testid="find-confirm"
    >
      <div class="card">
        <dl>
          <div>
            <dt>${t('find.hitAddress')}</dt>
            <dd data-testid="hit-address">${addressText(hit.address)}</dd>
          </div>
          <div>
            <dt>${t('find.hitOwner')}</dt>
            <dd data-testid="hit-owner">
              ${hit.ownerMasked === null ? t('unread.owner') : hit.ownerMasked || t('find.hitOwnerNone')}
            </dd>
          </div>
          <div>
            <dt>${t('find.hitNumber')}</dt>
            <dd data-testid="hit-number">${t('find.hitNumberTail', { tail: hit.numberTail })}</dd>
          </div>
          ${
            hit.provider
              ? html`<div class="provider">
                  <dt>${t('find.hitProvider')}</dt>
                  <dd data-testid="hit-provider">${hit.provider}</dd>
                </div>`
              : ''
          }
        </dl>
      </div>
      ${hit.ownerMasked ? html`<p class="quiet">${t('find.hidden')}</p>` : ''}
      <kr-button slot="action" data-testid="hit-no" @click=${() => go('/find')}>${t('find.no')}</kr-button>
      ${
        isClerk()
          ? html`<kr-button slot="action" icon="person" data-testid="by-document" @click=${() => go('/desk/open')}
              >${t('desk.openByDocument')}</kr-button
            >`
          : ''
      }
      <kr-button slot="action" variant="primary" icon="check" data-testid="hit-yes" @click=${() => go('/proof')}
        >${t('find.yes')}</kr-button
      >
    </kr-screen>`;
  }

  override render() {
    return visitState.chosen ? this.confirm(visitState.chosen) : this.list();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-result-screen': KrFindResultScreen;
  }
}
