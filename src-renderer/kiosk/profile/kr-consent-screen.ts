// The consent to process contacts, as a separate document with its own tick.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import '../../blocks/cabinet/kr-legal-text.ts';
import { legalTexts } from '../../blocks/cabinet/legal-texts.ts';
import { drawn, told } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';

/** Fires `kr-give` with the version that was read, `kr-cancel` on «Назад». */
@customElement('kr-consent-screen')
export class KrConsentScreen extends KrElement {
  declare readonly events: { 'kr-give': string; 'kr-cancel': null };

  @property({ type: Boolean }) busy = false;
  /** a phone or an address is asked for after it */
  @property({ type: Boolean, attribute: 'before-contact' }) beforeContact = false;
  @property({ attribute: false }) failure: Failure | null = null;
  @state() private ticked = false;
  private readonly texts = legalTexts(this);

  override render() {
    const consent = this.texts.value?.consent ?? null;
    return html`<kr-screen
      heading=${t('profile.consentHeading')}
      .back=${() => tell(this, 'kr-cancel', null)}
      data-testid="consent-text"
    >
      ${this.beforeContact ? html`<p slot="lead" class="quiet">${t('profile.consentFirst')}</p>` : nothing}
      ${told(this.failure)}
      ${drawn(
        this.texts,
        texts =>
          html`<kr-legal-text .text=${texts.consent}></kr-legal-text>
            <kr-check
              slot="keyboard"
              ?checked=${this.ticked}
              data-testid="tick-consent"
              @kr-check=${(event: CustomEvent<{ checked: boolean }>) => (this.ticked = event.detail.checked)}
              >${t('register.consent')}</kr-check
            >`,
      )}
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${!this.ticked || !consent || this.busy}
        data-testid="give-consent"
        @click=${() => consent && tell(this, 'kr-give', consent.version)}
        >${t('profile.consentGive')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-consent-screen': KrConsentScreen;
  }
}
