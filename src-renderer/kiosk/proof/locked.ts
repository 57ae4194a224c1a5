// «Ввод временно закрыт»: whether the account or the kiosk is locked, until when, and what can be done meanwhile.
import { html } from 'lit';
import { errorText } from '#contract';
import { go } from '../../core/navigation.ts';
import { currentLocale, t } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import '../../ui/index.ts';
import './kr-proof-help.ts';

export function drawLocked(of: 'account' | 'terminal', moment: string) {
  const ofAccount = of === 'account';
  const text = errorText(ofAccount ? 'proof.locked' : 'proof.terminalLocked', currentLocale(), {
    until: until(moment),
  });
  return html`<kr-screen
    heading=${t(ofAccount ? 'proof.lockedHeading' : 'proof.kioskLockedHeading')}
    data-testid="proof-locked"
  >
    <kr-message kind="warn" text=${text} data-testid="proof-error"></kr-message>
    <kr-proof-help ?closed=${!ofAccount}></kr-proof-help>
    ${
      ofAccount
        ? html`<kr-button slot="action" @click=${() => go('/find')}>${t('proof.otherAccount')}</kr-button>`
        : html`<kr-button slot="action" @click=${() => go('/')}>${t('common.toStart')}</kr-button>`
    }
  </kr-screen>`;
}
