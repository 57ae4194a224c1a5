// Styles that every kr-* element and screen starts from, and blocks that screens share.
import { css } from 'lit';

/** Box sizing, headings without margins, the focus ring. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    font-family: var(--kr-font);
    color: var(--kr-ink);
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  button,
  input {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    touch-action: manipulation;
    cursor: pointer;
  }

  :focus-visible {
    outline: 4px solid var(--kr-focus);
    outline-offset: 3px;
  }

  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** For a bar of the frame: its text and targets grow less than the content's. Put it inside a rule. */
export const frameScale = css`
  --kr-text-s: var(--kr-frame);
  --kr-text-m: calc(var(--kr-frame) * 1.1);
  --kr-text-l: calc(var(--kr-frame) * 1.3);
  --kr-text-xl: calc(var(--kr-frame) * 1.5);
  --kr-target: max(64px, var(--kr-frame) * 3.2);
  --kr-gap-s: calc(var(--kr-frame) * 0.6);
  --kr-gap-m: var(--kr-frame);
  --kr-gap-l: calc(var(--kr-frame) * 1.4);
`;

/** `.card`, `.lead`, `.quiet`, `.sum`, `.stack` for screens. */
export const blocks = css`
  h2 {
    font-size: var(--kr-text-xl);
    line-height: 1.25;
    font-weight: 600;
  }

  .lead {
    font-size: var(--kr-text-l);
    line-height: 1.4;
  }

  .quiet {
    color: var(--kr-ink-quiet);
  }

  .sum {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .card {
    background: var(--kr-surface);
    border: 1px solid var(--kr-line);
    border-radius: var(--kr-radius);
    box-shadow: var(--kr-shadow);
    padding: var(--kr-gap-l);
  }

  /* quiet buttons in a row, with their text aligned to the text above */
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: var(--kr-gap-xs);
    margin-inline-start: max(-1.2rem, -1 * var(--kr-side));
  }

  .stack {
    display: grid;
    gap: var(--kr-gap-m);
    align-content: start;
  }
`;
