// Shared code of the on-screen keyboard and the number pad: key caps, and passing a press to the field.
import { css, html, type TemplateResult } from 'lit';
import './kr-icon.ts';
import { typing } from './typing.ts';

export const keyStyles = css`
  :host {
    display: block;
    user-select: none;
  }

  .keys {
    display: grid;
    gap: 8px;
  }

  button {
    min-width: 0;
    min-height: clamp(64px, 7.2vh, 84px);
    padding: 0;
    border: 1px solid var(--kr-control-line);
    border-radius: var(--kr-radius-s);
    background: var(--kr-surface);
    font-size: min(1.4rem, 38px);
    font-weight: 600;
    line-height: 1;
  }

  button:active {
    background: var(--kr-accent);
    border-color: var(--kr-accent);
    color: var(--kr-on-accent);
  }

  .side {
    background: var(--kr-accent-soft);
    font-size: min(1rem, 26px);
    line-height: 1.15;
  }

  kr-icon {
    font-size: min(1.4rem, 38px);
  }

  /* a tall screen has room for larger letters on larger keys */
  @media (min-height: 1600px) {
    button {
      min-height: clamp(84px, 2.6rem, 112px);
      font-size: min(1.6rem, 52px);
    }

    .side {
      font-size: min(1.1rem, 34px);
    }
  }
`;

/** Keeps the caret in the field while keys are pressed. */
export const keepFocus = (event: Event): void => event.preventDefault();

/** Keys are not in the tab order: people with a real keyboard do not need them. */
export const key = (value: string, cap: unknown = value, label = value, kind = ''): TemplateResult =>
  html`<button
    type="button"
    tabindex="-1"
    class=${kind}
    data-key=${value}
    aria-label=${label}
    @click=${() => typing.press(value)}
  >
    ${cap}
  </button>`;
