// Finds an account by its number.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Failure } from '#contract';
import { besidePicture } from '../../blocks/picture.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import type { KrTextField } from '../../ui/index.ts';
import './kr-receipt-picture.ts';

@customElement('kr-find-number-screen')
export class KrFindNumberScreen extends KrElement {
  static override styles = [
    blocks,
    besidePicture,
    css`
      @media (max-width: 1100px) {
        kr-receipt-picture {
          width: min(20rem, 50vw);
          margin: var(--kr-gap-l) auto 0;
          --kr-picture-height: 24rem;
        }
      }
    `,
  ];

  @state() private number = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @query('kr-text-field') private field!: KrTextField;

  private onInput(event: CustomEvent<{ value: string }>): void {
    this.number = event.detail.value;
    this.failure = null;
  }

  private async find(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await transport.call('lookup.byNumber', { number: this.number.trim() });
    this.busy = false;
    if (!this.isConnected) return;
    if (!answer.ok) {
      this.failure = answer.error;
      this.field.focus();
      return;
    }
    visitState.found('number', answer.value.hits, this.number.trim());
    go('/find/result');
  }

  override render() {
    return html`<kr-screen heading=${t('find.numberHeading')} .back=${'/find'} data-testid="find-number">
      <p slot="lead" class="lead quiet">${t('find.numberLead')}</p>
      <div class="two">
        <div class="stack">
          <kr-text-field
            label=${t('find.numberLabel')}
            label-hidden
            .value=${this.number}
            error=${this.failure ? failureText(this.failure) : ''}
            maxlength="64"
            takes-digits
            start-here
            data-testid="number-field"
            @kr-input=${this.onInput}
            @kr-enter=${this.find}
          ></kr-text-field>
          <div class="links">
            <kr-button variant="quiet" icon="home" @click=${() => go('/find/address')}>${t('find.noNumber')}</kr-button>
          </div>
        </div>
        <kr-receipt-picture mark="number"></kr-receipt-picture>
      </div>
      ${systemInfo.kiosk ? html`<kr-keyboard slot="keyboard" layout="digits"></kr-keyboard>` : nothing}
      <kr-button
        slot="action"
        variant="primary"
        icon="search"
        ?disabled=${this.busy}
        data-testid="find-submit"
        @click=${this.find}
        >${t('find.find')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-find-number-screen': KrFindNumberScreen;
  }
}
