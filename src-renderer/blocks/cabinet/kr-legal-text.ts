// A legal text to read: its title, its version, its paragraphs. Markup in it is shown as plain characters.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LegalText } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { day } from '../../i18n/format.ts';
import { inLines, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';

const isDay = (version: string) => /^\d{4}-\d{2}-\d{2}$/.test(version);

/** «01.11.2026» for a version that is a day, otherwise the version itself. */
export const versionText = (version: string): string => (isDay(version) ? day(version) : version);

/** `<kr-legal-text .text=${text}>` */
@customElement('kr-legal-text')
export class KrLegalText extends KrElement {
  static override styles = [
    blocks,
    css`
      article {
        display: grid;
        gap: var(--kr-gap-m);
        line-height: 1.5;
      }

      p {
        overflow-wrap: break-word;
      }
    `,
  ];

  @property({ attribute: false }) text: LegalText | null = null;

  override render() {
    if (!this.text) return nothing;
    const { title, version, body } = this.text;
    return html`<article class="card" data-testid="legal-text">
      <h2>${title}</h2>
      <p class="quiet">${t('register.version', { version: versionText(version) })}</p>
      ${body
        .split(/\n\s*\n/)
        .filter(paragraph => paragraph.trim() !== '')
        .map(paragraph => html`<p>${inLines(paragraph.trim())}</p>`)}
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-legal-text': KrLegalText;
  }
}
