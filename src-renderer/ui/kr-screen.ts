// A screen's skeleton: heading at the top, scrolling content, «Назад» bottom left, the main action bottom right.
import { css, html, nothing } from 'lit';
import { customElement, property, query, queryAssignedElements, state } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';

import { t } from '../i18n/index.ts';
import { frameScale } from '../styles/shared.ts';
import { tell } from './typing.ts';
import './kr-button.ts';

/**
 * `<kr-screen heading="…" .back=${'/find'}>content <kr-button slot="action" …></kr-screen>`.
 * `back` is a path that `kr-back` sends to the frame, a function, or null for no button. Slot `lead` is a line below the heading. Slot `keyboard`
 * stays above the bottom bar while the content scrolls. Slot `nav` is a bar of sections above the heading, slot `aside` a button beside it.
 */
@customElement('kr-screen')
export class KrScreen extends KrElement {
  static override styles = [
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto auto;
        height: 100%;
        min-height: 0;
      }

      main {
        display: contents;
      }

      .scroll {
        overflow: hidden auto;
        scrollbar-gutter: stable both-edges;
        padding: var(--kr-gap-l) calc(var(--kr-side) - var(--kr-scrollbar));
        display: flex;
        flex-direction: column;
      }

      .scroll::-webkit-scrollbar {
        width: var(--kr-scrollbar);
      }

      .scroll::-webkit-scrollbar-thumb {
        background: var(--kr-control-line);
        border: 4px solid var(--kr-page);
        border-radius: var(--kr-scrollbar);
      }

      .page {
        width: 100%;
        max-width: var(--kr-screen-width, var(--kr-content));
        margin-inline: auto;
        flex: 1;
        display: flex;
        flex-direction: column;
        gap: var(--kr-gap-l);
      }

      h1 {
        font-size: var(--kr-text-h1);
        line-height: 1.2;
        font-weight: 700;
        overflow-wrap: break-word;
      }

      h1:focus {
        outline: none;
      }

      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--kr-gap-xs);
      }

      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--kr-gap-xs) var(--kr-gap-m);
      }

      .title h1 {
        flex: 1 1 12rem;
        min-width: 0;
      }

      /* on a low screen with keys and large text, both the typed value and its message must be visible */
      @media (max-height: 1100px) {
        @container style(--kr-large: 1) {
          .typing {
            --kr-typing: calc(var(--kr-base) * 1.4);
            --kr-text-s: var(--kr-typing);
            --kr-text-m: calc(var(--kr-typing) * 1.05);
            --kr-text-l: calc(var(--kr-typing) * 1.15);
            --kr-text-xl: calc(var(--kr-typing) * 1.3);
            --kr-text-h1: calc(var(--kr-typing) * 1.4);
            --kr-choice-width: min(15rem, 29vw);
            --kr-gap-s: 10px;
            --kr-gap-m: 12px;
            --kr-gap-l: 12px;
            font-size: var(--kr-text-m);
          }

          .typing slot[name='lead'] {
            display: none;
          }
        }
      }

      .content {
        flex: 1;
        min-width: 0;
        display: flex;
        flex-direction: column;
        gap: var(--kr-gap-m);
      }

      ::slotted([slot='keyboard']) {
        display: block;
        width: 100%;
        max-width: calc(var(--kr-content) + 2 * var(--kr-side));
        margin-inline: auto;
        padding: 8px var(--kr-side) max(10px, 0.4rem);
      }

      footer {
        background: var(--kr-surface);
        border-top: 1px solid var(--kr-line);
        ${frameScale}
        padding: 0.5rem max(var(--kr-side), (100% - var(--kr-screen-width, var(--kr-content))) / 2);
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--kr-gap-s);
      }

      footer kr-button {
        min-width: min(calc(var(--kr-frame) * 8), 40vw);
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--kr-gap-s);
        margin-inline-start: auto;
      }
    `,
  ];

  declare readonly events: { 'kr-back': string };

  @property() heading = '';
  @property({ attribute: false }) back: string | (() => void) | null = null;
  @state() private hasAction = false;
  @state() private hasKeys = false;
  @query('h1') private headingElement!: HTMLElement | null;
  @queryAssignedElements({ slot: 'action' }) private actions!: HTMLElement[];
  @queryAssignedElements({ slot: 'keyboard', flatten: true }) private keys!: HTMLElement[];

  /** Screen readers announce a new screen by its heading, unless the screen has focused a field. */
  protected override firstUpdated(): void {
    setTimeout(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement;
      if (!focused || !this.matches(':focus-within')) this.focusHeadingUnlessBusy();
    });
  }

  private focusHeadingUnlessBusy(): void {
    let deepest: Element | null = document.activeElement;
    while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
    if (deepest instanceof HTMLInputElement || deepest?.closest('dialog')) return;
    this.headingElement?.focus({ preventScroll: true });
  }

  private goBack(): void {
    if (typeof this.back === 'function') this.back();
    else if (this.back !== null) tell(this, 'kr-back', this.back);
  }

  override render() {
    const footer = this.back !== null || this.hasAction;
    return html`
      <main>
        <div class="scroll" tabindex=${this.heading ? nothing : 0}>
          <div class="page ${this.hasKeys ? 'typing' : ''}">
            <slot name="nav"></slot>
            <header>
              <div class="title">
                ${this.heading ? html`<h1 tabindex="-1">${this.heading}</h1>` : nothing}
                <slot name="aside"></slot>
              </div>
              <slot name="lead"></slot>
            </header>
            <div class="content"><slot></slot></div>
          </div>
        </div>
        <div><slot name="keyboard" @slotchange=${() => (this.hasKeys = this.keys.length > 0)}></slot></div>
        <footer ?hidden=${!footer}>
          ${
            this.back === null
              ? nothing
              : html`<kr-button icon="chevron-left" data-testid="back" @click=${this.goBack}
                  >${t('common.back')}</kr-button
                >`
          }
          <div class="actions">
            <slot name="action" @slotchange=${() => (this.hasAction = this.actions.length > 0)}></slot>
          </div>
        </footer>
      </main>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-screen': KrScreen;
  }
}
