// The «Аа» panel: four text sizes, four colour themes.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { comfort, textSizes, themes, type TextSize, type Theme } from '../core/comfort.ts';
import { KrElement } from '../core/kr-element.ts';
import { shiftState } from '../core/shift.ts';
import { systemInfo } from '../core/system-info.ts';
import { t, type MessageKey } from '../i18n/index.ts';
import { frameScale } from '../styles/shared.ts';
import '../ui/kr-button.ts';
import '../ui/kr-dialog.ts';
import { tell } from '../ui/typing.ts';

const sizeNames = {
  1: 'common.text1',
  2: 'common.text2',
  3: 'common.text3',
  4: 'common.text4',
} as const satisfies Record<TextSize, MessageKey>;

const themeNames = {
  light: 'common.themeLight',
  'black-on-white': 'common.themeBlackOnWhite',
  'white-on-black': 'common.themeWhiteOnBlack',
  blue: 'common.themeBlue',
} as const satisfies Record<Theme, MessageKey>;

@customElement('kr-comfort-panel')
export class KrComfortPanel extends KrElement {
  static override watched = [comfort, shiftState];

  static override styles = [
    css`
      :host {
        ${frameScale}
      }

      .groups {
        display: grid;
        gap: var(--kr-gap-l);
      }

      h3 {
        font-size: var(--kr-text-m);
        margin-bottom: 0.5rem;
      }

      .choices {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: max(8px, 0.5rem);
      }
    `,
  ];

  declare readonly events: { 'kr-staff': null; 'kr-close': null };

  @property({ type: Boolean }) open = false;

  override render() {
    const now = comfort.get();
    return html`<kr-dialog heading=${t('common.comfort')} closable ?open=${this.open}>
      <div class="groups">
        <section role="group" aria-label=${t('common.textSize')}>
          <h3>${t('common.textSize')}</h3>
          <div class="choices">
            ${textSizes.map(
              size =>
                html`<kr-button
                  data-testid="text-size-${size}"
                  pressed=${String(now.text === size) as 'true' | 'false'}
                  @click=${() => comfort.set({ text: size })}
                  >${t(sizeNames[size])}</kr-button
                >`,
            )}
          </div>
        </section>
        <section role="group" aria-label=${t('common.colours')}>
          <h3>${t('common.colours')}</h3>
          <div class="choices">
            ${themes.map(
              theme =>
                html`<kr-button
                  data-testid="theme-${theme}"
                  pressed=${String(now.theme === theme) as 'true' | 'false'}
                  @click=${() => comfort.set({ theme })}
                  >${t(themeNames[theme])}</kr-button
                >`,
            )}
          </div>
        </section>
      </div>
      <kr-button
        slot="action"
        variant="quiet"
        ?hidden=${systemInfo.info?.staffSignIn === false || shiftState.locked}
        data-testid="staff-entry"
        @click=${() => tell(this, 'kr-staff', null)}
        >${t('desk.entry')}</kr-button
      >
      <kr-button slot="action" variant="quiet" ?hidden=${comfort.isUsual} @click=${() => comfort.reset()}
        >${t('common.comfortReset')}</kr-button
      >
      <kr-button slot="action" variant="primary" @click=${() => tell(this, 'kr-close', null)}
        >${t('common.done')}</kr-button
      >
    </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-comfort-panel': KrComfortPanel;
  }
}
