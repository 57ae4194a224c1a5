// A drawn paper that points at what to look for on it, and its place beside a question.
import { css } from 'lit';

/** The drawing: `.paper`, `.line` for what is printed, `.mark` around what is looked for, `.found` in it. */
export const picture = css`
  :host {
    display: block;
  }

  svg {
    width: 100%;
    height: 100%;
  }

  .paper {
    fill: var(--kr-surface);
    stroke: var(--kr-control-line);
    stroke-width: 2;
  }

  .line {
    fill: var(--kr-line);
  }

  .mark {
    fill: none;
    stroke: var(--kr-accent);
    stroke-width: 4;
  }

  .found {
    fill: var(--kr-ink);
  }
`;

/** A question and the picture that explains it: side by side, one under another where the screen is narrow. */
export const besidePicture = css`
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--kr-gap-l);
    align-items: start;
  }

  /* without weight, so that a screen may give its picture another width */
  :where(.two > :last-child) {
    width: min(13rem, 24vw);
  }

  @media (max-width: 1100px) {
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
