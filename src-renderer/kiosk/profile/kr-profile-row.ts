// One field of the profile: its name, its value, and a button to change it.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-button.ts';
import { tell } from '../../ui/typing.ts';

/** `<kr-profile-row name="…" value="…" note="…" editable @kr-edit=${f}>` */
@customElement('kr-profile-row')
export class KrProfileRow extends KrElement {
  static override styles = [
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--kr-line);
      }

      :host(:last-of-type) {
        border-bottom: 0;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.2rem 1.5rem;
        min-height: calc(var(--kr-target) + 1rem);
        padding-block: 0.5rem;
      }

      dl {
        flex: 1 1 18rem;
        min-width: 0;
      }

      dt,
      .note {
        color: var(--kr-ink-quiet);
        font-size: var(--kr-text-s);
        line-height: 1.35;
      }

      dd {
        font-size: var(--kr-text-l);
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .none {
        color: var(--kr-ink-quiet);
      }
    `,
  ];

  declare readonly events: { 'kr-edit': null };

  @property() name = '';
  @property() value = '';
  @property() note = '';
  @property({ type: Boolean }) editable = false;

  override render() {
    return html`<div>
      <dl>
        <dt>${this.name}</dt>
        <dd class=${this.value ? '' : 'none'} data-testid="value">${this.value || t('profile.notGiven')}</dd>
        ${this.note ? html`<dd class="note">${this.note}</dd>` : nothing}
      </dl>
      ${
        this.editable
          ? html`<kr-button
              icon="pencil"
              label=${t('profile.change', { what: this.name })}
              data-testid="edit"
              @click=${() => tell(this, 'kr-edit', null)}
              >${t('profile.changeShort')}</kr-button
            >`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-profile-row': KrProfileRow;
  }
}
