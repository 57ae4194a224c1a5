// Shown when a visit is ended by the button: a goodbye, then a fresh page.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { afterGoodbye } from '../../core/idle.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';

const shownMs = 8000;

@customElement('kr-goodbye-screen')
export class KrGoodbyeScreen extends KrElement {
  static override styles = [
    css`
      .middle {
        flex: 1;
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--kr-gap-l);
        text-align: center;
      }

      h1 {
        font-size: var(--kr-text-huge);
        line-height: 1.2;
      }

      p {
        font-size: var(--kr-text-xl);
      }

      kr-icon {
        font-size: 4rem;
        color: var(--kr-good);
      }
    `,
  ];

  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setTimeout(afterGoodbye, shownMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    return html`<kr-screen data-testid="goodbye">
      <div class="middle" role="status">
        <kr-icon name="circle-check"></kr-icon>
        <h1>${t('find.goodbyeHeading')}</h1>
        <p>${t('find.goodbyeText')}</p>
        <kr-button big data-testid="start-again" @click=${afterGoodbye}>${t('find.goodbyeAgain')}</kr-button>
      </div>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-goodbye-screen': KrGoodbyeScreen;
  }
}
