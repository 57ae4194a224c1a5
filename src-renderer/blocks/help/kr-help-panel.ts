// «Справка» of a section: a short panel under its heading, open until closed.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { comfort } from '../../core/comfort.ts';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-icon.ts';
import { isOpen, setOpen, type HelpSection } from './help-state.ts';

/** `<kr-help-panel section="home">`: goes first in a section's content. */
@customElement('kr-help-panel')
export class KrHelpPanel extends KrElement {
  static override watched = [visitState, comfort];

  static override styles = [
    css`
      section {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: start;
        gap: 0 0.8rem;
        padding: 0 0 0 1rem;
        background: var(--kr-accent-soft);
        border: 1px solid var(--kr-line);
        border-radius: var(--kr-radius);
        font-size: var(--kr-text-m);
        line-height: 1.4;
      }

      .mark,
      p {
        margin-block: calc((var(--kr-target) - 1.4em) / 2);
      }

      .mark {
        color: var(--kr-accent);
        line-height: 1.4;
      }
    `,
  ];

  @property() section: HelpSection = 'home';

  override render() {
    this.hidden = !isOpen(this.section);
    if (this.hidden) return nothing;
    return html`<section aria-label=${t('common.help')} data-testid="help">
      <span class="mark"><kr-icon name="question"></kr-icon></span>
      <p>${t(`help.${this.section}`)}</p>
      <kr-button
        variant="quiet"
        icon="xmark"
        label=${t('common.helpClose')}
        data-testid="help-close"
        @click=${() => setOpen(this.section, false)}
      ></kr-button>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-help-panel': KrHelpPanel;
  }
}
