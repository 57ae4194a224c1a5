// Only in the demo: the letters its own mail server received, where a newcomer finds the codes. Elsewhere it draws nothing.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { systemInfo } from '../../core/system-info.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

/** Milliseconds. Letters arrive a moment after they are requested. */
const LOOK_MS = 1500;

@customElement('kr-demo-letters')
export class KrDemoLetters extends KrElement {
  static override watched = [systemInfo];

  static override styles = [
    blocks,
    css`
      kr-dialog {
        --kr-dialog-width: 54rem;
      }

      .letters {
        display: grid;
        gap: var(--kr-gap-m);
        max-height: 56vh;
        overflow: hidden auto;
      }

      article {
        padding: var(--kr-gap-m);
        border: var(--kr-line-width) dashed var(--kr-warn);
        border-radius: var(--kr-radius-s);
        background: var(--kr-warn-soft);
      }

      h3 {
        font-size: var(--kr-text-l);
        line-height: 1.3;
      }

      .text {
        margin-top: var(--kr-gap-s);
        white-space: pre-line;
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];

  @state() private shown = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly load = new Load(this, { ask: () => transport.call('demo.letters', {}), waits: true });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  private open(): void {
    this.shown = true;
    void this.load.run();
    this.timer = setInterval(() => void this.load.refresh(), LOOK_MS);
  }

  private close(): void {
    clearInterval(this.timer);
    this.shown = false;
    this.load.forget();
  }

  override render() {
    this.hidden = !systemInfo.info?.demo;
    if (this.hidden) return nothing;
    const letters = this.load.value?.letters ?? [];
    return html`<kr-button icon="mail" data-testid="demo-letters" @click=${this.open}>${t('demo.letters')}</kr-button>
      <kr-dialog heading=${t('demo.letters')} ?open=${this.shown} closable @kr-close=${this.close}>
        ${letters.length === 0 ? html`<p>${t('demo.noLetters')}</p>` : nothing}
        <div class="letters" tabindex="0" role="group" aria-label=${t('demo.letters')}>
          ${letters.map(
            ({ at, to, subject, text, attachments }) =>
              html`<article data-testid="demo-letter">
                <h3>${subject}</h3>
                <p class="quiet">${moment(at)} · ${to}${attachments.map(name => html` · ${name}`)}</p>
                <p class="text">${text}</p>
              </article>`,
          )}
        </div>
      </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-demo-letters': KrDemoLetters;
  }
}
