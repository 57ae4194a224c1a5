// The captcha, with a button for another one.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { t } from '../i18n/index.ts';
import { blocks } from '../styles/shared.ts';
import '../ui/kr-button.ts';
import { tell } from '../ui/typing.ts';

/**
 * `<kr-captcha .png=${base64} @kr-another=${f}>`. `bare` leaves the button to the screen; `--kr-captcha-height` limits the image's height.
 */
@customElement('kr-captcha')
export class KrCaptcha extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--kr-gap-s) var(--kr-gap-l);
      }

      img {
        display: block;
        width: min(100%, 22rem);
        max-height: var(--kr-captcha-height, none);
        object-fit: contain;
        border: 1px solid var(--kr-control-line);
        border-radius: var(--kr-radius-s);
        background: #ffffff;
      }
    `,
  ];

  declare readonly events: { 'kr-another': null };

  @property({ attribute: false }) png = '';
  @property({ type: Boolean }) bare = false;

  override render() {
    return html`<img src="data:image/png;base64,${this.png}" alt=${t('proof.pictureAlt')} data-testid="picture" /> ${
        this.bare
          ? nothing
          : html`<kr-button
              variant="quiet"
              icon="refresh"
              data-testid="another-picture"
              @click=${() => tell(this, 'kr-another', null)}
              >${t('proof.pictureOther')}</kr-button
            >`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-captcha': KrCaptcha;
  }
}
