// «Общие»: the user name, e-mail addresses, phones, the password.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import type { Profile } from '#contract';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import { tell } from '../../ui/typing.ts';
import { generalFields, typedValue } from './kr-profile-edit.ts';
import './kr-profile-row.ts';
import { tabStyles } from './tab.css.ts';

@customElement('kr-tab-general')
export class KrTabGeneral extends KrElement {
  static override styles = [blocks, tabStyles];

  @property({ attribute: false }) profile: Profile | null = null;

  override render() {
    const { profile } = this;
    if (!profile) return nothing;
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
