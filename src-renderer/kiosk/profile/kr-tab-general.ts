// «Общие»: the user name, e-mail addresses, phones, the password.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Profile } from '#contract';
import { t } from '../../i18n/index.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';
import { generalFields, typedValue, type GeneralField } from './kr-profile-edit.ts';
import './kr-profile-row.ts';
import { ProfileTab } from './profile-tab.ts';

@customElement('kr-tab-general')
export class KrTabGeneral extends ProfileTab {
  declare readonly events: { 'kr-edit-field': GeneralField; 'kr-enter-code': null; 'kr-change-password': null };

  protected override content(profile: Profile) {
    return html`${
        profile.emailToConfirm
          ? html`<section class="card stack" data-testid="email-to-confirm">
              <p>${t('profile.confirmNeeded', { email: profile.emailToConfirm })}</p>
              <div>
                <kr-button
                  variant="primary"
                  icon="mail"
                  data-testid="enter-code"
                  @click=${() => tell(this, 'kr-enter-code', null)}
                  >${t('profile.enterCode')}</kr-button
                >
              </div>
            </section>`
          : nothing
      }
      <section class="card rows">
        <kr-profile-row
          name=${t('profile.login')}
          value=${profile.login}
          note=${t('profile.loginNote')}
          data-testid="row-login"
        ></kr-profile-row>
        ${generalFields.map(
          field =>
            html`<kr-profile-row
              editable
              name=${t(`profile.${field}`)}
              value=${typedValue(profile, field)}
              note=${field === 'email' ? t('profile.emailNote') : ''}
              data-testid="row-${field}"
              @kr-edit=${() => tell(this, 'kr-edit-field', field)}
            ></kr-profile-row>`,
        )}
      </section>
      <div>
        <kr-button icon="lock" data-testid="change-password" @click=${() => tell(this, 'kr-change-password', null)}
          >${t('profile.changePassword')}</kr-button
        >
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-tab-general': KrTabGeneral;
  }
}
