// Styles of a drawn paper that shows what to look for on it, and of its place beside a question.
import { css } from 'lit';

/** The drawing: `.paper`, `.line` for printed lines, `.mark` around what to look for, `.found` inside it. */
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

/** A question and its picture: side by side, or stacked on a narrow screen. */
export const besidePicture = css`
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--kr-gap-l);
    align-items: start;
  }

  /* zero specificity, so that a screen can set another width */
  :where(.two > :last-child) {
    width: min(13rem, 24vw);
  }

  @media (max-width: 1100px) {
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
