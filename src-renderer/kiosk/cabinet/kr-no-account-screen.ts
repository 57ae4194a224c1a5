// Shown in a section that needs an account while the cabinet has none: what the section is for, and how to add an account.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import type { CabinetSection } from '../../blocks/cabinet/kr-cabinet-nav.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';

const sections: Record<string, { id: CabinetSection; heading: MessageKey }> = {
  '/statement/history': { id: 'charges', heading: 'history.title' },
  '/statement/payments': { id: 'payments', heading: 'payments.title' },
  '/organizations': { id: 'organizations', heading: 'organizations.title' },
};

@customElement('kr-no-account-screen')
export class KrNoAccountScreen extends KrElement {
  static override styles = [blocks];

  private add(): void {
    visitState.lookToAttach(true);
    go('/find');
  }

  override render() {
    const section = sections[location.pathname] ?? { id: 'home', heading: 'cabinet.nav.home' };
    return html`<kr-screen heading=${t(section.heading)} .back=${'/cabinet'} data-testid="no-account">
      <kr-cabinet-nav slot="nav" current=${section.id}></kr-cabinet-nav>
      <kr-state kind="empty" text=${t('home.needsAccount')}></kr-state>
      ${
        section.id === 'organizations'
          ? html`<kr-button slot="action" icon="building" @click=${() => go('/fund', '/cabinet')}
              >${t('organizations.fundTitle')}</kr-button
            >`
          : ''
      }
      <kr-button slot="action" variant="primary" icon="plus" data-testid="add-account" @click=${this.add}
        >${t('home.add')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-no-account-screen': KrNoAccountScreen;
  }
}
