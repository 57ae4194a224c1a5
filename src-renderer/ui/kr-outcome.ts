// The outcome of an action in the middle of the screen: a mark in a circle, a heading, a sentence. An unfinished action has a moving bar.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../core/kr-element.ts';
import './kr-icon.ts';

const icons = { good: 'check', bad: 'xmark', warn: 'warning', busy: 'refresh' } as const;

/** `<kr-outcome kind="good" heading="…" text="…" icon="printer">more</kr-outcome>` */
@customElement('kr-outcome')
export class KrOutcome extends KrElement {
  static override styles = [
    css`
      :host {
        flex: 1;
        display: grid;
        place-items: center;
      }

      .panel {
        display: grid;
        justify-items: center;
        gap: var(--kr-gap-m);
        max-width: 40rem;
        padding: var(--kr-gap-m) 0;
        text-align: center;
      }

      h1,
      h2 {
        font-size: var(--kr-text-h1);
        line-height: 1.25;
        text-wrap: balance;
      }

      h2 {
        font-weight: 600;
      }

      p {
        font-size: var(--kr-text-l);
        line-height: 1.4;
        overflow-wrap: break-word;
        text-wrap: balance;
      }

      .mark {
        display: grid;
        place-items: center;
        width: 2em;
        height: 2em;
        border: var(--kr-line-width) solid currentColor;
        border-radius: 50%;
        font-size: var(--kr-outcome-mark, 2.6rem);
        color: var(--kr-accent);
        background: var(--kr-accent-soft);
      }

      .good .mark {
        color: var(--kr-good);
        background: var(--kr-good-soft);
      }

      .bad .mark {
        color: var(--kr-danger);
        background: var(--kr-danger-soft);
      }

      .warn .mark {
        color: var(--kr-warn);
        background: var(--kr-warn-soft);
      }

      .bar {
        position: relative;
        overflow: hidden;
        width: min(20rem, 80vw);
        height: 0.5rem;
        border-radius: 0.25rem;
        /* not --kr-line, which is the accent colour in the two-colour themes */
        background: color-mix(in srgb, var(--kr-accent) 20%, transparent);
      }

      .bar::after {
        content: '';
        position: absolute;
        inset-block: 0;
        width: 35%;
        border-radius: inherit;
        background: var(--kr-accent);
        animation: run 1.4s ease-in-out infinite alternate;
      }

      @keyframes run {
        from {
          left: 0;
        }
        to {
          left: 65%;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .bar::after {
          animation: none;
          left: 32%;
        }
      }
    `,
  ];

  @property() kind: 'good' | 'bad' | 'warn' | 'busy' = 'good';
  @property() heading = '';
  @property() text = '';
  /** a mark other than the kind's own */
  @property() icon = '';
  /** 2 on a screen that has its own heading */
  @property({ type: Number }) level: 1 | 2 = 1;

  override render() {
    return html`<div class="panel ${this.kind}" role=${this.kind === 'bad' ? 'alert' : 'status'}>
      <span class="mark"><kr-icon name=${this.icon || icons[this.kind]}></kr-icon></span>
      ${this.level === 1 ? html`<h1>${this.heading}</h1>` : html`<h2>${this.heading}</h2>`}
      ${this.text ? html`<p>${this.text}</p>` : nothing}
      ${this.kind === 'busy' ? html`<div class="bar" aria-hidden="true"></div>` : nothing}
      <slot></slot>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-outcome': KrOutcome;
  }
}
