// «Сервисы»: mailings by e-mail, opting out of paper, and the recent activity of the login.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { errorText, type Profile } from '#contract';
import { currentLocale, t } from '../../i18n/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';
import './kr-activity-list.ts';
import { ProfileTab } from './profile-tab.ts';

const mailings = ['monthlyDocument', 'debtReminder', 'houseNews', 'noPaper'] as const;

/** Every tick is saved at once: fires `kr-services` with all four. */
@customElement('kr-tab-services')
export class KrTabServices extends ProfileTab {
  declare readonly events: { 'kr-services': Profile['services']; 'kr-to-consent': null };

  protected override content(profile: Profile) {
    return html`<section class="stack" role="group" aria-label=${t('profile.mailings')}>
        <h2>${t('profile.mailings')}</h2>
        ${
          profile.consent
            ? nothing
            : html`<kr-message
                  kind="info"
                  text=${errorText('cabinet.consentNeeded', currentLocale())}
                  data-testid="services-need-consent"
                ></kr-message>
                <div>
                  <kr-button icon="person" data-testid="to-consent" @click=${() => tell(this, 'kr-to-consent', null)}
                    >${t('profile.toConsent')}</kr-button
                  >
                </div>`
        }
        <div class="checks">
          ${mailings.map(
            one =>
              html`<kr-check
                ?disabled=${!profile.consent}
                .checked=${live(profile.services[one])}
                note=${one === 'noPaper' ? t('profile.noPaperNote') : ''}
                data-testid="service-${one}"
                @kr-check=${(event: CustomEvent<{ checked: boolean }>) =>
                  tell(this, 'kr-services', { ...profile.services, [one]: event.detail.checked })}
                >${t(`profile.${one}`)}</kr-check
              >`,
          )}
        </div>
      </section>
      <section class="card stack">
        <h2>${t('profile.activity')}</h2>
        <p class="quiet">${t('profile.activityNote')}</p>
        <kr-activity-list></kr-activity-list>
      </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tab-services': KrTabServices;
  }
}
