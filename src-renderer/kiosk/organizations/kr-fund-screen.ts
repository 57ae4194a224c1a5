// «О фонде»: the regional operator, for everybody.
import { customElement } from 'lit/decorators.js';
import { ok } from '#contract';
import { transport } from '../../transport/index.ts';
import { KrOrganizationsScreen } from './kr-organizations-screen.ts';

@customElement('kr-fund-screen')
export class KrFundScreen extends KrOrganizationsScreen {
  protected override readonly path = '/fund';

  protected override async ask() {
    const answer = await transport.call('organizations.operator', {});
    if (!answer.ok) return answer;
    const { organization, tariffs, incomplete } = answer.value;
    return ok({ organizations: organization ? [organization] : [], tariffs, incomplete });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-fund-screen': KrFundScreen;
  }
}
