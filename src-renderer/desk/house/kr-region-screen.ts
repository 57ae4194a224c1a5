// Documents of the whole region, for an administrator.
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { dense } from '../../blocks/dense.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import './kr-batch.ts';

@customElement('kr-region-screen')
export class KrRegionScreen extends KrElement {
  static override styles = [blocks, dense];

  override render() {
    return html`<kr-screen heading=${t('desk.region')} .back=${'/desk/house'} data-testid="region-screen">
      <p slot="lead" class="quiet">${t('desk.regionLead')}</p>
      <kr-batch .house=${null}></kr-batch>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-region-screen': KrRegionScreen;
  }
}
