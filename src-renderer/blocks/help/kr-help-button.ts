// «Справка» beside the heading of a section, while its panel is closed.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { comfort } from '../../core/comfort.ts';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import { isOpen, setOpen, type HelpSection } from './help-state.ts';

/** `<kr-help-button slot="aside" section="home">`: in the heading's line while the panel is closed. */
@customElement('kr-help-button')
export class KrHelpButton extends KrElement {
  static override watched = [visitState, comfort];

  @property() section: HelpSection = 'home';

  override render() {
    this.hidden = isOpen(this.section);
    if (this.hidden) return nothing;
    return html`<kr-button
      variant="quiet"
      icon="question"
      data-testid="help-open"
      @click=${() => setOpen(this.section, true)}
      >${t('common.help')}</kr-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-help-button': KrHelpButton;
  }
}
