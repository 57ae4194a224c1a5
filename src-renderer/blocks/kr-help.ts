// «Справка» of a section: a button beside the heading and a short panel under it, open until closed; the choice lasts for the visit.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import { comfort } from '../core/comfort.ts';
import { visitState } from '../core/visit.ts';
import { t } from '../i18n/index.ts';
import type { helpTexts } from '../i18n/messages/help.ts';
import '../ui/kr-button.ts';
import '../ui/kr-icon.ts';

export type HelpSection = keyof typeof helpTexts extends `help.${infer Section}` ? Section : never;

/** Large text leaves no room for help nobody asked for. */
const isOpen = (section: string): boolean => visitState.get().help[section] ?? comfort.get().text < 3;

const setOpen = (section: string, open: boolean): void =>
  visitState.set({ help: { ...visitState.get().help, [section]: open } });

/** `<kr-help-button slot="aside" section="home">`: stands in the heading's line while the panel is closed. */
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

/** `<kr-help-panel section="home">`: first in a section's content. */
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
    'kr-help-button': KrHelpButton;
    'kr-help-panel': KrHelpPanel;
  }
}
