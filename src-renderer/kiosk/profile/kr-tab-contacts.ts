// «Контактные данные»: the postal address, the preferred way of contact, the consent and its withdrawal.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Profile } from '#contract';
import { versionText } from '../../blocks/cabinet/kr-legal-text.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';
import './kr-profile-row.ts';
import { ProfileTab } from './profile-tab.ts';

const ways = ['email', 'phone', 'post', 'none'] as const;

@customElement('kr-tab-contacts')
export class KrTabContacts extends ProfileTab {
  declare readonly events: {
    'kr-edit-address': null;
    'kr-prefer': Profile['preferredContact'];
    'kr-read-consent': null;
    'kr-withdraw': null;
  };

  @state() private withdrawing = false;

  private withdraw(): void {
    this.withdrawing = false;
    tell(this, 'kr-withdraw', null);
  }

  protected override content(profile: Profile) {
    return html`${profile.consent ? nothing : this.consent(profile)}
      <section class="card rows">
        <kr-profile-row
          editable
          name=${t('profile.postalAddress')}
          value=${profile.postalAddress}
          data-testid="row-postalAddress"
          @kr-edit=${() => tell(this, 'kr-edit-address', null)}
        ></kr-profile-row>
      </section>
      <section class="card stack" role="group" aria-label=${t('profile.preferred')}>
        <h2>${t('profile.preferred')}</h2>
        <div class="choices">
          ${ways.map(
            way =>
              html`<kr-button
                pressed=${profile.preferredContact === way ? 'true' : 'false'}
                data-testid="prefer-${way}"
                @click=${() => tell(this, 'kr-prefer', way)}
                >${t(`profile.by.${way}`)}</kr-button
              >`,
          )}
        </div>
      </section>
      ${profile.consent ? this.consent(profile) : nothing}`;
  }

  private consent({ consent }: Profile) {
    return html`<section class="card stack" data-testid="consent">
      <h2>${t('profile.consentHeading')}</h2>
      ${
        consent
          ? html`<p>
                ${t('profile.consentGiven', { when: moment(consent.givenAt), version: versionText(consent.version) })}
              </p>
              <div>
                <kr-button icon="xmark" data-testid="withdraw" @click=${() => (this.withdrawing = true)}
                  >${t('profile.consentWithdraw')}</kr-button
                >
              </div>`
          : html`<p>${t('profile.consentNone')}</p>
              <div>
                <kr-button
                  variant="primary"
                  icon="receipt"
                  data-testid="read-consent"
                  @click=${() => tell(this, 'kr-read-consent', null)}
                  >${t('profile.consentRead')}</kr-button
                >
              </div>`
      }
      <kr-dialog
        heading=${t('profile.consentWithdraw')}
        ?open=${this.withdrawing}
        closable
        data-testid="withdraw-question"
        @kr-close=${() => (this.withdrawing = false)}
      >
        <p>${t('profile.consentWithdrawText')}</p>
        <kr-button slot="action" @click=${() => (this.withdrawing = false)}>${t('common.cancel')}</kr-button>
        <kr-button slot="action" variant="primary" data-testid="withdraw-yes" @click=${this.withdraw}
          >${t('profile.consentWithdraw')}</kr-button
        >
      </kr-dialog>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tab-contacts': KrTabContacts;
  }
}
