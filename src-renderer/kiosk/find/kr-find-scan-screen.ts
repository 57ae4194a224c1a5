// Waits for a scanned code, and shows what to do when it cannot be read.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { scan } from '../../core/scanned.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import './kr-receipt-picture.ts';

@customElement('kr-find-scan-screen')
export class KrFindScanScreen extends KrElement {
  static override watched = [scan];

  static override styles = [
    blocks,
    css`
      .middle {
        flex: 1;
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--kr-gap-l);
      }

      kr-receipt-picture {
        width: min(22rem, 60vw);
        --kr-picture-height: min(24rem, 44vh);
      }

      kr-message {
        width: 100%;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    scan.set({ failure: null });
  }

  override render() {
    const { busy, failure } = scan.get();
    return html`<kr-screen heading=${t('find.scanHeading')} .back=${'/find'} data-testid="find-scan">
      <p slot="lead" class="lead quiet">${t('find.scanLead')}</p>
      ${
        failure
          ? html`<kr-message kind="error" text=${failureText(failure)} data-testid="scan-error"></kr-message>`
          : nothing
      }
      <div class="middle">
        <kr-receipt-picture mark="code"></kr-receipt-picture>
        <p class="lead" role="status">${busy ? t('find.scanBusy') : t('find.scanWaiting')}</p>
      </div>
      <kr-button slot="action" icon="number" @click=${() => go('/find/number')}>${t('find.scanNot')}</kr-button>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-scan-screen': KrFindScanScreen;
  }
}
