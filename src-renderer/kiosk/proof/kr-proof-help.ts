// What to do without a receipt.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-icon.ts';

@customElement('kr-proof-help')
export class KrProofHelp extends KrElement {
  static override styles = [
    blocks,
    css`
      ul {
        display: grid;
        gap: var(--kr-gap-m);
      }

      .card {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.3rem var(--kr-gap-m);
      }

      .card > kr-icon {
        font-size: 2rem;
        color: var(--kr-accent);
        grid-row: 1 / span 2;
      }

      h2 {
        font-size: var(--kr-text-l);
      }

      .form {
        grid-column: 2;
        margin-top: var(--kr-gap-xs);
      }
    `,
  ];

  /** No answer is taken here for now: where to find one is no help. */
  @property({ type: Boolean }) closed = false;

  override render() {
    return html`<ul>
      ${
        this.closed
          ? nothing
          : html`<li class="card">
              <kr-icon name="phone"></kr-icon>
              <h2>${t('proof.helpBank')}</h2>
              <p>${t('proof.helpBankText')}</p>
            </li>`
      }
      <li class="card">
        <kr-icon name="person"></kr-icon>
        <h2>${t('proof.helpDesk')}</h2>
        <p>${t('proof.helpDeskText')}</p>
      </li>
      <li class="card">
        <kr-icon name="receipt"></kr-icon>
        <h2>${t('proof.helpForm')}</h2>
        <p>${t('proof.helpFormText')}</p>
        <div class="form">
          <kr-button icon="printer" data-testid="to-application" @click=${() => go('/cabinet/application')}
            >${t('application.print')}</kr-button
          >
        </div>
      </li>
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-proof-help': KrProofHelp;
  }
}
