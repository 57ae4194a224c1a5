// <kr-account-head>: the account and its debt, in the largest type of the program.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountHeader, Period } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { area, day, monthGenitive } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-message.ts';
import { balanceWords, unbroken } from './figures.ts';

@customElement('kr-account-head')
export class KrAccountHead extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .card {
        display: grid;
        gap: var(--kr-gap-l) var(--kr-gap-xl);
      }

      @container (min-width: 48rem) {
        .card {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .card > .closed {
          grid-column: 1 / -1;
        }

        .balance {
          text-align: end;
          max-width: 24rem;
        }
      }

      h2 {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }

      .owner {
        margin-top: 0.3rem;
        font-size: var(--kr-text-l);
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 2rem;
        margin-top: var(--kr-gap-m);
      }

      dt {
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        line-height: 1.3;
      }

      dd {
        font-size: var(--kr-text-m);
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .balance b,
      .balance strong {
        display: block;
        line-height: 1.1;
      }

      .balance b {
        font-size: var(--kr-text-l);
        font-weight: 600;
        line-height: 1.3;
      }

      .balance strong {
        font-size: clamp(2.2rem, 11cqi, 3.4rem);
        font-weight: 700;
        letter-spacing: -0.01em;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .balance.zero strong {
        white-space: normal;
      }

      .balance:is(.advance, .zero) strong {
        color: var(--kr-good);
      }

      .balance .quiet {
        margin-top: 0.3rem;
        font-size: var(--kr-text-s);
      }
    `,
  ];

  @property({ attribute: false }) header: AccountHeader | null = null;
  /** The month at whose end the balance stands; null without history. */
  @property({ attribute: false }) period: Period | null = null;

  override render() {
    const { header } = this;
    if (!header) return nothing;
    const balance = balanceWords(header.balance);
    const fact = (name: string, value: string) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`
        : nothing;
    return html`<section class="card" data-testid="account">
      <div>
        <h2 data-testid="address">${unbroken(header.address)}</h2>
        <p class="owner" data-testid="owner">${header.owner}</p>
        <dl>
          ${fact(t('statement.account'), header.number)} ${fact(t('statement.unified'), header.unifiedNumber)}
          ${fact(t('statement.area'), area(header.area))} ${fact(t('statement.share'), header.share)}
        </dl>
        ${header.residential ? nothing : html`<p class="quiet">${t('statement.nonResidential')}</p>`}
      </div>
      <p class="balance ${balance.kind}" data-testid="balance">
        ${
          balance.sum === null
            ? html`<strong>${balance.label}</strong>`
            : html`<b>${balance.label}</b> <strong>${balance.sum}</strong>`
        }
        ${
          this.period
            ? html`<span class="quiet">${t('statement.atEndOf', { month: monthGenitive(this.period) })}</span>`
            : nothing
        }
      </p>
      ${
        header.closedOn
          ? html`<kr-message
              class="closed"
              kind="info"
              data-testid="closed"
              text=${t('statement.closed', { day: day(header.closedOn) })}
            ></kr-message>`
          : nothing
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-account-head': KrAccountHead;
  }
}
